import { told } from '../../domain/languages/told.ts';
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
import { RECOVERY_PLACE } from '../rollups/packed-guns.ts';
import { resolveCorridors } from '../traces/resolve-corridors.ts';
import type { HotspotCells } from './hotspot-cells.ts';
import { readHotspotCells } from './hotspot-cells.ts';
import { monthText } from './month-number.ts';
import type { GunAreas, MonthTally } from './month-tally.ts';
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

/** Hotspots are found by other guns than are counted in them: whoever comes back to them does not wait for both again. */
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
  const tally = await tallyMonths(read, resolved, first, (places) => sidesOf(places, hot));
  const inside = tally.counts('recovered', first, last, INSIDE);
  const outside = tally.counts('recovered', first, last, OUTSIDE);
  const all = total(concerned.counts('recovered', first, last));
  const firstMonth = (first % 12) + 1;
  return {
    series: { counts: inside, firstMonth },
    candidates: [{ name: OUTSIDE_WORDS, series: { counts: outside, firstMonth } }],
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

const OUTSIDE_WORDS = told('the same kind of guns recovered outside these cells');

const INSIDE = 1;
const OUTSIDE = 2;

/** Cells that were hotspots and all others; what is not known to the street lies in none. */
function sidesOf(places: GunPlaces, { cells, resolution }: HotspotCells): GunAreas {
  const known = places.nodesAt('cell', resolution);
  const sides = Uint8Array.from({ length: known.length }, (_, node) => {
    const cell = known.code(node);
    if (cell === null) return 0;
    return cells.has(cell) ? INSIDE : OUTSIDE;
  });
  // There may be a million places: `from` would take a call for each.
  const nodeOf = new Uint32Array(known.nodeOf.length);
  for (let place = 0; place < nodeOf.length; place += 1) nodeOf[place] = sides[known.nodeOf[place] ?? 0] ?? 0;
  const code = (side: number) => SIDE_CODES[side] ?? null;
  return { place: RECOVERY_PLACE, nodes: { nodeOf, length: SIDE_CODES.length, code } };
}

const SIDE_CODES = [null, 'inside', 'outside'];

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
