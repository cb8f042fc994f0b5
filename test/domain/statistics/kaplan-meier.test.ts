import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Followed } from '../../../domain/statistics/kaplan-meier.ts';
import { byDay, kaplanMeier as kaplanMeierOfDays } from '../../../domain/statistics/kaplan-meier.ts';
import { logRank as logRankOfDays } from '../../../domain/statistics/log-rank.ts';
import { AML_MAINTAINED, AML_NOT_MAINTAINED } from '../../fixtures/statistics/aml.ts';

const followed = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(1)), { minLength: 1, maxLength: 60 })
  .map((list) => ({ times: list.map(([time]) => time), happened: list.map(([, one]) => one) }));

const kaplanMeier = (followed: Followed) => kaplanMeierOfDays(byDay(followed));
const logRank = (groups: readonly Followed[]) => logRankOfDays(groups.map(byDay));

describe('kaplanMeier', () => {
  it.each([
    ['maintained', AML_MAINTAINED, 11, 7, { value: 31, low: 18, high: null }],
    ['not maintained', AML_NOT_MAINTAINED, 12, 11, { value: 23, low: 8, high: null }],
  ])('tells the medians of aml as survfit of R does: %s', (_words, data, count, events, median) => {
    expect(kaplanMeier(data)).toMatchObject({ followed: count, events, median });
  });

  it('tells the steps of aml as survfit does', () => {
    const { steps } = kaplanMeier(AML_MAINTAINED);
    const step = steps.find(({ time }) => time === 31);
    // summary(survfit(Surv(time, status) ~ x, aml)): 31, 5 at risk, 1 event, 0.491, 0.255 to 0.946.
    expect(step).toMatchObject({ atRisk: 5, events: 1 });
    expect(step?.surviving).toBeCloseTo(0.491, 3);
    expect(step?.interval?.low).toBeCloseTo(0.255, 3);
    expect(step?.interval?.high).toBeCloseTo(0.946, 3);
    expect(kaplanMeier(AML_NOT_MAINTAINED).steps.at(-1)).toMatchObject({ surviving: 0, interval: null });
  });

  it('is the part that is left where all were followed to the end', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 50 }), (times) => {
        const { steps } = kaplanMeier({ times, happened: times.map(() => 1) });
        for (const { time, surviving } of steps) {
          expect(surviving).toBeCloseTo(times.filter((one) => one > time).length / times.length, 10);
        }
      }),
    );
  });

  it('puts the median halfway where just half are left', () => {
    expect(kaplanMeier({ times: [1, 2, 4, 9], happened: [1, 1, 1, 1] }).median.value).toBe(3);
    expect(kaplanMeier({ times: [1, 2, 3], happened: [0, 0, 0] }).median).toEqual({
      value: null,
      low: null,
      high: null,
    });
    expect(kaplanMeier({ times: [], happened: [] }).steps).toEqual([]);
  });

  it('takes whole days', () => {
    expect(() => kaplanMeier({ times: [1.5], happened: [1] })).toThrow('whole days from 0 on, not 1.5');
  });

  it('falls, within its interval', () => {
    fc.assert(
      fc.property(followed, (data) => {
        let before = 1;
        for (const { surviving, interval } of kaplanMeier(data).steps) {
          expect(surviving).toBeLessThan(before);
          before = surviving;
          if (interval === null) expect(surviving).toBeCloseTo(0, 12);
          else {
            expect(interval.low).toBeLessThanOrEqual(surviving);
            expect(interval.high).toBeGreaterThanOrEqual(surviving);
          }
        }
      }),
    );
  });
});

describe('logRank', () => {
  it('gives what survdiff of R prints for aml', () => {
    const found = logRank([AML_MAINTAINED, AML_NOT_MAINTAINED]);
    expect(found?.chiSquare).toBeCloseTo(3.4, 1);
    expect(found?.p).toBeCloseTo(0.0653, 4);
    expect(found?.groups.map(({ expected }) => Number(expected.toFixed(2)))).toEqual([10.69, 7.31]);
  });

  it('finds nothing in groups that are the same, and the same in any order', () => {
    fc.assert(
      fc.property(followed, followed, followed, (a, b, c) => {
        const same = logRank([a, a]);
        if (same !== null) expect(same.chiSquare).toBeCloseTo(0, 8);
        const [one, other] = [logRank([a, b, c]), logRank([c, a, b])];
        if (one !== null && other !== null) expect(one.chiSquare).toBeCloseTo(other.chiSquare, 6);
      }),
    );
  });

  it('compares nothing where groups are never followed beside each other', () => {
    expect(
      logRank([
        { times: [1, 2], happened: [1, 1] },
        { times: [], happened: [] },
      ]),
    ).toBeNull();
    expect(logRank([AML_MAINTAINED])).toBeNull();
    expect(logRank([])).toBeNull();
  });
});
