import { seededUniform } from '../domain/statistics/seeded-uniform.ts';

/** A seeded source of randomness (mulberry32): the same seed gives the same traces on every machine. */
export class Random {
  /** Uniform in [0, 1). */
  readonly next: () => number;

  constructor(seed: number) {
    this.next = seededUniform(seed);
  }

  /** Whole number in [0, below). */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** A gamma value of that shape and rate 1, by the method of Marsaglia and Tsang (2000). */
  gamma(shape: number): number {
    // A shape below 1 is one above, and a power of chance.
    if (shape < 1) return this.gamma(shape + 1) * (1 - this.next()) ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = this.normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - this.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  /** A Poisson count of that mean, at most some hundreds: the chances are gone through one by one. */
  poisson(mean: number): number {
    const aim = this.next();
    let count = 0;
    let chance = Math.exp(-mean);
    for (let sum = chance; aim >= sum && chance > 0; sum += chance) {
      count += 1;
      chance *= mean / count;
    }
    return count;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('Cannot pick from an empty list.');
    return item;
  }

  /** Index into `cumulative` (ascending, last = total) with probability by weight. */
  weighted(cumulative: readonly number[]): number {
    const aim = this.next() * (cumulative.at(-1) ?? 0);
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? 0) > aim) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
