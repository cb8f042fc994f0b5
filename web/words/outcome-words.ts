import type { TraceOutcome } from '../../domain/vocabulary.ts';
import { say } from './say.ts';

/** How far a trace got, as it stands in a table cell. */
export const OUTCOME_WORDS: Readonly<Record<TraceOutcome, string>> = {
  not_submitted: say('not submitted'),
  submitted: say('submitted'),
  dealer: say('traced to a dealer'),
  purchaser: say('traced to a purchaser'),
};
