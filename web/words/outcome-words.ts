import type { TraceOutcome } from '../../domain/vocabulary.ts';

/** How far a trace got, as it stands in a table cell. */
export const OUTCOME_WORDS: Readonly<Record<TraceOutcome, string>> = {
  not_submitted: 'not submitted',
  submitted: 'submitted',
  dealer: 'traced to a dealer',
  purchaser: 'traced to a purchaser',
};
