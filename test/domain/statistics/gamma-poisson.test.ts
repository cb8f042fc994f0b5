import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../bench/random.ts';
import type { GammaPrior } from '../../../domain/statistics/gamma-poisson.ts';
import { fitGammaPoisson, posteriorRates } from '../../../domain/statistics/gamma-poisson.ts';
import { posteriorRanks } from '../../../domain/statistics/posterior-ranks.ts';

/** Dealers with sales between 10 and 10,000 and true rates spread as a gamma variable of that shape and mean. */
function simulated(dealers: number, shape: number, mean: number, seed: number) {
  const random = new Random(seed);
  const exposures = Array.from({ length: dealers }, () => Math.round(10 ** (1 + 3 * random.next())));
  const rates = exposures.map(() => (mean * random.gamma(shape)) / shape);
  const counts = exposures.map((exposure, dealer) => random.poisson(exposure * (rates[dealer] ?? 0)));
  return { exposures, rates, counts };
}

describe('fitGammaPoisson and posteriorRates', () => {
  it('finds the spread it was made with', () => {
    const { counts, exposures } = simulated(5000, 0.8, 0.01, 11);
    const { prior } = fitGammaPoisson(counts, exposures);
    expect(Math.abs((prior?.shape ?? 0) / 0.8 - 1)).toBeLessThan(0.08);
    expect(Math.abs((prior?.shape ?? 0) / (prior?.rate ?? 1) / 0.01 - 1)).toBeLessThan(0.05);
  });

  it('holds the true rate in 95 of 100 intervals', () => {
    const { counts, exposures, rates } = simulated(4000, 0.8, 0.01, 12);
    const fit = fitGammaPoisson(counts, exposures);
    const held = posteriorRates(fit, counts, exposures, 2).filter(({ interval }, dealer) => {
      const rate = rates[dealer] ?? 0;
      return interval.low <= rate && rate <= interval.high;
    }).length;
    expect(held / 4000).toBeGreaterThan(0.94);
    expect(held / 4000).toBeLessThan(0.96);
  });

  it('is right about how often rates exceed twice the overall one', () => {
    const { counts, exposures, rates } = simulated(4000, 0.8, 0.01, 13);
    const fit = fitGammaPoisson(counts, exposures);
    const expected = posteriorRates(fit, counts, exposures, 2).reduce(
      (sum, { exceeding }) => sum + exceeding,
      0,
    );
    const really = rates.filter((rate) => rate > 2 * fit.overall).length;
    expect(Math.abs(expected / really - 1)).toBeLessThan(0.08);
  });

  it('knows no spread where chance explains all, and gives all dealers the overall rate', () => {
    const fit = fitGammaPoisson([5, 5, 5, 5], [100, 100, 100, 100]);
    expect(fit).toEqual({ overall: 0.05, prior: null });
    expect(posteriorRates(fit, [5, 5, 5, 5], [100, 100, 100, 100], 2)[0]).toEqual({
      mean: 0.05,
      interval: { low: 0.05, high: 0.05 },
      exceeding: 0,
    });
    expect(fitGammaPoisson([0, 0], [10, 20])).toEqual({ overall: 0, prior: null });
    expect(fitGammaPoisson([], [])).toEqual({ overall: 0, prior: null });
  });

  it('refuses traces of no sales', () => {
    expect(() => fitGammaPoisson([1, 2], [5, 0])).toThrow('Dealer 1 has 2 counts in an exposure of 0');
  });

  it('draws every rate from its own towards the mean of the prior', () => {
    const dealer = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 500 }));
    fc.assert(
      fc.property(fc.array(dealer, { minLength: 2, maxLength: 30 }), (dealers) => {
        const counts = dealers.map(([count]) => count);
        const exposures = dealers.map(([, exposure]) => exposure);
        const fit = fitGammaPoisson(counts, exposures);
        const { prior } = fit;
        fc.pre(prior !== null);
        const middle = (prior?.shape ?? 0) / (prior?.rate ?? 1);
        for (const [index, { mean, interval }] of posteriorRates(fit, counts, exposures, 2).entries()) {
          const own = (counts[index] ?? 0) / (exposures[index] ?? 1);
          expect(mean).toBeGreaterThanOrEqual(Math.min(own, middle) * (1 - 1e-9));
          expect(mean).toBeLessThanOrEqual(Math.max(own, middle) * (1 + 1e-9));
          expect(interval.low).toBeLessThan(interval.high);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('posteriorRanks', () => {
  const DRAWS = 10_000;
  const ranksOfAll = (prior: GammaPrior | null, counts: readonly number[], exposures: readonly number[]) =>
    posteriorRanks(prior, counts, exposures).of([...counts.keys()]);

  it.each([
    [12, 1, 0.05, 21],
    [40, 0.3, 0.05, 22],
    [80, 1, 0.02, 23],
  ])('agrees for %i dealers with 10,000 draws of their rates', (dealers, shape, mean, seed) => {
    const { counts, exposures } = simulated(dealers, shape, mean, seed);
    const { prior } = fitGammaPoisson(counts, exposures);
    if (prior === null) throw new Error('These dealers have no spread.');
    const random = new Random(seed + 100);
    const drawn = counts.map(() => new Float64Array(DRAWS));
    for (let draw = 0; draw < DRAWS; draw++) {
      const rates = Float64Array.from(
        counts,
        (count, dealer) => random.gamma(prior.shape + count) / (prior.rate + (exposures[dealer] ?? 0)),
      );
      const order = Uint16Array.from(counts, (_, dealer) => dealer).sort(
        (a, b) => (rates[b] ?? 0) - (rates[a] ?? 0),
      );
      for (const [rank, dealer] of order.entries()) (drawn[dealer] ?? rates)[draw] = rank + 1;
    }
    for (const [dealer, { expected, low, high }] of ranksOfAll(prior, counts, exposures).entries()) {
      const ranks = (drawn[dealer] ?? new Float64Array()).sort();
      const average = ranks.reduce((sum, rank) => sum + rank, 0) / DRAWS;
      const spread = Math.sqrt(ranks.reduce((sum, rank) => sum + (rank - average) ** 2, 0) / DRAWS);
      expect(Math.abs(expected - average)).toBeLessThan(5 * (spread / Math.sqrt(DRAWS)) + 0.02);
      const inside = ranks.filter((rank) => rank >= low && rank <= high).length / DRAWS;
      // Whole ranks hold a little more than asked for.
      expect(inside).toBeGreaterThan(0.94);
      expect(ranks.filter((rank) => rank < low).length / DRAWS).toBeLessThan(0.031);
      expect(ranks.filter((rank) => rank > high).length / DRAWS).toBeLessThan(0.031);
    }
  });

  it('shares all ranks out, and keeps their order for equal sales', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { minLength: 2, maxLength: 40 }), (counts) => {
        const exposures = counts.map(() => 100);
        const ranks = ranksOfAll({ shape: 0.7, rate: 40 }, counts, exposures);
        const sum = ranks.reduce((all, { expected }) => all + expected, 0);
        expect(sum).toBeCloseTo((counts.length * (counts.length + 1)) / 2, 4);
        for (const [index, { expected, low, high }] of ranks.entries()) {
          expect(low).toBeLessThanOrEqual(high);
          expect(low).toBeGreaterThanOrEqual(1);
          expect(high).toBeLessThanOrEqual(counts.length);
          for (const [other, count] of counts.entries()) {
            if (count > (counts[index] ?? 0)) expect(ranks[other]?.expected).toBeLessThan(expected);
          }
        }
      }),
    );
  });

  it('leaves every rank possible where chance explains all differences', () => {
    expect(ranksOfAll(null, [5, 5, 5], [1, 1, 1])[0]).toEqual({ expected: 2, low: 1, high: 3 });
  });
});
