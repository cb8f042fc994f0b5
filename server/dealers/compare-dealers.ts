import type { DealerSalesComparison } from '../../domain/dealer-responses.ts';
import type { FunnelModel, Overdispersion } from '../../domain/statistics/funnel.ts';
import { funnel } from '../../domain/statistics/funnel.ts';
import { fitGammaPoisson, posteriorRates } from '../../domain/statistics/gamma-poisson.ts';
import type { Interval } from '../../domain/statistics/interval.ts';
import { poissonInterval } from '../../domain/statistics/poisson-interval.ts';
import { posteriorRanks } from '../../domain/statistics/posterior-ranks.ts';
import type { GroupedGuns } from '../rollups/grouped-guns.ts';
import { UNKNOWN_DAY } from '../rollups/grouped-guns.ts';
import { UNKNOWN_TIME } from '../rollups/packed-guns.ts';
import { indexOfParty } from './dealer-figures.ts';
import type { SalesPeriod } from './dealer-sales-read-model.ts';

export interface DealerComparison {
  /** By id. */
  readonly dealers: ReadonlyMap<number, DealerSalesComparison>;
  readonly model: FunnelModel;
}

const RATE_PER = 1000;
const TIMES = 2;

/**
 * Compares the dealers whose sales are known: traces of guns sold in the known periods against sales at risk (funnel, and
 * empirical Bayes with rank intervals). `atRiskOf` says how many sales of a period could have been seen.
 */
export function compareDealers(
  guns: GroupedGuns,
  salesOf: ReadonlyMap<number, readonly SalesPeriod[]>,
  atRiskOf: (period: SalesPeriod) => number,
  overdispersion: Overdispersion,
): DealerComparison {
  const compared = [...salesOf].flatMap(([id, periods]) => {
    const atRisk = periods.reduce((sum, period) => sum + atRiskOf(period), 0);
    if (atRisk <= 0) return [];
    const sold = periods.reduce((sum, period) => sum + period.guns, 0);
    return [{ id, sold, atRisk, traces: countSoldIn(guns, id, periods) }];
  });
  const counts = compared.map(({ traces }) => traces);
  const exposures = compared.map(({ atRisk }) => atRisk);
  const { model, points } = funnel(counts, exposures, overdispersion);
  const fit = fitGammaPoisson(counts, exposures);
  const rates = posteriorRates(fit, counts, exposures, TIMES);
  const ranks = posteriorRanks(fit.prior, counts, exposures);
  const dealers = new Map<number, DealerSalesComparison>();
  for (const [index, { id, sold, traces, atRisk }] of compared.entries()) {
    const [point, rate, rank] = [points[index], rates[index], ranks[index]];
    if (point === undefined || rate === undefined || rank === undefined) continue;
    const exact = poissonInterval(traces);
    dealers.set(id, {
      sold,
      traces,
      rate: scaled({ value: traces, ...exact }, RATE_PER / sold),
      atRisk,
      expected: point.expected,
      place: point.place,
      adjustedP: point.adjustedP,
      ratio: scaled({ value: rate.mean, ...rate.interval }, fit.overall === 0 ? 0 : 1 / fit.overall),
      exceedsTwice: rate.exceeding,
      rank,
    });
  }
  return { dealers, model };
}

const scaled = ({ value, low, high }: Interval & { readonly value: number }, by: number) => ({
  value: value * by,
  low: low * by,
  high: high * by,
});

/** The guns of a dealer known to have been sold in one of the periods. */
function countSoldIn(guns: GroupedGuns, dealer: number, periods: readonly SalesPeriod[]): number {
  const index = indexOfParty(guns, dealer);
  if (index === null) return 0;
  const end = guns.starts[index + 1] ?? 0;
  let count = 0;
  for (const { from, to } of spansOf(periods)) {
    for (let gun = guns.starts[index] ?? 0; gun < end; gun++) {
      const sold = soldOn(guns, gun);
      if (sold !== null && sold >= from && sold < to) count += 1;
    }
  }
  return count;
}

/** Periods without their guns, those that follow each other as one: of years in a row there is one to look into. */
export function spansOf(periods: readonly SalesPeriod[]): { readonly from: number; readonly to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const { from, to } of periods) {
    const last = spans.at(-1);
    if (last?.to === from) last.to = to;
    else spans.push({ from, to });
  }
  return spans;
}

/** The day a gun was sold, since 1970; null where that is not known. */
export function soldOn({ days, times }: GroupedGuns, gun: number): number | null {
  const day = days[gun] ?? UNKNOWN_DAY;
  const time = times[gun] ?? UNKNOWN_TIME;
  return day === UNKNOWN_DAY || time === UNKNOWN_TIME ? null : day - time;
}
