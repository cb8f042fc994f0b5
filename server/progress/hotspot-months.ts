import type { HotspotCellsCounted } from '../../domain/progress.ts';
import type { ComparisonCandidate } from '../../domain/statistics/comparison-series.ts';
import type { MonthlySeries } from '../../domain/statistics/interrupted-series.ts';
import type { Refusal } from '../../domain/statistics/refusal.ts';
import { isRefused } from '../../domain/statistics/refusal.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import { KeptInScope } from '../database/kept-in-scope.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { GunPlaces } from '../rollups/gun-places.ts';
import { resolveCorridors } from '../traces/resolve-corridors.ts';
import type { HotspotCells } from './hotspot-cells.ts';
import { readHotspotCells } from './hotspot-cells.ts';
import { monthText } from './month-number.ts';
import type { MonthTally } from './month-tally.ts';
import { tallyMonths } from './month-tally.ts';

/** Guns by month in the cells that were hotspots before, and in all other cells. */
export interface HotspotMonths {
  readonly series: MonthlySeries;
  readonly candidates: readonly ComparisonCandidate[];
  readonly cellsChosenFrom: number;
  readonly hotspots: HotspotCellsCounted;
}

/** Months from the first to the last, and the one in which something began. */
export type MonthSpan = readonly [first: number, began: number, last: number];

/** Finding hotspots and counting in them goes through all guns three times: whoever comes back to them does not wait again. */
const kept = new KeptInScope<HotspotMonths | Refusal<string>>(16);

/**
 * Counts a filter's guns, traced or not, in what were its hotspots before it began; compared with those in all other cells of the
 * same months. `concerned`: all of them, wherever they were recovered. Kept for the scope, its data version and the question.
 */
export function readHotspotMonths(
  read: ScopedRead,
  filter: TraceFilter,
  concerned: MonthTally,
  span: MonthSpan,
): Promise<HotspotMonths | Refusal<string>> {
  const question = [formatTraceFilter(filter).toString(), ...span];
  return kept.get(read, question, () => countInHotspots(read, filter, concerned, span));
}

async function countInHotspots(
  read: ScopedRead,
  filter: TraceFilter,
  concerned: MonthTally,
  [first, began, last]: MonthSpan,
): Promise<HotspotMonths | Refusal<string>> {
  const resolved = await resolveCorridors(read.trx, filter);
  const hot = await readHotspotCells(read, resolved, began);
  if (isRefused(hot)) return hot;
  const counted = async (isCounted: (cell: string) => boolean) => {
    const places = (known: GunPlaces) => placesInCells(known, hot, isCounted);
    const tally = await tallyMonths(read, resolved, { by: 'recovery', from: first }, places);
    return tally.counts('recovered', first, last);
  };
  const inside = await counted((cell) => hot.cells.has(cell));
  const outside = await counted((cell) => !hot.cells.has(cell));
  const all = total(concerned.counts('recovered', first, last));
  const firstMonth = (first % 12) + 1;
  return {
    series: { counts: inside, firstMonth },
    candidates: [{ name: OUTSIDE, series: { counts: outside, firstMonth } }],
    cellsChosenFrom: hot.from,
    hotspots: {
      cells: hot.cells.size,
      squareKm: hot.squareKm,
      from: monthText(hot.from),
      to: monthText(began - 1),
      inside: total(inside),
      outside: total(outside),
      unplaced: all - total(inside) - total(outside),
    },
  };
}

const OUTSIDE = 'the same kind of guns recovered outside these cells';

/** 1 at each place that lies in a cell that counts; what is not known to the street lies in none. */
function placesInCells(
  places: GunPlaces,
  { resolution }: HotspotCells,
  isCounted: (cell: string) => boolean,
): Uint8Array {
  const { length, nodeOf, code } = places.nodesAt('cell', resolution);
  const counts = Uint8Array.from({ length }, (_, node) => {
    const cell = code(node);
    return cell !== null && isCounted(cell) ? 1 : 0;
  });
  // There may be a million places: `from` would take a call for each.
  const counted = new Uint8Array(nodeOf.length);
  for (let place = 0; place < counted.length; place += 1) counted[place] = counts[nodeOf[place] ?? 0] ?? 0;
  return counted;
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
