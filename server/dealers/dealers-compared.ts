import { dateOfDay } from '../../domain/days.ts';
import type { DealersCompared } from '../../domain/dealer-responses.ts';
import type { WithInterval } from '../../domain/statistics/concentration.ts';
import { concentration } from '../../domain/statistics/concentration.ts';
import type { FunnelModel, FunnelPlace, Overdispersion } from '../../domain/statistics/funnel.ts';
import { funnelLimits } from '../../domain/statistics/funnel.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { GroupedGuns } from '../rollups/grouped-guns.ts';
import { readGroupedGuns } from '../rollups/read-grouped-guns.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import type { ComparedDealers } from './compared-dealers.ts';
import type { ComparedSales } from './dealer-comparison-read-model.ts';
import { readDealerComparison } from './dealer-comparison-read-model.ts';
import { indexOfParty } from './dealer-figures.ts';
import { readDealerNames } from './dealer-names-read-model.ts';

/** Dealers drawn in a funnel at most; those outside of its limits are drawn first. */
const MOST_POINTS = 2000;
/** Places along the funnel at which its limits are told. */
const LIMITS_TOLD = 80;
const PER = 1000;
/** Parts of the dealers of which is told what they have; ATF told it of 1.2 % in 2000. */
const TOP_PARTS = [0.01, 0.012, 0.05, 0.1, 0.2];
const TOLD_YEARS = [1, 2, 3, 5];
const DAYS_A_YEAR = 365.25;
const FALSE_DISCOVERY_RATE = 0.05;

/**
 * `GET /api/dealers/comparison`: funnel, limits and concentration of the dealers of a filter. Its `dealer` is left out: a
 * funnel of the chosen alone would compare them with themselves.
 */
export async function readDealersCompared(
  read: ScopedRead,
  { dealer: _chosen, ...filter }: RecordFilter,
  overdispersion: Overdispersion,
): Promise<DealersCompared> {
  const { guns } = await readGroupedGuns(read, filter, 'dealer');
  const compared = await readDealerComparison(read, filter, overdispersion);
  const { columns, model, places, adjustedP } = compared.dealers;
  const drawn = pickPoints(compared.dealers);
  const outside = drawn.filter((index) => places[index] !== 'within');
  const nameOf = await readDealerNames(
    read,
    outside.map((index) => columns.ids[index] ?? 0),
  );
  return {
    dealers: guns.ids.length,
    compared: columns.ids.length,
    traces: guns.days.length,
    unnamed: guns.unnamed,
    tracesOfSales: sumOf(columns.traces),
    sold: sumOf(columns.sold),
    atRisk: sumOf(columns.atRisk),
    overallRate: model.overall * PER,
    overdispersion,
    dispersion: model.factor,
    ...discountOf(compared),
    points: drawn.map((index) => ({
      id: columns.ids[index] ?? 0,
      name: nameOf.get(columns.ids[index] ?? 0) ?? null,
      atRisk: columns.atRisk[index] ?? 0,
      traces: columns.traces[index] ?? 0,
      place: places[index] ?? 'within',
    })),
    notDrawn: columns.ids.length - drawn.length,
    places: countPlaces(places),
    aboveAdjusted: adjustedP.filter(
      (p, index) =>
        p <= FALSE_DISCOVERY_RATE &&
        (columns.traces[index] ?? 0) > model.overall * (columns.atRisk[index] ?? 0),
    ).length,
    limits: limitsOf(
      model,
      columns.atRisk.reduce((most, atRisk) => Math.max(most, atRisk), 0),
    ),
    concentration: concentrationOf(guns, columns.ids),
    notice: NOT_A_RANDOM_SAMPLE,
  };
}

const sumOf = (column: Float64Array | Uint32Array): number => {
  let sum = 0;
  for (const value of column) sum += value;
  return sum;
};

/**
 * The rows of all that fit: those outside of the limits, then those of the most sales, which is where the limits are
 * narrow.
 */
function pickPoints({ columns: { ids, atRisk }, places }: ComparedDealers): number[] {
  const rows = [...ids.keys()];
  return rows
    .sort(
      (a, b) =>
        Number(places[a] === 'within') - Number(places[b] === 'within') ||
        (atRisk[b] ?? 0) - (atRisk[a] ?? 0) ||
        (ids[a] ?? 0) - (ids[b] ?? 0),
    )
    .slice(0, MOST_POINTS);
}

function countPlaces(places: readonly FunnelPlace[]): Record<FunnelPlace, number> {
  const counts = { above998: 0, above95: 0, within: 0, below95: 0, below998: 0 };
  for (const place of places) counts[place] += 1;
  return counts;
}

/** Close together where sales are few and the limits bend, wider apart to the right. */
function limitsOf(model: FunnelModel, most: number): DealersCompared['limits'] {
  if (most <= 0 || model.overall === 0) return [];
  return Array.from({ length: LIMITS_TOLD }, (_, index) => {
    const atRisk = most * ((index + 1) / LIMITS_TOLD) ** 2;
    const { within95, within998 } = funnelLimits(model, atRisk);
    return { atRisk, within95: [...within95], within998: [...within998] };
  });
}

function discountOf({
  seen,
  lastDay,
}: ComparedSales): Pick<DealersCompared, 'horizonDays' | 'seenAfterYears' | 'lastDay'> {
  return {
    horizonDays: seen?.horizonDays ?? null,
    seenAfterYears: TOLD_YEARS.flatMap((years) => {
      const part = seen?.seen[Math.round(years * DAYS_A_YEAR)];
      return part === undefined ? [] : [{ years, part }];
    }),
    lastDay: lastDay === null ? null : dateOfDay(lastDay),
  };
}

/** Dealers by their guns, those with the most first. */
function mostFirst({ ids, starts }: GroupedGuns): number[] {
  const gunsAt = (index: number) => (starts[index + 1] ?? 0) - (starts[index] ?? 0);
  return [...ids.keys()].sort((a, b) => gunsAt(b) - gunsAt(a) || a - b).map((index) => ids[index] ?? 0);
}

/** Dealers that sold guns of which none was traced belong to it. */
function concentrationOf(guns: GroupedGuns, compared: Uint32Array): DealersCompared['concentration'] {
  const counts = Array.from(
    guns.ids,
    (_, index) => (guns.starts[index + 1] ?? 0) - (guns.starts[index] ?? 0),
  );
  for (const id of compared) if (indexOfParty(guns, id) === null) counts.push(0);
  const { curve, topShares, gini, ...totals } = concentration(counts, TOP_PARTS);
  const flat = ({ value, interval }: WithInterval) => ({ value, ...interval });
  return {
    dealers: totals.dealers,
    traces: totals.traces,
    curve: [...curve],
    ids: mostFirst(guns),
    topShares: topShares.map((share, index) => ({ dealers: TOP_PARTS[index] ?? 0, ...flat(share) })),
    gini: flat(gini),
  };
}
