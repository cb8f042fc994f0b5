import { changeFilter } from './page.ts';

/** Dealers that a filter may name: more would not fit into the page's address. */
export const MOST_FILTERED = 500;

/** Filters page, map and tables to these dealers; gives false, and does nothing, where they are none or too many. */
export function filterToDealers(dealer: readonly number[]): boolean {
  if (dealer.length === 0 || dealer.length > MOST_FILTERED) return false;
  changeFilter({ dealer: [...dealer] });
  return true;
}
