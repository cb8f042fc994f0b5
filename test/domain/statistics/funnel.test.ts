import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../bench/random.ts';
import type { FunnelModel } from '../../../domain/statistics/funnel.ts';
import { funnel, funnelLimits } from '../../../domain/statistics/funnel.ts';

const chance: FunnelModel = { overall: 0.01, overdispersion: 'none', factor: 1, relativeVariance: 0 };

describe('funnelLimits', () => {
  it.each([
    // qpois(c(0.025, 0.975, 0.001, 0.999), expected) of R.
    [1, [0, 3], [0, 5]],
    [10, [4, 17], [2, 21]],
    [100, [81, 120], [71, 132]],
  ])('are the quantiles of Poisson counts: %i expected', (expected, within95, within998) => {
    expect(funnelLimits(chance, expected * 100)).toEqual({ within95, within998 });
  });

  it('widen with the factor, and with the variance between dealers', () => {
    const wider = funnelLimits({ ...chance, overdispersion: 'multiplicative', factor: 4 }, 10_000);
    // qpois(pnorm(c(-1, 1) * 2 * qnorm(0.975)), 100) of R.
    expect(wider.within95).toEqual([63, 142]);
    const additive = funnelLimits(
      { ...chance, overdispersion: 'additive', factor: 4, relativeVariance: 0.04 },
      10_000,
    );
    // qnbinom(c(0.025, 0.975), size = 25, mu = 100) of R.
    expect(additive.within95).toEqual([61, 148]);
  });
});

describe('funnel', () => {
  /** Dealers of equal rates, of whom the first so many have `times` of it. */
  function market(dealers: number, planted: number, times: number, seed: number, spread = 0) {
    const random = new Random(seed);
    const exposures = Array.from({ length: dealers }, () => Math.round(100 * 10 ** (2 * random.next())));
    const counts = exposures.map((exposure, dealer) => {
      const own = spread === 0 ? 1 : random.gamma(1 / spread) * spread;
      return random.poisson(0.01 * exposure * own * (dealer < planted ? times : 1));
    });
    return { counts, exposures };
  }

  it('calls no more equal dealers than it says, and hardly any after adjustment', () => {
    const { counts, exposures } = market(20_000, 0, 1, 31);
    const { places, adjustedP, model } = funnel(counts, exposures, 'none');
    const part = (asked: readonly string[]) =>
      places.filter((place) => asked.includes(place)).length / places.length;
    expect(part(['above95', 'above998'])).toBeLessThan(0.025);
    expect(part(['above95', 'above998'])).toBeGreaterThan(0.01);
    expect(part(['above998'])).toBeLessThan(0.0015);
    expect(part(['below95', 'below998'])).toBeLessThan(0.025);
    expect(adjustedP.filter((p) => p <= 0.05)).toHaveLength(0);
    expect(model.factor).toBeGreaterThan(0.85);
    expect(model.factor).toBeLessThan(1.05);
  });

  it('catches planted dealers of four times the rate with the power that exact tests have', () => {
    const { counts, exposures } = market(5000, 100, 4, 32);
    const { places, expected: means, adjustedP, model } = funnel(counts, exposures, 'none');
    const random = new Random(33);
    // By simulation of the same dealers: how many should come out above 99.8 %.
    let expected = 0;
    for (const mean of means.subarray(0, 100)) {
      const [, most] = funnelLimits(model, mean / model.overall).within998;
      for (let draw = 0; draw < 200; draw++)
        expected += Number(random.poisson(4 * 0.01 * (mean / model.overall)) > most) / 200;
    }
    const caught = places.slice(0, 100).filter((place) => place === 'above998').length;
    expect(Math.abs(caught - expected)).toBeLessThan(12);
    expect(caught).toBeGreaterThan(60);
    // Of those called after adjustment, about 5 % at most are others.
    const called = [...adjustedP.keys()].filter((dealer) => (adjustedP[dealer] ?? 1) <= 0.05);
    expect(called.filter((dealer) => dealer >= 100).length).toBeLessThan(0.12 * called.length);
  });

  it('tells how much more dealers differ than by chance, and widens the limits where asked to', () => {
    const { counts, exposures } = market(3000, 0, 1, 34, 0.2);
    const above = (overdispersion: 'none' | 'multiplicative' | 'additive') => {
      const { model, places } = funnel(counts, exposures, overdispersion);
      return { model, part: places.filter((place) => place === 'above998').length / 3000 };
    };
    const plain = above('none');
    expect(plain.model.factor).toBeGreaterThan(2);
    expect(plain.part).toBeGreaterThan(0.04);
    const additive = above('additive');
    // Winsorising takes some of the variance away.
    expect(additive.model.relativeVariance).toBeGreaterThan(0.1);
    expect(additive.model.relativeVariance).toBeLessThan(0.25);
    expect(additive.part).toBeLessThan(0.02);
    const multiplicative = above('multiplicative');
    expect(multiplicative.model.factor).toBeCloseTo(plain.model.factor, 12);
    expect(multiplicative.part).toBeLessThan(0.02);
  });

  it('agrees with its limits, whichever way they are made', () => {
    const dealers = fc.array(fc.tuple(fc.nat(80), fc.integer({ min: 1, max: 2000 })), {
      minLength: 3,
      maxLength: 40,
    });
    const ways = fc.constantFrom('none' as const, 'multiplicative' as const, 'additive' as const);
    fc.assert(
      fc.property(dealers, ways, (list, overdispersion) => {
        const counts = list.map(([count]) => count);
        const exposures = list.map(([, exposure]) => exposure);
        const { model, places, p, adjustedP } = funnel(counts, exposures, overdispersion);
        for (const [dealer, place] of places.entries()) {
          const { within95, within998 } = funnelLimits(model, exposures[dealer] ?? 0);
          const count = counts[dealer] ?? 0;
          const side = (within: readonly [number, number]) =>
            Number(count > within[1]) - Number(count < within[0]);
          const wanted =
            side(within998) !== 0 ? ['below998', '', 'above998'] : ['below95', 'within', 'above95'];
          expect(place).toBe(wanted[side(side(within998) !== 0 ? within998 : within95) + 1]);
          expect(adjustedP[dealer] ?? 0).toBeGreaterThanOrEqual((p[dealer] ?? 1) - 1e-12);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('needs sales of every dealer', () => {
    expect(() => funnel([1, 0], [10, 0], 'none')).toThrow('Dealer 1 has an exposure of 0');
    expect(funnel([0, 0], [10, 5], 'additive').places).toEqual(['within', 'within']);
  });

  it.each(['none', 'multiplicative', 'additive'] as const)(
    'tells of one so far out that its chance is too small a number: %s',
    (overdispersion) => {
      const { places, adjustedP, model } = funnel(
        [4000, 3, 2, 4, 3],
        [100, 1e6, 1e6, 1e6, 1e6],
        overdispersion,
      );
      expect(places[0]).toBe('above998');
      expect([...adjustedP].every((p) => p >= 0 && p <= 1)).toBe(true);
      expect(Number.isFinite(model.factor)).toBe(true);
    },
  );

  it('judges none where there are none', () => {
    expect(funnel([], [], 'none').places).toEqual([]);
  });
});
