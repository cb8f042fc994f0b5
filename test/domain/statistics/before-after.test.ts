import { describe, expect, it } from 'vitest';
import type { BeforeAfterInput } from '../../../domain/statistics/before-after.ts';
import { beforeAfter } from '../../../domain/statistics/before-after.ts';
import { sharesDifferP } from '../../../domain/statistics/shares-differ.ts';

const calm: BeforeAfterInput = {
  before: new Array<number>(24).fill(5),
  after: new Array<number>(12).fill(3),
  compared: { from: '2020-01-01', to: '2023-01-01' },
  otherInterventions: [],
};
const warned = (input: BeforeAfterInput) => beforeAfter(input).warnings.map(({ kind }) => kind);

describe('beforeAfter', () => {
  it('compares rates a month, exactly', () => {
    const { rates, warnings } = beforeAfter(calm);
    expect(rates.ratio).toBeCloseTo(0.6, 10);
    // poisson.test(c(36, 120), c(12, 24)) of R.
    expect(rates.exact.low).toBeCloseTo(0.4014343, 7);
    expect(rates.exact.high).toBeCloseTo(0.8772343, 7);
    expect(warnings).toEqual([]);
  });

  it('is the published ratio for 54 before and 29 after', () => {
    const { rates } = beforeAfter({ ...calm, before: [54], after: [29] });
    expect(rates.ratio).toBeCloseTo(0.537, 4);
    expect(rates.exact.low).toBeCloseTo(0.3297, 4);
    expect(rates.exact.high).toBeCloseTo(0.8585, 4);
  });

  it('compares parts where counts are parts of others', () => {
    const outOf = { before: new Array<number>(24).fill(10), after: new Array<number>(12).fill(6) };
    const { rates, warnings } = beforeAfter({ ...calm, outOf });
    // 120 of 240 before, 36 of 72 after: fewer, and the same part.
    expect(rates.ratio).toBeCloseTo(1, 10);
    expect(warnings).toEqual([]);
    const peak = [...new Array<number>(18).fill(5), ...new Array<number>(6).fill(10)];
    const asMany = { ...outOf, before: peak.map((count) => 2 * count) };
    expect(warned({ ...calm, before: peak, outOf: asMany })).toEqual([]);
  });

  it.each([
    ['a peak just before', [...new Array<number>(18).fill(5), 9, 9, 8, 9, 10, 9], ['regression-to-the-mean']],
    ['a peak long before', [9, 9, 8, 9, 10, 9, ...new Array<number>(18).fill(5)], []],
    ['a peak, but nothing long enough to compare it with', [5, 5, 5, 9, 9, 8, 9, 10, 9], []],
    [
      'a peak after none at all',
      [...new Array<number>(18).fill(0), 3, 3, 3, 3, 3, 3],
      ['regression-to-the-mean'],
    ],
  ])('warns of regression to the mean: %s', (_words, before, kinds) => {
    expect(warned({ ...calm, before })).toEqual(kinds);
  });

  it.each([
    ['the same share', { before: { part: 600, all: 1000 }, after: { part: 610, all: 1000 } }, []],
    [
      'fewer submitted',
      { before: { part: 600, all: 1000 }, after: { part: 400, all: 1000 } },
      ['tracing-changed'],
    ],
    // Significant by the number of guns, and too small to explain anything.
    [
      'a little fewer of many',
      { before: { part: 60_000, all: 100_000 }, after: { part: 59_000, all: 100_000 } },
      [],
    ],
    ['none recovered', { before: { part: 0, all: 0 }, after: { part: 4, all: 5 } }, []],
  ])('warns of changed tracing: %s', (_words, tracing, kinds) => {
    expect(warned({ ...calm, tracing })).toEqual(kinds);
  });

  it.each([
    ['ended before', { name: 'Sting', from: '2019-01-01', to: '2020-01-01' }, []],
    [
      'goes on into it',
      { name: 'Sting', from: '2019-01-01', to: '2020-01-02' },
      ['overlapping-interventions'],
    ],
    ['goes on still', { name: 'Sting', from: '2022-12-31', to: null }, ['overlapping-interventions']],
    ['begins after', { name: 'Sting', from: '2023-01-01', to: null }, []],
  ])('warns of another intervention: %s', (_words, other, kinds) => {
    expect(warned({ ...calm, otherInterventions: [other] })).toEqual(kinds);
  });
});

describe('sharesDifferP', () => {
  it.each([
    // Twice (phyper less half of dhyper) of R.
    [{ part: 3, all: 4 }, { part: 1, all: 4 }, 0.257142857],
    [{ part: 0, all: 5 }, { part: 0, all: 9 }, 1],
    [{ part: 5, all: 10 }, { part: 5, all: 10 }, 1],
  ])('%j and %j: %f', (first, second, p) => {
    expect(sharesDifferP(first, second)).toBeCloseTo(p, 8);
    expect(sharesDifferP(second, first)).toBeCloseTo(p, 8);
  });

  it('names a part that is larger than all', () => {
    expect(() => sharesDifferP({ part: 5, all: 4 }, { part: 1, all: 1 })).toThrow('5 cannot be a part of 4');
  });
});
