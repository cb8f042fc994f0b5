import { LONGEST_PROGRESS_FILTER, NOT_OF_OUTCOMES } from '../../domain/progress.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FilterError, formatTraceFilter, parseTraceFilter } from '../../domain/trace-filter.ts';
import { badRequest } from '../errors.ts';

/** Reads a filter as it is stored: it was checked when it was written. */
export const filterOfText = (text: string): TraceFilter => parseTraceFilter(new URLSearchParams(text));

/** The text of a filter as it is stored: equal filters give equal text. A 400 in words for what cannot be one. */
export function checkedFilter(text: string): string {
  if (text.length > LONGEST_PROGRESS_FILTER) {
    throw badRequest(
      `The filter is longer than ${LONGEST_PROGRESS_FILTER} characters. Name fewer areas or dealers.`,
      {
        parameter: 'filter',
      },
    );
  }
  const filter = parsed(text);
  const wrong = NOT_OF_OUTCOMES.find((key) => filter[key] !== undefined);
  if (wrong !== undefined) {
    throw badRequest(
      'The filter says which guns, not when: leave out dates of recovery and times-to-crime. The outcome says them itself.',
      { parameter: 'filter' },
    );
  }
  return formatTraceFilter(filter).toString();
}

function parsed(text: string): TraceFilter {
  try {
    return filterOfText(text);
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    throw badRequest(`The filter cannot be read. ${error.message}`, { parameter: 'filter' });
  }
}
