import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../bench/random.ts';
import { IN_ENGLISH } from '../../../domain/languages/speech.ts';
import { inWordsOf } from '../../../domain/languages/told.ts';
import { isRefused } from '../../../domain/statistics/refusal.ts';
import type { SeenByAge } from '../../../domain/statistics/right-truncated-times.ts';
import { partSeen, salesAtRisk, seenByAge } from '../../../domain/statistics/right-truncated-times.ts';

/**
 * Guns sold evenly over so many days, recovered after an exponential time of that mean; only those recovered by the data
 * end.
 */
function recovered(guns: number, days: number, meanDays: number, seed: number) {
  const random = new Random(seed);
  const sold = Array.from({ length: guns }, () => ({
    timeToCrimeDays: Math.floor(-meanDays * Math.log(1 - random.next())),
    ageDays: random.below(days),
  })).filter(({ timeToCrimeDays, ageDays }) => timeToCrimeDays <= ageDays);
  return {
    timeToCrimeDays: sold.map((gun) => gun.timeToCrimeDays),
    ageDays: sold.map((gun) => gun.ageDays),
  };
}

function told(result: ReturnType<typeof seenByAge>): SeenByAge {
  if (isRefused(result)) throw new Error(inWordsOf(IN_ENGLISH, result.reason));
  return result;
}

describe('seenByAge', () => {
  it('finds the distribution that what is seen hides', () => {
    const guns = recovered(40_000, 3650, 1500, 41);
    const seen = told(seenByAge(guns));
    const naive = guns.timeToCrimeDays.filter((time) => time <= 365).length / guns.timeToCrimeDays.length;
    for (const day of [90, 365, 1095, 2500]) {
      const truth = (1 - Math.exp(-(day + 1) / 1500)) / (1 - Math.exp(-(seen.horizonDays + 1) / 1500));
      expect(Math.abs(partSeen(seen, day).value - truth)).toBeLessThan(0.012);
    }
    // What the times alone would say.
    expect(naive).toBeGreaterThan(partSeen(seen, 365).value + 0.08);
  });

  it('holds the truth in 95 of 100 intervals', () => {
    let held = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { value, interval } = partSeen(
        told(seenByAge(recovered(1500, 2000, 600, 4200 + seed), 1500)),
        365,
      );
      const truth = (1 - Math.exp(-366 / 600)) / (1 - Math.exp(-1501 / 600));
      expect(interval.low).toBeLessThan(value);
      held += Number(interval.low <= truth && truth <= interval.high);
    }
    expect(held / 200).toBeGreaterThan(0.91);
    expect(held / 200).toBeLessThan(0.985);
  });

  it('is the plain part of the times where every gun could have been seen all along', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 60 }), fc.nat(50), (times, day) => {
        const seen = told(seenByAge({ timeToCrimeDays: times, ageDays: times.map(() => 50) }));
        expect(partSeen(seen, day).value).toBeCloseTo(
          times.filter((time) => time <= day).length / times.length,
          10,
        );
      }),
    );
  });

  it('tells a worked example: two of four guns were too young to be seen with a longer time', () => {
    // Backwards: day 3: 1 of 2 (guns 1 and 2); day 2: 1 of 2 (gun 1 and 3, gun 2 is gone); day 1: gun 1 and gun 4.
    const seen = told(seenByAge({ timeToCrimeDays: [1, 3, 2, 0], ageDays: [4, 4, 2, 1] }));
    expect([...seen.seen]).toEqual([0.125, 0.25, 0.5, 1, 1]);
  });

  it.each([
    ['no-times', { timeToCrimeDays: [], ageDays: [] }, undefined],
    ['horizon-too-long', { timeToCrimeDays: [5], ageDays: [10] }, 11],
    ['no-times', { timeToCrimeDays: [5], ageDays: [10] }, 4],
    // On day 5 only gun 1 is old enough; what gun 2 did on day 1 is behind that.
    ['early-times-alone', { timeToCrimeDays: [5, 1], ageDays: [10, 3] }, undefined],
  ])('refuses: %s', (cause, guns, horizon) => {
    expect(seenByAge(guns, horizon)).toMatchObject({ refused: cause });
  });

  it('names a gun that was recovered before it was sold', () => {
    expect(() => seenByAge({ timeToCrimeDays: [5], ageDays: [4] })).toThrow(
      'Gun 0 has a time-to-crime of 5 days',
    );
  });
});

describe('salesAtRisk', () => {
  it('makes rates of recent sales those of old ones', () => {
    const seen = told(seenByAge(recovered(40_000, 3650, 1500, 43)));
    const random = new Random(44);
    // 3 % of the guns of each dealer are recovered within the horizon; the second sold all of them in the last 300 days.
    const rate = (ages: readonly number[]) => {
      const found = ages.filter(
        (age) =>
          random.next() < 0.03 && -1500 * Math.log(1 - random.next() * (1 - Math.exp(-3650 / 1500))) <= age,
      ).length;
      return (
        found /
        salesAtRisk(
          seen,
          ages.map((ageDays) => ({ guns: 1, ageDays })),
        )
      );
    };
    const old = rate(Array.from({ length: 60_000 }, () => 3000 + random.below(600)));
    const recent = rate(Array.from({ length: 200_000 }, () => random.below(300)));
    expect(Math.abs(old / 0.03 - 1)).toBeLessThan(0.08);
    expect(Math.abs(recent / 0.03 - 1)).toBeLessThan(0.1);
  });

  it('counts nothing that is sold after the data end, and all that is older than the horizon', () => {
    const seen = told(seenByAge({ timeToCrimeDays: [1, 3], ageDays: [4, 4] }));
    expect(salesAtRisk(seen, [{ guns: 7, ageDays: -1 }])).toBe(0);
    expect(salesAtRisk(seen, [{ guns: 7, ageDays: 4000 }])).toBe(7);
    expect(salesAtRisk(seen, [{ guns: 10, ageDays: 2 }])).toBe(5);
  });
});
