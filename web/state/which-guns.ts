import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FilterError, parseTraceFilter } from '../../domain/trace-filter.ts';
import { say } from '../words/say.ts';
import { filterWords } from '../words/title-sentence.ts';
import { agencyNames } from './agency-names.ts';
import { areaNames } from './area-names.ts';

/** Which guns a stored filter is about, in words. */
export function whichGuns(text: string): string {
  const filter = filterOf(text);
  return filter === null ? say('guns that this page cannot name') : wordsOfFilter(filter);
}

/** Which guns a filter is about, in words. */
export function wordsOfFilter(filter: TraceFilter): string {
  return filterWords({
    filter,
    areaNames: areaNames.value,
    agencyNames: agencyNames.value,
  });
}

/** Null for one that this page cannot read. */
export function filterOf(text: string): TraceFilter | null {
  try {
    return parseTraceFilter(new URLSearchParams(text));
  } catch (error) {
    if (error instanceof FilterError) return null;
    throw error;
  }
}
