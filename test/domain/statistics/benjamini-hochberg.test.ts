import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../../domain/statistics/benjamini-hochberg.ts';

/** The 15 p-values of Benjamini and Hochberg (1995), section 2. */
const PAPER = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
  0.759, 1,
];
const probability = fc.nat(1000).map((thousandths) => thousandths / 1000);
const ROUNDING = 1e-12;

describe('benjaminiHochberg', () => {
  it('calls the four tests that the paper calls', () => {
    const adjusted = benjaminiHochberg(Float64Array.from(PAPER));
    expect([...adjusted].filter((p) => p <= 0.05)).toHaveLength(4);
    expect(adjusted[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
  });

  it('takes them in any order, and equal ones alike', () => {
    const adjusted = benjaminiHochberg(Float64Array.of(0.04, 0.01, 0.03, 0.01));
    expect([...adjusted].map((p) => Number(p.toFixed(6)))).toEqual([0.04, 0.02, 0.04, 0.02]);
    expect(benjaminiHochberg(new Float64Array())).toHaveLength(0);
  });

  it('calls what the step-up rule calls: the k smallest, where p(k) <= k q / m', () => {
    fc.assert(
      fc.property(fc.array(probability, { minLength: 1, maxLength: 40 }), probability, (ps, q) => {
        const sorted = [...ps].sort((a, b) => a - b);
        const last = sorted.findLastIndex((p, index) => p * ps.length <= (index + 1) * q + ROUNDING);
        const called = [...benjaminiHochberg(Float64Array.from(ps))].filter(
          (adjusted, index) => adjusted <= q + ROUNDING && (ps[index] ?? 1) <= (sorted[last] ?? -1),
        );
        expect(called).toHaveLength(last + 1);
      }),
    );
  });

  it('never lowers a p-value, keeps their order, and stays at most 1', () => {
    fc.assert(
      fc.property(fc.array(probability, { maxLength: 40 }), (ps) => {
        const adjusted = benjaminiHochberg(Float64Array.from(ps));
        for (const [index, p] of ps.entries()) {
          expect(adjusted[index]).toBeGreaterThanOrEqual(p - ROUNDING);
          expect(adjusted[index]).toBeLessThanOrEqual(1);
          for (const [other, larger] of ps.entries()) {
            if (larger >= p) expect(adjusted[other]).toBeGreaterThanOrEqual(adjusted[index] ?? 0);
          }
        }
      }),
    );
  });
});
