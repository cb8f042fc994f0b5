import { describe, expect, it } from 'vitest';
import { simulatedMonths } from '../../../bench/simulated-months.ts';
import { IN_ENGLISH } from '../../../domain/languages/speech.ts';
import { inWordsOf } from '../../../domain/languages/told.ts';
import type { InterruptedSeries, MonthlySeries } from '../../../domain/statistics/interrupted-series.ts';
import { interruptedSeries } from '../../../domain/statistics/interrupted-series.ts';
import { isRefused } from '../../../domain/statistics/refusal.ts';
import { SEAT_BELT_LAW_MONTH, SEATBELTS_DRIVERS_KILLED } from '../../fixtures/statistics/seatbelts.ts';

function told(series: MonthlySeries, firstMonthAfter: number, slopeChanges = false): InterruptedSeries {
  const result = interruptedSeries(series, firstMonthAfter, slopeChanges);
  if (isRefused(result)) throw new Error(inWordsOf(IN_ENGLISH, result.reason));
  return result;
}

describe('interruptedSeries', () => {
  it("finds what R's glm finds for the law on seat belts", () => {
    const found = told({ counts: SEATBELTS_DRIVERS_KILLED, firstMonth: 1 }, SEAT_BELT_LAW_MONTH);
    expect(found.rateRatio).toBeCloseTo(0.873024, 6);
    expect(found.asIfIndependent.low).toBeCloseTo(0.809652, 6);
    expect(found.asIfIndependent.high).toBeCloseTo(0.941357, 6);
    expect(found.dispersion).toBeCloseTo(2.196387, 6);
    // What the months have in common with those before makes it less sure.
    expect(found.interval.low).toBeLessThanOrEqual(found.asIfIndependent.low);
    expect(found.interval.high).toBeGreaterThanOrEqual(found.asIfIndependent.high);
  });

  const EFFECT = 1 - 0.464;
  const plan = { before: 60, after: 24, mean: 20, dispersion: 2, autocorrelation: 0 };

  it.each([
    ['a fall of 46.4 %', EFFECT],
    ['no effect', 1],
  ])('of 500 simulated series with %s, 93 to 97 % of the intervals hold it', (_words, effect) => {
    let held = 0;
    let alarms = 0;
    for (let seed = 1; seed <= 500; seed++) {
      const counts = simulatedMonths({ ...plan, effect }, seed);
      const { interval, p } = told({ counts, firstMonth: 1 }, plan.before);
      held += Number(interval.low <= effect && effect <= interval.high);
      alarms += Number(p < 0.05);
    }
    expect(held / 500).toBeGreaterThanOrEqual(0.93);
    expect(held / 500).toBeLessThanOrEqual(0.97);
    if (effect === 1) expect(alarms / 500).toBeLessThanOrEqual(0.06);
    else expect(alarms / 500).toBeGreaterThan(0.9);
  });

  it('finds a change of level and slope that is made without any chance', () => {
    const counts = Array.from({ length: 72 }, (_, month) =>
      Math.round(
        1e6 * Math.exp(-0.1 * (month / 12) + (month < 48 ? 0 : Math.log(0.8) + 0.2 * ((month - 48) / 12))),
      ),
    );
    const found = told({ counts, firstMonth: 5 }, 48, true);
    expect(found.yearlyTrend).toBeCloseTo(Math.exp(-0.1), 4);
    expect(found.yearlySlopeChange).toBeCloseTo(Math.exp(0.2), 4);
    // On average over 24 months, the middle of which is 11.5 months after the first.
    expect(found.rateRatio).toBeCloseTo(0.8 * Math.exp((0.2 * 11.5) / 12), 4);
  });

  it('takes a change of what counts are in proportion to for none', () => {
    const exposures = Array.from({ length: 72 }, (_, month) => (month < 48 ? 1000 : 500));
    const random = simulatedMonths(
      { before: 48, after: 24, mean: 40, dispersion: 1.5, autocorrelation: 0, effect: 0.5 },
      7,
    );
    const with_ = told({ counts: random, firstMonth: 1, exposures }, 48);
    const without = told({ counts: random, firstMonth: 1 }, 48);
    expect(with_.rateRatio).toBeCloseTo(2 * without.rateRatio, 8);
    expect(with_.without[50]).toBeCloseTo((with_.fitted[50] ?? 0) / with_.rateRatio, 8);
  });

  it.each([
    ['too-few-months-before', { before: 23, after: 12, mean: 20 }],
    ['too-few-months-after', { before: 36, after: 5, mean: 20 }],
    ['too-few-events', { before: 36, after: 12, mean: 0.8 }],
  ])('refuses: %s', (cause, { before, after, mean }) => {
    const counts = simulatedMonths({ before, after, mean, dispersion: 1, autocorrelation: 0, effect: 1 }, 8);
    const result = interruptedSeries({ counts, firstMonth: 1 }, before, false);
    expect(result).toMatchObject({ refused: cause });
    if (isRefused(result)) expect(inWordsOf(IN_ENGLISH, result.reason)).toMatch(/\d/);
  });

  it('names a month of no exposure', () => {
    const counts = new Array<number>(48).fill(9);
    const exposures = counts.map((_, month) => (month === 7 ? 0 : 1));
    expect(() => interruptedSeries({ counts, firstMonth: 1, exposures }, 36, false)).toThrow(
      'Month 7 has an exposure of 0',
    );
  });

  it('refuses where nothing at all happened after: no ratio is best', () => {
    const counts = Array.from({ length: 48 }, (_, month) => (month < 36 ? 5 + (month % 3) : 0));
    expect(interruptedSeries({ counts, firstMonth: 1 }, 36, false)).toMatchObject({ refused: 'no-best-fit' });
  });
});
