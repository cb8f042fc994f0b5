import type { HotspotRate } from '../../domain/hotspots.ts';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import { benjaminiHochberg } from '../../domain/statistics/benjamini-hochberg.ts';
import { empiricalBayes } from '../../domain/statistics/empirical-bayes.ts';
import { FEW_RECORDS } from '../../domain/statistics/few-records.ts';
import { starOfSums } from '../../domain/statistics/getis-ord.ts';
import { neighbourCount, neighbourSums } from '../../domain/statistics/neighbours.ts';
import { twoSidedP } from '../../domain/statistics/normal-distribution.ts';
import type { CellTallies } from './cell-tallies.ts';
import type { StudyArea } from './study-area.ts';

/** What the test says of each cell, by its number. */
export interface CellScores {
  /** Counted in the cell and those near it, and how many of all there would be if they were spread evenly. */
  readonly nearby: Float64Array;
  readonly expected: Float64Array;
  /** Rates drawn towards that of the whole area; null without a rate. */
  readonly smoothedRates: Float64Array | null;
  /** Null where nothing was tested. */
  readonly tested: {
    readonly z: Float64Array;
    readonly p: Float64Array;
    readonly adjustedP: Float64Array;
  } | null;
  /** Why; null where it was tested. */
  readonly untested: Told | null;
}

/** Fewer cells than this are no background to stand out from; the normal score of a sum wants about as many. */
const LEAST_CELLS = 30;

/** Tests each cell of the area: of counts, or of smoothed rates. */
export function scoreCells(area: StudyArea, tallies: CellTallies, rate: HotspotRate): CellScores {
  const { count, outOf } = tallies;
  const weights = Uint32Array.from(area.cells, (_, cell) => neighbourCount(area.neighbours, cell) + 1);
  const around = (values: Float64Array) =>
    neighbourSums(area.neighbours, values).map((sum, cell) => sum + (values[cell] ?? 0));
  const nearby = around(count);
  const smoothed = rate === 'none' ? null : empiricalBayes(count, outOf);
  const perCell = area.cells.length === 0 ? 0 : tallies.placed / area.cells.length;
  const expected =
    smoothed === null
      ? Float64Array.from(weights, (weight) => weight * perCell)
      : around(outOf).map((sum) => sum * smoothed.overall);
  const untested = whyUntested(area, tallies);
  const values = smoothed?.rates ?? count;
  return {
    nearby,
    expected,
    smoothedRates: smoothed?.rates ?? null,
    tested: untested === null ? testOf(starOfSums(values, around(values), weights)) : null,
    untested,
  };
}

/** The scores with their p-values, held against all tests at once. */
export function testOf(z: Float64Array) {
  const p = z.map(twoSidedP);
  return { z, p, adjustedP: benjaminiHochberg(p) };
}

function whyUntested({ cells }: StudyArea, { placed, outside }: CellTallies): Told | null {
  if (placed === 0 && outside > 0) {
    return told(
      'Nobody is known to live where this selection is: the inhabitants that are loaded are those of other places.',
    );
  }
  if (placed === 0) {
    return told('Nothing of this selection is known to the street, so no cell has anything to test.');
  }
  if (placed < FEW_RECORDS) {
    return told(
      'Only {placed} of this selection are known to the street; at least {least} are needed. Widen the dates or take off a filter.',
      { placed, least: FEW_RECORDS },
    );
  }
  if (cells.length < LEAST_CELLS) {
    return told(
      'Only {cells} cells have anything to test; at least {least} are needed. Choose smaller cells or a larger area.',
      { cells: cells.length, least: LEAST_CELLS },
    );
  }
  return null;
}
