import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaTails } from '../../../domain/statistics/beta-function.ts';
import { binomialAtLeast, binomialAtMost } from '../../../domain/statistics/binomial-distribution.ts';
import { chiSquareP } from '../../../domain/statistics/chi-square.ts';
import { gammaTails, logGamma } from '../../../domain/statistics/gamma-function.ts';
import { normalBelow, normalQuantile } from '../../../domain/statistics/normal-distribution.ts';
import { poissonAtLeast, poissonAtMost } from '../../../domain/statistics/poisson-distribution.ts';
import { studentReach, twoSidedStudentP } from '../../../domain/statistics/student-distribution.ts';

/** Within so many digits of the value, however small it is. */
const near = (found: number, wanted: number, digits = 10) =>
  expect(Math.abs(found / wanted - 1)).toBeLessThan(10 ** -digits);

describe('distributions, as R 4.2.2 prints them', () => {
  it.each([
    ['lgamma(0.5)', logGamma(0.5), 0.5723649429247001],
    ['lgamma(1e-4)', logGamma(1e-4), 9.210282658633963],
    ['lgamma(101)', logGamma(101), 363.7393755555635],
    ['pgamma(2, 3)', gammaTails(3, 2).below, 0.32332358381693654],
    ['pgamma(1e-3, 0.2)', gammaTails(0.2, 1e-3).below, 0.273530102033034],
    ['pgamma(1100, 1000, lower = FALSE)', gammaTails(1000, 1100).above, 0.001059323253929979],
    ['pgamma(400, 1000)', gammaTails(1000, 400).below, 9.097512748435135e-140],
    ['pbeta(0.4, 2, 3)', betaTails(2, 3, 0.4).below, 0.5248],
    ['pbeta(0.5, 30, 0.7)', betaTails(30, 0.7, 0.5).below, 3.143410054062666e-10],
    ['ppois(3, 10)', poissonAtMost(3, 10), 0.010336050675925718],
    ['ppois(39, 10, lower = FALSE)', poissonAtLeast(40, 10), 7.341636314560472e-13],
    ['pbinom(2, 12, 0.4)', binomialAtMost(2, 12, 0.4), 0.08344332288],
    ['pbinom(9, 12, 0.4, lower = FALSE)', binomialAtLeast(10, 12, 0.4), 0.00281018368],
    ['qnorm(1e-12)', normalQuantile(1e-12), -7.034483825301132],
    ['qnorm(0.975)', normalQuantile(0.975), 1.959963984540054],
    ['pnorm(-8)', normalBelow(-8), 6.220960574271785e-16],
    ['qt(0.975, 5)', studentReach(5), 2.570581835636314],
    ['qt(0.975, 178)', studentReach(178), 1.973380888548822],
    ['2 * pt(-2.1, 14)', twoSidedStudentP(2.1, 14), 0.05433314597490484],
    ['pchisq(3.84, 1, lower = FALSE)', chiSquareP(3.84, 1), 0.05004352124870522],
    ['pchisq(200, 3, lower = FALSE)', chiSquareP(200, 3), 4.218541107192042e-43],
  ])('%s', (_call, found, wanted) => {
    near(found, wanted);
  });

  const shape = fc.double({ min: 0.05, max: 500, noNaN: true });

  it('gamma chances of a shape one larger have one term more', () => {
    fc.assert(
      fc.property(shape, fc.double({ min: 0.01, max: 3, noNaN: true }), (s, times) => {
        const x = s * times;
        const term = Math.exp(s * Math.log(x) - x - logGamma(s + 1));
        expect(gammaTails(s + 1, x).above).toBeCloseTo(gammaTails(s, x).above + term, 11);
      }),
    );
  });

  it('beta chances are those of the other side turned round', () => {
    fc.assert(
      fc.property(shape, shape, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (a, b, x) => {
        const { below, above } = betaTails(a, b, x);
        expect(below + above).toBeCloseTo(1, 12);
        expect(betaTails(b, a, 1 - x).above).toBeCloseTo(below, 10);
      }),
    );
  });

  it('binomial chances are the sums of their terms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(31), fc.nat(100), (all, count, hundredths) => {
        const chance = hundredths / 100;
        let sum = 0;
        for (let k = count; k <= all; k++) {
          const choose = Math.exp(logGamma(all + 1) - logGamma(k + 1) - logGamma(all - k + 1));
          sum += choose * chance ** k * (1 - chance) ** (all - k);
        }
        expect(binomialAtLeast(count, all, chance)).toBeCloseTo(sum, 10);
        expect(binomialAtMost(count - 1, all, chance)).toBeCloseTo(1 - sum, 10);
      }),
    );
  });

  it('a quantile is where its chance lies', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-15, max: 1 - 1e-6, noNaN: true }), (p) => {
        near(normalBelow(normalQuantile(p)), p, 9);
      }),
    );
  });
});
