import type { DealerSalesComparison } from '../../domain/dealer-responses.ts';
import type { FunnelModel, FunnelPlace, Overdispersion } from '../../domain/statistics/funnel.ts';
import { funnel } from '../../domain/statistics/funnel.ts';
import type { GammaPoissonFit } from '../../domain/statistics/gamma-poisson.ts';
import { fitGammaPoisson, posteriorRates } from '../../domain/statistics/gamma-poisson.ts';
import type { Interval } from '../../domain/statistics/interval.ts';
import { poissonInterval } from '../../domain/statistics/poisson-interval.ts';
import type { PosteriorRanks } from '../../domain/statistics/posterior-ranks.ts';
import { posteriorRanks } from '../../domain/statistics/posterior-ranks.ts';
import { firstFrom } from '../first-from.ts';

/** Dealers whose sales are known, each figure in a column of its own: a region has tens of thousands of them. */
export interface DealerSalesColumns {
  /** Ascending. */
  readonly ids: Uint32Array;
  readonly sold: Float64Array;
  readonly atRisk: Float64Array;
  readonly traces: Uint32Array;
}

/** Dealers beside all others, by how sure the order of their true rates is. */
interface Posterior {
  readonly fit: GammaPoissonFit;
  readonly ranks: PosteriorRanks;
}

const RATE_PER = 1000;
const TIMES = 2;

/**
 * Dealers beside each other: by the funnel, and by empirical Bayes with rank intervals. What a page shows of a dealer is worked
 * out for the dealers of the page, and the ranks when they are first asked for.
 */
export class ComparedDealers {
  readonly model: FunnelModel;
  /** Where each lies in the funnel, and how likely so far out is by chance, adjusted for many tests. */
  readonly places: readonly FunnelPlace[];
  readonly adjustedP: Float64Array;
  #posterior: Posterior | null = null;

  constructor(
    readonly columns: DealerSalesColumns,
    overdispersion: Overdispersion,
  ) {
    const { model, places, adjustedP } = funnel(columns.traces, columns.atRisk, overdispersion);
    this.model = model;
    this.places = places;
    this.adjustedP = adjustedP;
  }

  /** Of each dealer, in the order of the columns. */
  expectedRanks(): Float64Array {
    return this.#ranked().ranks.expected;
  }

  /** Those of these dealers that are compared, by id. */
  describe(ids: readonly number[]): ReadonlyMap<number, DealerSalesComparison> {
    const indexes = ids.flatMap((id) => {
      const index = firstFrom(this.columns.ids, id);
      return this.columns.ids[index] === id ? [index] : [];
    });
    const pick = (column: ArrayLike<number>) => indexes.map((index) => column[index] ?? 0);
    const [traces, atRisk, sold] = [this.columns.traces, this.columns.atRisk, this.columns.sold].map(pick);
    const { fit, ranks } = this.#ranked();
    const rates = posteriorRates(fit, traces ?? [], atRisk ?? [], TIMES);
    const rankOf = ranks.of(indexes);
    return new Map(
      rates.map((rate, at) => {
        const index = indexes[at] ?? 0;
        const [count, exposure] = [traces?.[at] ?? 0, atRisk?.[at] ?? 0];
        const known = {
          sold: sold?.[at] ?? 0,
          traces: count,
          rate: scaled({ value: count, ...poissonInterval(count) }, RATE_PER / (sold?.[at] ?? 0)),
          atRisk: exposure,
          expected: this.model.overall * exposure,
          place: this.places[index] ?? 'within',
          adjustedP: this.adjustedP[index] ?? 1,
          ratio: scaled({ value: rate.mean, ...rate.interval }, fit.overall === 0 ? 0 : 1 / fit.overall),
          exceedsTwice: rate.exceeding,
          rank: rankOf[at] ?? { expected: 0, low: 0, high: 0 },
        };
        return [this.columns.ids[index] ?? 0, known] as const;
      }),
    );
  }

  #ranked(): Posterior {
    if (this.#posterior !== null) return this.#posterior;
    const { traces, atRisk } = this.columns;
    const fit = fitGammaPoisson(traces, atRisk);
    this.#posterior = { fit, ranks: posteriorRanks(fit.prior, traces, atRisk) };
    return this.#posterior;
  }
}

const scaled = ({ value, low, high }: Interval & { readonly value: number }, by: number) => ({
  value: value * by,
  low: low * by,
  high: high * by,
});
