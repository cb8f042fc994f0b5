import { describe, expect, it } from 'vitest';
import type { FirearmGroup, FirearmsAnswer } from '../../../../domain/firearms-responses.ts';
import { bandsOf, sharesOf, wholeOnly } from '../../../../web/views/firearms/class-plots.ts';

const group = (over: Partial<FirearmGroup>): FirearmGroup => ({
  kind: 'class',
  key: 'GLOCK',
  label: 'GLOCK',
  values: ['GLOCK'],
  guns: 3,
  counts: [1, 2],
  share: null,
  known: 0,
  median: null,
  withinThreeYears: null,
  change: { refused: 'few', reason: '' },
  ...over,
});
const answer = (over: Partial<FirearmsAnswer>): FirearmsAnswer => ({
  by: 'manufacturer',
  unit: 'month',
  guns: 3,
  undated: 0,
  periods: ['2024-01-01', '2024-02-01'],
  oldest: '2024-01-01',
  newest: '2024-02-29',
  groups: [],
  otherClasses: 0,
  change: { refused: 'few', reason: '' },
  notice: '',
  ...over,
});

describe('bandsOf', () => {
  it('draws the five largest, and all else in one band', () => {
    const groups = [
      ...['A', 'B', 'C', 'D', 'E', 'F'].map((key) => group({ key, label: key })),
      group({ kind: 'others', key: null, label: null, counts: [5, 6] }),
    ];
    expect(bandsOf(answer({ groups, otherClasses: 2 }))).toEqual([
      ...['A', 'B', 'C', 'D', 'E'].map((name) => ({ name, counts: [1, 2] })),
      { name: 'All others', counts: [6, 8] },
    ]);
  });

  it('calls a rest of one group by its name', () => {
    const groups = [group({}), group({ kind: 'unknown', key: null, label: null, counts: [0, 4] })];
    expect(bandsOf(answer({ groups })).map(({ name }) => name)).toEqual(['GLOCK', 'Not known']);
  });
});

it('leaves out periods that the records do not cover whole', () => {
  const whole = wholeOnly(answer({ groups: [group({})], newest: '2024-02-20' }));
  expect([whole.periods, whole.groups[0]?.counts]).toEqual([['2024-01-01'], [1]]);
});

it('shares out of the guns of which it is told, in periods that have some', () => {
  const groups = [
    group({ key: 'privately_made', counts: [1, 0] }),
    group({ key: 'by_a_maker', counts: [3, 0] }),
    group({ kind: 'untold', counts: [9, 9] }),
  ];
  expect(sharesOf(answer({ by: 'ghost', groups }))).toMatchObject([
    { start: '2024-01-01', part: 1, all: 4, value: 0.25 },
  ]);
});
