import { FALSE_DISCOVERY_RATE } from '../../domain/hotspots.ts';
import type { EmergingClass } from '../../domain/statistics/emerging-hotspots.ts';
import { COLD, emergingClass, HOT, NEITHER } from '../../domain/statistics/emerging-hotspots.ts';
import { starOfSums } from '../../domain/statistics/getis-ord.ts';
import type { MannKendall } from '../../domain/statistics/mann-kendall.ts';
import { mannKendall } from '../../domain/statistics/mann-kendall.ts';
import { neighbourCount, neighbourSums } from '../../domain/statistics/neighbours.ts';
import type { CellCounts } from './cell-counts.ts';
import { testOf } from './cell-scores.ts';
import type { HotspotPeriods } from './hotspot-periods.ts';
import type { StudyArea } from './study-area.ts';
import { numbersIn, OUTSIDE } from './study-area.ts';

/** How each cell fared period by period. */
export interface EmergingScores {
  /** Counts in no period. */
  readonly outsidePeriods: number;
  /** The course of a cell, by its number, and the trend of its scores. */
  readonly of: (cell: number) => { readonly emerging: EmergingClass | null; readonly trend: MannKendall };
}

/**
 * Tests every cell in every period, as Esri's space-time cube does: the neighbourhood is the cells near it in this period
 * and the one before, the background all cells of all periods, and the correction goes over all of these tests.
 */
export function emergingScores(area: StudyArea, counts: CellCounts, periods: HotspotPeriods): EmergingScores {
  const cells = area.cells.length;
  const { cube, outsidePeriods } = cubeOf(area, counts, periods);
  const { sums, weights } = sumsOf(area, cube, periods.count);
  const { z, adjustedP } = testOf(starOfSums(cube, sums, weights));
  const states = Int8Array.from(z, (score, bin) =>
    (adjustedP[bin] ?? 1) > FALSE_DISCOVERY_RATE ? NEITHER : score > 0 ? HOT : COLD,
  );
  return {
    outsidePeriods,
    of(cell) {
      const course = new Int8Array(periods.count);
      const scores = new Float64Array(periods.count);
      for (let period = 0; period < periods.count; period++) {
        course[period] = states[period * cells + cell] ?? NEITHER;
        scores[period] = z[period * cells + cell] ?? 0;
      }
      const trend = mannKendall(scores);
      return { emerging: emergingClass(course, trend), trend };
    },
  };
}

/** Counts of all cells in the first period, then in the second, and so on. */
function cubeOf(area: StudyArea, counts: CellCounts, periods: HotspotPeriods) {
  const numbers = numbersIn(area, counts.cells);
  const cube = new Float64Array(area.cells.length * periods.count);
  let outsidePeriods = 0;
  for (const { month, count } of counts.months) {
    const period = periods.periodOf(month);
    const start = (period ?? 0) * area.cells.length;
    for (let cell = 0; cell < count.length; cell++) {
      const number = numbers[cell] ?? OUTSIDE;
      if (number === OUTSIDE) continue;
      if (period === null) outsidePeriods += count[cell] ?? 0;
      else cube[start + number] = (cube[start + number] ?? 0) + (count[cell] ?? 0);
    }
  }
  return { cube, outsidePeriods };
}

/** What lies around each bin of the cube, and in how many bins. */
function sumsOf({ cells, neighbours }: StudyArea, cube: Float64Array, periods: number) {
  const sums = new Float64Array(cube.length);
  const weights = new Uint32Array(cube.length);
  let before: Float64Array | null = null;
  for (let period = 0; period < periods; period++) {
    const start = period * cells.length;
    const values = cube.subarray(start, start + cells.length);
    const around = neighbourSums(neighbours, values);
    for (let cell = 0; cell < cells.length; cell++) {
      around[cell] = (around[cell] ?? 0) + (values[cell] ?? 0);
      sums[start + cell] = (around[cell] ?? 0) + (before?.[cell] ?? 0);
      weights[start + cell] = (neighbourCount(neighbours, cell) + 1) * (before === null ? 1 : 2);
    }
    before = around;
  }
  return { sums, weights };
}
