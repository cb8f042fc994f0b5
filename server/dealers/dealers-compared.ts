import { dateOfDay } from '../../domain/days.ts';
import type { DealerSalesComparison, DealersCompared } from '../../domain/dealer-responses.ts';
import type { WithInterval } from '../../domain/statistics/concentration.ts';
import { concentration } from '../../domain/statistics/concentration.ts';
import type { FunnelModel, FunnelPlace, Overdispersion } from '../../domain/statistics/funnel.ts';
import { FUNNEL_PLACES, funnelLimits } from '../../domain/statistics/funnel.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { GroupedGuns } from '../rollups/grouped-guns.ts';
import { readGroupedGuns } from '../rollups/read-grouped-guns.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import type { ComparedSales } from './dealer-comparison-read-model.ts';
import { readDealerComparison } from './dealer-comparison-read-model.ts';
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
  const all = [...compared.dealers];
  const drawn = pickPoints(all);
  const outside = drawn.filter(([, { place }]) => place !== 'within').map(([id]) => id);
  const nameOf = await readDealerNames(read, outside);
  const sum = (figure: (dealer: DealerSalesComparison) => number) =>
    all.reduce((total, [, dealer]) => total + figure(dealer), 0);
  return {
    dealers: guns.ids.length,
    compared: all.length,
    traces: guns.days.length,
    unnamed: guns.unnamed,
    tracesOfSales: sum(({ traces }) => traces),
    sold: sum(({ sold }) => sold),
    atRisk: sum(({ atRisk }) => atRisk),
    overallRate: compared.model.overall * PER,
    overdispersion,
    dispersion: compared.model.factor,
    ...discountOf(compared),
    points: drawn.map(([id, { atRisk, traces, place }]) => ({
      id,
      name: nameOf.get(id) ?? null,
      atRisk,
      traces,
      place,
    })),
    notDrawn: all.length - drawn.length,
    places: countPlaces(all),
    aboveAdjusted: all.filter(
      ([, { adjustedP, traces, expected }]) => traces > expected && adjustedP <= FALSE_DISCOVERY_RATE,
    ).length,
    limits: limitsOf(
      compared.model,
      all.reduce((most, [, { atRisk }]) => Math.max(most, atRisk), 0),
    ),
    concentration: concentrationOf(guns, compared),
    notice: NOT_A_RANDOM_SAMPLE,
  };
}

/** All that fit: those outside of the limits, then those of the most sales, which is where the limits are narrow. */
function pickPoints(all: readonly (readonly [number, DealerSalesComparison])[]) {
  return [...all]
    .sort(
      ([a, one], [b, other]) =>
        Number(one.place === 'within') - Number(other.place === 'within') ||
        other.atRisk - one.atRisk ||
        a - b,
    )
    .slice(0, MOST_POINTS);
}

function countPlaces(
  all: readonly (readonly [number, DealerSalesComparison])[],
): Record<FunnelPlace, number> {
  const counts = { above998: 0, above95: 0, within: 0, below95: 0, below998: 0 };
  for (const place of FUNNEL_PLACES)
    counts[place] = all.filter(([, dealer]) => dealer.place === place).length;
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

/** Dealers that sold guns of which none was traced belong to it. */
function concentrationOf(guns: GroupedGuns, { dealers }: ComparedSales): DealersCompared['concentration'] {
  const counts = [...guns.ids.keys()].map(
    (index) => (guns.starts[index + 1] ?? 0) - (guns.starts[index] ?? 0),
  );
  const traced = new Set(guns.ids);
  for (const id of dealers.keys()) if (!traced.has(id)) counts.push(0);
  const { curve, topShares, gini, ...totals } = concentration(counts, TOP_PARTS);
  const flat = ({ value, interval }: WithInterval) => ({ value, ...interval });
  return {
    dealers: totals.dealers,
    traces: totals.traces,
    curve: [...curve],
    topShares: topShares.map((share, index) => ({ dealers: TOP_PARTS[index] ?? 0, ...flat(share) })),
    gini: flat(gini),
  };
}
