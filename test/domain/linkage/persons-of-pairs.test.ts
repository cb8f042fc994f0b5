import { describe, expect, it } from 'vitest';
import type { JudgedPair } from '../../../domain/linkage/persons-of-pairs.ts';
import { personsOfPairs } from '../../../domain/linkage/persons-of-pairs.ts';

const pair = (one: number, other: number, state: JudgedPair['state'], probability = 0.96): JudgedPair => ({
  one,
  other,
  state,
  probability,
});
const persons = (...pairs: JudgedPair[]) => Object.fromEntries(personsOfPairs(pairs));

describe('personsOfPairs', () => {
  it('makes one person of those joined with the same', () => {
    expect(persons(pair(4, 7, 'joined'), pair(7, 2, 'confirmed'), pair(8, 9, 'joined'))).toEqual({
      2: 2,
      4: 2,
      7: 2,
      8: 8,
      9: 8,
    });
  });

  it('joins nobody who is unsure or was taken apart', () => {
    expect(persons(pair(1, 2, 'unsure'), pair(3, 4, 'apart'))).toEqual({ 1: 1, 2: 2, 3: 3, 4: 4 });
  });

  it('keeps apart what was taken apart, whatever both hang together with: the surer join holds', () => {
    const apart = pair(1, 3, 'apart');
    expect(persons(pair(1, 2, 'joined', 0.97), pair(2, 3, 'joined', 0.99), apart)).toEqual({
      1: 1,
      2: 2,
      3: 2,
    });
    expect(persons(pair(1, 2, 'confirmed', 0.6), pair(2, 3, 'joined', 0.99), apart)).toEqual({
      1: 1,
      2: 1,
      3: 3,
    });
    // Also where two groups would come together.
    expect(
      persons(pair(1, 2, 'joined', 0.99), pair(3, 4, 'joined', 0.98), pair(2, 4, 'joined', 0.97), apart),
    ).toEqual({ 1: 1, 2: 1, 3: 3, 4: 3 });
  });

  it('takes equal hashes for as sure as can be', () => {
    const byHash: JudgedPair = { one: 2, other: 3, state: 'joined', probability: null };
    expect(persons(pair(1, 2, 'joined', 0.99), byHash, pair(1, 3, 'apart'))).toEqual({ 1: 1, 2: 2, 3: 2 });
  });
});
