import { describe, expect, it } from 'vitest';
import type { ReviewCandidate, StreetAlias } from '../../../domain/review.ts';
import { aliasQuestion, aliasReach, aliasStatus } from '../../../web/words/alias-words.ts';
import {
  decisionWords,
  differenceWords,
  recordWords,
  reviewTitle,
  shortLabel,
  withinWords,
} from '../../../web/words/review-words.ts';

const FITS = { name: 1, direction: 1, suffix: 1, place: 1 };
const candidate = (parts: Partial<ReviewCandidate['parts']>): ReviewCandidate => ({
  key: 'k',
  label: '1909 W NORTH AVE, BALTIMORE, MD 21217',
  lon: -76.6,
  lat: 39.3,
  precision: 'range',
  uncertaintyMetres: 30,
  score: 0.9,
  parts: { ...FITS, ...parts },
});

describe('how a candidate differs', () => {
  it.each([
    [{}, []],
    [{ name: 0.92 }, ['name spelled differently']],
    [{ direction: 0.93 }, ['direction not given']],
    [{ direction: 0.4 }, ['other direction']],
    [{ suffix: 0.85, place: 0.9 }, ['street type differs', 'other city or ZIP']],
    [{ place: 0.98 }, ['city not certain']],
  ])('%o', (parts, words) => expect(differenceWords(candidate(parts), 'direction_missing')).toEqual(words));

  it('says that a direction is missing only where the address has none', () => {
    expect(differenceWords(candidate({ direction: 0.98 }), 'number_not_found')).toEqual([
      'direction differs',
    ]);
  });
});

it('rounds a distance to what it is worth', () => {
  expect([1, 12, 28, 44, 63, 180, 630, 997, 1230, 14_400].map(withinWords)).toEqual([
    'within about 5 m',
    'within about 10 m',
    'within about 30 m',
    'within about 45 m',
    'within about 60 m',
    'within about 180 m',
    'within about 650 m',
    'within about 1 km',
    'within about 1.2 km',
    'within about 14 km',
  ]);
});

it('says in a sentence what waits', () => {
  expect([reviewTitle(137, 1412), reviewTitle(1, 1), reviewTitle(0, 0)]).toEqual([
    '137 addresses of 1,412 records wait for a person',
    '1 address of 1 record waits for a person',
    'No address waits for a person',
  ]);
});

it('says whose records have an address', () => {
  const byKind = [
    { kind: 'recovery', count: 2 },
    { kind: 'purchaser', count: 1 },
  ] as const;
  expect(recordWords({ total: 3, byKind: [...byKind] })).toBe('3 records: 2 recoveries, 1 purchaser');
});

it('says what was decided', () => {
  expect(decisionWords({ kind: 'candidate', label: '1909 W NORTH AVE' })).toBe('1909 W NORTH AVE');
  expect(decisionWords({ kind: 'pin', label: 'near 1911 W NORTH AVE' })).toBe('pin near 1911 W NORTH AVE');
  expect(decisionWords({ kind: 'pin', label: '39.3, -76.6' })).toBe('pin at 39.3, -76.6');
  expect(decisionWords({ kind: 'unknown', label: null })).toBe('cannot be known');
  expect(shortLabel('1909 W NORTH AVE, BALTIMORE, MD 21217')).toBe('1909 W NORTH AVE');
});

describe('a name learned', () => {
  const alias: StreetAlias = {
    id: 1,
    written: 'CAHRLES',
    meant: 'CHARLES',
    place: 'BALTIMORE',
    state: 'MD',
    status: 'offered',
    decisions: 1,
    open: 3,
  };

  it('is asked about', () => {
    expect(aliasQuestion(alias)).toBe('Always read CAHRLES as CHARLES in BALTIMORE, MD?');
    expect(aliasQuestion({ ...alias, place: null, state: null })).toBe('Always read CAHRLES as CHARLES?');
    expect([0, 1, 3].map((open) => aliasReach({ ...alias, open }))).toEqual([
      'No other open address has it now.',
      '1 more open address has it.',
      '3 more open addresses have it.',
    ]);
  });

  it('says what was answered', () => {
    expect(aliasStatus({ ...alias, status: 'accepted' })).toBe('CAHRLES is read as CHARLES in BALTIMORE, MD');
    expect(aliasStatus({ ...alias, status: 'declined' })).toBe(
      'CAHRLES is not read as CHARLES in BALTIMORE, MD',
    );
  });
});
