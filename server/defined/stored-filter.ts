import { told } from '../../domain/languages/told.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FilterError, parseTraceFilter } from '../../domain/trace-filter.ts';
import { badRequest } from '../errors.ts';

const LONGEST_FILTER = 4000;

/** Reads a filter as it is stored: it was checked when it was written. */
export const filterOfText = (text: string): TraceFilter => parseTraceFilter(new URLSearchParams(text));

/** A filter that is to be stored, from query parameters as text. A 400 in words for what cannot be one. */
export function checkedFilterText(text: string): TraceFilter {
  if (text.length > LONGEST_FILTER) {
    throw badRequest(
      told('The filter is longer than {longest} characters. Name fewer areas or dealers.', {
        longest: LONGEST_FILTER,
      }),
      {
        parameter: 'filter',
      },
    );
  }
  try {
    return filterOfText(text);
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    throw badRequest(told('The filter cannot be read. {reason}', { reason: error.told }), {
      parameter: 'filter',
    });
  }
}
