import { describe, expect, it } from 'vitest';
import { simulatedMonths } from '../../../bench/simulated-months.ts';
import { IN_ENGLISH } from '../../../domain/languages/speech.ts';
import { inWordsOf } from '../../../domain/languages/told.ts';
import type { ComparedEffect } from '../../../domain/statistics/comparison-series.ts';
import { comparedEffect } from '../../../domain/statistics/comparison-series.ts';
import { isRefused } from '../../../domain/statistics/refusal.ts';

const plan = { before: 48, after: 18, mean: 25, dispersion: 1.5, autocorrelation: 0, effect: 1 };
const months = plan.before + plan.after;
const named = (english: string) => ({ english, values: {} });
const candidate = (name: string, counts: readonly number[]) => ({
  name: named(name),
  series: { counts, firstMonth: 1 },
});
/** The same course times a growth a year. */
const growing = (counts: readonly number[], yearly: number) =>
  counts.map((count, month) => Math.round(count * yearly ** (month / 12)));

function told(result: ReturnType<typeof comparedEffect>): ComparedEffect {
  if (isRefused(result)) throw new Error(inWordsOf(IN_ENGLISH, result.reason));
  return result;
}

describe('comparedEffect', () => {
  it('chooses the series that ran most parallel before, and leaves out what both share', () => {
    // Everywhere 40 % fewer after; in the series asked about half of that again.
    const shock = (counts: readonly number[], effect: number) =>
      counts.map((count, month) => (month < plan.before ? count : Math.round(count * effect)));
    const own = shock(simulatedMonths({ ...plan, mean: 80 }, 71), 0.3);
    const parallel = shock(simulatedMonths({ ...plan, mean: 160 }, 72), 0.6);
    const found = told(
      comparedEffect(
        { counts: own, firstMonth: 1 },
        [
          candidate('Rising', growing(parallel, 1.5)),
          candidate('Parallel', parallel),
          candidate('Sparse', simulatedMonths({ ...plan, mean: 0.5 }, 73)),
        ],
        plan.before,
      ),
    );
    expect(found.comparison).toEqual(named('Parallel'));
    expect(found.preTrends.map(({ name }) => name.english)).toEqual(['Parallel', 'Rising']);
    expect(found.preTrends[1]?.p).toBeLessThan(0.001);
    expect(found.preTrends[1]?.yearlyDivergence).toBeCloseTo(1 / 1.5, 1);
    expect(found.interval.low).toBeLessThan(0.5);
    expect(found.interval.high).toBeGreaterThan(0.5);
    expect(found.interval.high).toBeLessThan(0.7);
  });

  it.each([
    ['a fall of 46.4 %', 0.536],
    ['no effect', 1],
  ])('of 500 simulated pairs with %s, at least 93 % of the intervals hold it', (_words, effect) => {
    let [held, alarms, answered] = [0, 0, 0];
    for (let seed = 1; seed <= 500; seed++) {
      const counts = simulatedMonths({ ...plan, effect }, 2 * seed);
      const other = simulatedMonths({ ...plan, mean: 40 }, 2 * seed + 1);
      const result = comparedEffect({ counts, firstMonth: 1 }, [candidate('Other', other)], plan.before);
      if (isRefused(result)) continue;
      answered += 1;
      held += Number(result.interval.low <= effect && effect <= result.interval.high);
      alarms += Number(result.p < 0.05);
    }
    // One of 20 parallel pairs is taken for one that is not.
    expect(answered).toBeGreaterThan(460);
    expect(held / answered).toBeGreaterThanOrEqual(0.93);
    // Leaving out pairs that moved apart before makes those left steadier: a little more than 95 %.
    expect(held / answered).toBeLessThanOrEqual(0.985);
    if (effect === 1) expect(alarms / answered).toBeLessThanOrEqual(0.06);
  });

  it('takes account of what counts are in proportion to', () => {
    const own = simulatedMonths({ ...plan, mean: 60 }, 81);
    const other = candidate('Other', simulatedMonths({ ...plan, mean: 60 }, 82));
    const exposures = Array.from({ length: months }, (_, month) => (month < plan.before ? 2 : 1));
    const plain = told(comparedEffect({ counts: own, firstMonth: 1 }, [other], plan.before));
    const scaled = told(comparedEffect({ counts: own, firstMonth: 1, exposures }, [other], plan.before));
    expect(scaled.rateRatio).toBeCloseTo(2 * plain.rateRatio, 8);
  });

  it('refuses where no series ran parallel, where none has enough events, and where there are too few itself', () => {
    const own = { counts: simulatedMonths({ ...plan, mean: 80 }, 91), firstMonth: 1 };
    const rising = candidate('Rising', growing(simulatedMonths({ ...plan, mean: 80 }, 92), 1.5));
    const result = comparedEffect(own, [rising], plan.before);
    expect(result).toMatchObject({ refused: 'none-parallel' });
    if (isRefused(result)) expect(inWordsOf(IN_ENGLISH, result.reason)).toMatch(/Rising × 0\.\d\d a year/);
    expect(comparedEffect(own, [], plan.before)).toMatchObject({ refused: 'no-candidate' });
    expect(comparedEffect(own, [rising], 10)).toMatchObject({ refused: 'too-sparse' });
    expect(() => comparedEffect(own, [candidate('Short', [1, 2])], plan.before)).toThrow(
      'Short has 2 months',
    );
  });
});
