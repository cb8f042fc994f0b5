import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../bench/random.ts';
import type { ControlChart } from '../../../domain/statistics/control-chart.ts';
import {
  averageRunLength,
  calibrated,
  charted,
  poissonCusum,
  poissonEwma,
} from '../../../domain/statistics/control-chart.ts';

const SEASON = Array.from({ length: 12 }, (_, month) => 8 * Math.exp(0.3 * Math.cos((Math.PI * month) / 6)));

/** Months to the first alarm, on average, of Poisson counts of so many times the expected ones. */
function simulatedRunLength(
  chart: ControlChart,
  cycle: readonly number[],
  times: number,
  seed: number,
): number {
  const random = new Random(seed);
  const RUNS = 3000;
  let months = 0;
  for (let run = 0; run < RUNS; run++) {
    let value = chart.start;
    for (let month = 0; value <= chart.highest && value >= chart.lowest; month++) {
      const expected = cycle[month % cycle.length] ?? 1;
      value = chart.next(value, random.poisson(times * expected), expected);
      months += 1;
    }
  }
  return months / RUNS;
}

describe('averageRunLength and calibrated', () => {
  it.each([
    ['a CUSUM for a rise, steady counts', (threshold: number) => poissonCusum(1.5, threshold), [4]],
    ['a CUSUM for a fall, with season', (threshold: number) => poissonCusum(0.6, threshold), SEASON],
    ['an EWMA, with season', (limit: number) => poissonEwma(0.2, limit), SEASON],
    ['an EWMA, steady counts', (limit: number) => poissonEwma(0.1, limit), [20]],
  ] as const)('%s alarms falsely once in ten years', (_words, chartOf, cycle) => {
    const chart = calibrated(chartOf, cycle, 120);
    expect(averageRunLength(chart, cycle)).toBeGreaterThanOrEqual(120);
    // 3,000 runs have a standard error of 2.2 months.
    expect(Math.abs(simulatedRunLength(chart, cycle, 1, 61) - 120)).toBeLessThan(12);
  });

  it('of a Shewhart chart is 1 by its chance of an alarm', () => {
    // Weight 1: alarm beyond 3 standard deviations of a mean of 16, at 3 or fewer or 29 or more: ppois(3, 16) + 1 -
    // ppois(28, 16) of R.
    expect(averageRunLength(poissonEwma(1, 3), [16])).toBeCloseTo(1 / 0.002281711795764085, 6);
  });

  it('tells a halved rate soon: within a year of months where false alarms come once in ten', () => {
    const chart = calibrated((threshold) => poissonCusum(0.6, threshold), SEASON, 120);
    expect(simulatedRunLength(chart, SEASON, 0.536, 62)).toBeLessThan(5);
  });

  it('needs counts to be expected', () => {
    expect(() => averageRunLength(poissonCusum(2, 3), [])).toThrow('not none');
    expect(() => averageRunLength(poissonCusum(2, 3), [4, 0])).toThrow('not 0');
    expect(() => charted(poissonCusum(2, 3), [1, 1], [4])).toThrow('Month 1 has an expected count of 0');
    expect(() => poissonCusum(1, 3)).toThrow('1 times it is none');
    expect(() => poissonEwma(0, 3)).toThrow('not 0');
  });
});

describe('charted', () => {
  it('sums up what speaks for the other rate, and starts anew after an alarm', () => {
    const chart = poissonCusum(2, 3);
    const months = charted(chart, [4, 4, 8, 9, 2, 4], [4, 4, 4, 4, 4, 4]);
    const log = Math.LN2;
    const values = [0, 0, 8 * log - 4, 17 * log - 8, 0, 0];
    for (const [month, value] of values.entries())
      expect(months[month]?.value).toBeCloseTo(Math.max(0, value), 10);
    expect(months.map(({ alarm }) => alarm)).toEqual([false, false, false, true, false, false]);
  });

  it('never falls below 0, and never alarms while counts are as expected', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 40 }), (counts) => {
        for (const { value } of charted(
          poissonCusum(1.5, 5),
          counts,
          counts.map(() => 10),
        )) {
          expect(value).toBeGreaterThanOrEqual(0);
        }
        const calm = charted(
          poissonCusum(1.5, 5),
          counts,
          counts.map((count) => count + 1),
        );
        expect(calm.some(({ alarm }) => alarm)).toBe(false);
      }),
    );
  });
});
