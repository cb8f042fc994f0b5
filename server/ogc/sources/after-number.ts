import { FilterError } from '../../../domain/trace-filter.ts';

const MOST_INT = 2_147_483_647;

/** The number after which a page begins: 0 at the start. */
export function afterNumber(after: string | null): number {
  if (after === null) return 0;
  const number = /^\d{1,10}$/.test(after) ? Number(after) : Number.NaN;
  if (number <= MOST_INT) return number;
  throw new FilterError('after', 'after must come from the `next` link of an earlier page, or be left out.');
}
