import { describe, expect, it } from 'vitest';
import type { TraceFilter } from '../../../domain/trace-filter.ts';
import {
  areaFilterWords,
  areaRowLabel,
  FEW_WORDS,
  rateRange,
  shareRange,
  totalsWords,
} from '../../../web/words/area-balance-words.ts';

describe('rates', () => {
  it('come with their interval as a range', () => {
    expect(rateRange({ value: 0.25, low: 0.1527, high: 0.3861, few: false })).toBe('0.15–0.39');
    expect(rateRange({ value: 0, low: 0, high: 0.4461, few: true })).toBe('0–0.45');
    expect(shareRange({ value: 0.83, low: 0.586, high: 0.964, few: true })).toBe('59 %–96 %');
  });
});

describe('totals', () => {
  it.each([
    [
      { traced: 36, exported: 27, imported: 27, stayed: 7, unplaced: 2 },
      'Of 36 guns traced to a dealer, 27 were recovered in another state than sold, 7 in the state of sale; of 2 a state is unknown.',
    ],
    [
      { traced: 1, exported: 1, imported: 1, stayed: 0, unplaced: 0 },
      'Of 1 gun traced to a dealer, 1 was recovered in another state than sold, 0 in the state of sale.',
    ],
  ])('tell where every traced gun is', (totals, words) => {
    expect(totalsWords(totals, 'state')).toBe(words);
    expect(totalsWords(totals, 'county')).toBe(words.replaceAll('state', 'county'));
  });
});

it('calls a row by its area and both counts', () => {
  const nothing = { exportedPer100000: null, importedPer100000: null, ratio: null, shortShare: null };
  const virginia = { code: 'VA', name: 'Virginia', location: null, population: null, stayed: 3, ...nothing };
  expect(areaRowLabel({ ...virginia, exported: 1204, imported: 6 })).toBe(
    'Virginia, 1,204 guns exported, 6 imported',
  );
});

it.each<[TraceFilter, RegExp]>([
  [{ ttcMax: 1095 }, /^$/],
  [{ sourceState: ['VA'] }, /^Only guns sold in the chosen areas/],
  [{ recoveryCounty: ['24510'] }, /^Only guns recovered in the chosen areas/],
  [{ sourceZip: ['22030'], recoveryState: ['MD'] }, /^Only guns of the chosen areas of sale and recovery/],
])('says what a filter by area does to the figures: %o', (filter, words) => {
  expect(areaFilterWords(filter)).toMatch(words);
});

it('says what few means', () => {
  expect(FEW_WORDS).toBe('* rests on fewer than 20 guns.');
});
