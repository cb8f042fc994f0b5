import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { empiricalBayes } from '../../../domain/statistics/empirical-bayes.ts';
import { AUCKLAND_DEATHS, AUCKLAND_EXPOSED } from '../../fixtures/statistics/auckland.ts';

const places = fc
  .array(fc.tuple(fc.nat(500), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 30 })
  .map((list) => ({
    exposed: Float64Array.from(list, ([exposed]) => exposed),
    events: Float64Array.from(list, ([exposed, share]) => Math.round(exposed * share)),
  }));

describe('empiricalBayes', () => {
  it('gives the rates of spdep for Auckland', () => {
    const { rates, overall, between } = empiricalBayes(
      Float64Array.from(AUCKLAND_DEATHS),
      Float64Array.from(AUCKLAND_EXPOSED),
    );
    expect(between).toBeCloseTo(7.284173e-7, 12);
    expect(overall).toBeCloseTo(0.002633436, 9);
    expect(rates[0]).toBeCloseTo(0.0029780339, 9);
    expect(rates[1]).toBeCloseTo(0.0028656233, 9);
    expect(rates[2]).toBeCloseTo(0.0021181647, 9);
  });

  it('leaves every rate between its own and the overall one', () => {
    fc.assert(
      fc.property(places, ({ events, exposed }) => {
        const { rates, overall } = empiricalBayes(events, exposed);
        for (const [place, rate] of rates.entries()) {
          const own = exposed[place] === 0 ? overall : (events[place] ?? 0) / (exposed[place] ?? 1);
          expect(rate).toBeGreaterThanOrEqual(Math.min(own, overall) - 1e-12);
          expect(rate).toBeLessThanOrEqual(Math.max(own, overall) + 1e-12);
        }
      }),
    );
  });

  it('gives the overall rate where nothing is exposed, or chance explains all', () => {
    const { rates, between } = empiricalBayes(Float64Array.of(5, 5, 0), Float64Array.of(10, 10, 0));
    expect([...rates, between]).toEqual([0.5, 0.5, 0.5, 0]);
    expect([...empiricalBayes(Float64Array.of(0, 0), Float64Array.of(0, 0)).rates]).toEqual([0, 0]);
  });
});
