import { NOT_OF_OUTCOMES } from '../../domain/progress.ts';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import { checkedFilterText } from '../defined/stored-filter.ts';
import { badRequest } from '../errors.ts';

/** The text of a filter as it is stored: equal filters give equal text. A 400 in words for what cannot be one. */
export function checkedFilter(text: string): string {
  const filter = checkedFilterText(text);
  const wrong = NOT_OF_OUTCOMES.find((key) => filter[key] !== undefined);
  if (wrong !== undefined) {
    throw badRequest(
      'The filter says which guns, not when: leave out dates of recovery and times-to-crime. The outcome says them itself.',
      { parameter: 'filter' },
    );
  }
  return formatTraceFilter(filter).toString();
}
