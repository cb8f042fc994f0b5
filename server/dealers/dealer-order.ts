import { binomialInterval } from '../../domain/statistics/binomial-interval.ts';
import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import type { Cursor } from '../http/cursor.ts';
import type { GroupedGuns } from '../rollups/grouped-guns.ts';
import { UNKNOWN_TIME } from '../rollups/packed-guns.ts';
import type { ComparedDealers } from './compared-dealers.ts';
import type { ListedDealers } from './listed-dealers.ts';

export const DEALER_SORTS = ['rank', 'short', 'traces', 'name'] as const;
export type DealerSort = (typeof DEALER_SORTS)[number];

/** The dealers of a page, in its order. */
interface OrderedPage {
  readonly ids: readonly number[];
  /** What the last of them is sorted by; 0 where they come by name. */
  readonly lastValue: number;
  readonly isMore: boolean;
}

/** The next page of a list that comes by name. */
export function pageByName({ ids, before }: ListedDealers, limit: number): OrderedPage {
  const end = before + limit;
  return { ids: [...ids.subarray(before, end)], lastValue: 0, isMore: end < ids.length };
}

/** The next page of dealers: those of the largest value first, of equal ones that of the smaller id. */
export function pageByValue(
  listed: Uint32Array,
  sortedBy: (id: number) => number,
  { after, limit }: { readonly after: Cursor | null; readonly limit: number },
): OrderedPage {
  const afterValue = Number(after?.value);
  const left = listed.filter((id) => {
    if (after === null) return true;
    const value = sortedBy(id);
    return value < afterValue || (value === afterValue && id > after.id);
  });
  // Sorting numbers alone says which can be of the page, in a tenth of the time that sorting all takes.
  const byValue = Float64Array.from(left, sortedBy).sort();
  const least = byValue[byValue.length - limit] ?? Number.NEGATIVE_INFINITY;
  const ids = Array.from(left.filter((id) => sortedBy(id) >= least))
    .sort((a, b) => sortedBy(b) - sortedBy(a) || a - b)
    .slice(0, limit);
  return { ids, lastValue: sortedBy(ids.at(-1) ?? 0), isMore: left.length > ids.length };
}

/** What the list is sorted by, of a dealer: the largest come first, those that have no such value last. */
export function sortValues(
  sort: Exclude<DealerSort, 'name'>,
  guns: GroupedGuns,
  compared: ComparedDealers,
): (id: number) => number {
  const { ids } = compared.columns;
  // By id: there is one for each of tens of thousands of dealers, asked for several times.
  const values = new Float64Array(1 + Math.max(ids.at(-1) ?? 0, guns.ids.at(-1) ?? 0)).fill(NONE_TO_SORT_BY);
  if (sort === 'rank') {
    const ranks = compared.expectedRanks();
    for (let index = 0; index < ids.length; index++) values[ids[index] ?? 0] = -(ranks[index] ?? 0);
  }
  for (let index = 0; index < guns.ids.length; index++) {
    const id = guns.ids[index] ?? 0;
    // A limit of a share takes a while, and is not asked of those that have a rank.
    if (values[id] !== NONE_TO_SORT_BY) continue;
    const [start, end] = [guns.starts[index] ?? 0, guns.starts[index + 1] ?? 0];
    if (sort === 'traces') values[id] = end - start;
    else {
      const short = leastShortShare(guns.times.subarray(start, end));
      if (short !== null) values[id] = sort === 'short' ? short : UNRANKED + short;
    }
  }
  return (id) => values[id] ?? NONE_TO_SORT_BY;
}

/** Below every rank: dealers without one come after those that have one, by the part of their guns sold within 3 years. */
const UNRANKED = -1e8;
/** Below every value that a dealer can be sorted by. */
const NONE_TO_SORT_BY = -1e9;

/** The lower limit of the part sold within 3 years: what is sure of it, so that two guns of two do not come first. */
function leastShortShare(times: Uint16Array): number | null {
  let known = 0;
  let short = 0;
  for (const time of times) {
    if (time === UNKNOWN_TIME) continue;
    known += 1;
    if (time <= SHORT_TIME_TO_CRIME_DAYS) short += 1;
  }
  return known === 0 ? null : binomialInterval(short, known).low;
}
