import type { SeenByAge } from '../../domain/statistics/right-truncated-times.ts';
import type { SalesPeriod } from './dealer-sales-read-model.ts';

/** Days of recovery that are looked at, since 1970: from the first to before the last. */
export interface RecoveryDays {
  readonly from: number;
  readonly to: number;
}

/**
 * How many sales would have shown all that there is to see of them: each gun sold counts as the part of its later recoveries
 * that fell into the days looked at. A gun sold last month counts little, so that a dealer does not look clean for
 * having sold lately. Periods are taken to sell evenly on their days.
 */
export class SalesAtRisk {
  /** Sum of the parts seen of guns sold 0 to n - 1 days before. */
  readonly #sums: Float64Array;

  constructor(
    { seen }: SeenByAge,
    private readonly days: RecoveryDays,
  ) {
    this.#sums = new Float64Array(seen.length + 1);
    for (let age = 0; age < seen.length; age++) {
      this.#sums[age + 1] = (this.#sums[age] ?? 0) + (seen[age] ?? 0);
    }
  }

  /** Of the sales of a period. */
  of({ from, to, guns }: SalesPeriod): number {
    const { days } = this;
    const byEnd = this.#seenUntil(days.to - 1, from, to);
    const before = Number.isFinite(days.from) ? this.#seenUntil(days.from - 1, from, to) : 0;
    return (guns * (byEnd - before)) / (to - from);
  }

  /** Sum over the days sold of the part recovered until the end of a day. */
  #seenUntil(day: number, from: number, to: number): number {
    return this.#sumTo(day - from + 1) - this.#sumTo(day - to + 1);
  }

  /** Beyond the horizon all is seen, before the sale nothing. */
  #sumTo(ages: number): number {
    if (ages <= 0) return 0;
    const within = Math.min(ages, this.#sums.length - 1);
    return (this.#sums[within] ?? 0) + (ages - within);
  }
}
