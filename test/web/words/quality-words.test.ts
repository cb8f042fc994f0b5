import { describe, expect, it } from 'vitest';
import type { QualityOfKind } from '../../../domain/quality-responses.ts';
import {
  fewWords,
  lateSentence,
  medianWords,
  qualitySentence,
  shareToTenth,
  tenthOf,
  trendSentence,
} from '../../../web/words/quality-words.ts';

describe('shares', () => {
  it.each([
    [1158, 1204, '96.2 %'],
    [1, 2, '50 %'],
    [0, 5, '0 %'],
    [5, 5, '100 %'],
    // Some is never shown as none, and not all never as all.
    [1, 100_000, '< 0.1 %'],
    [99_999, 100_000, '> 99.9 %'],
    [0, 0, '–'],
  ])('%i of %i is %s', (part, all, words) => {
    expect(shareToTenth(part, all)).toBe(words);
  });

  it('tell of how many, and say where these are few', () => {
    expect(tenthOf(1158, 1204)).toBe('96.2 % of 1,204');
    expect([fewWords(0), fewWords(19), fewWords(20)]).toEqual(['', 'rests on 19 only', '']);
  });
});

it.each([
  [null, '–'],
  [1, '1 day'],
  [25, '25 days'],
  [2.5, '2.5 days'],
])('a median of %s is %s', (days, words) => {
  expect(medianWords(days)).toBe(words);
});

const FILE = {
  batch: 1,
  fileName: 'a.csv',
  importedAt: '2025-01-01T00:00:00Z',
  rowsRead: 1,
  rowsRejected: 0,
  contradictions: 0,
  duplicates: 0,
};
const tally = (records: number, complete: number) => ({
  records,
  complete,
  addresses: records,
  placed: complete,
  medianDays: null,
  timed: null,
});
const kind = (records: number, complete: number): QualityOfKind => ({
  kind: 'traces',
  words: { one: 'gun', many: 'guns' },
  ...tally(records, complete),
  completeMeans: [],
  parts: [],
  byPrecision: [],
  late: null,
  checks: [],
  duplicates: 0,
  months: [],
  undated: 0,
  files: [{ ...FILE, ...tally(records, complete) }],
});

describe('the sentence of a kind', () => {
  it.each([
    [
      kind(1204, 903),
      '1,204 guns in 1 file: 75 % complete, 75 % of 1,204 with an address placed to the street or better.',
    ],
    [
      kind(1, 1),
      '1 gun in 1 file: 100 % complete, 100 % of 1 with an address placed to the street or better; so few that shares say little.',
    ],
    [kind(0, 0), 'No guns in 1 file: every row was rejected or known already.'],
  ])('%#', (of, words) => {
    expect(qualitySentence(of)).toBe(words);
  });
});

it('says how late reports are, and on how few it rests', () => {
  const late = { from: 'theft', to: 'report', known: 4, medianDays: 25, over: [] };
  expect(lateSentence(late)).toBe(
    'From theft to report: median 25 days, of 4 with both days. It rests on 4 only.',
  );
  expect(lateSentence({ ...late, known: 0, medianDays: null })).toBe(
    'No record has both the day of the theft and that of the report.',
  );
});

describe('the trend', () => {
  const months = (first: number, second: number) =>
    Array.from({ length: 24 }, (_, index) => ({
      month: `20${index < 12 ? 23 : 24}-${String((index % 12) + 1).padStart(2, '0')}`,
      ...tally(10, index < 12 ? first : second),
    }));
  it.each([
    [
      months(9, 8),
      'Of the newest 12 months 80 % of 120 are complete, 10 points fewer than in the 12 before.',
    ],
    [months(5, 8), 'Of the newest 12 months 80 % of 120 are complete, 30 points more than in the 12 before.'],
    [months(8, 8), 'Of the newest 12 months 80 % of 120 are complete, the same as in the 12 before.'],
    // Too little to compare with.
    [months(8, 8).slice(11), null],
  ])('%#', (of, words) => {
    expect(trendSentence(of)).toBe(words);
  });
});
