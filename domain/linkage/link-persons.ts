import { candidatePairs } from './candidate-pairs.ts';
import type { Comparison } from './compare-persons.ts';
import { comparePersons } from './compare-persons.ts';
import type { LinkagePerson } from './person.ts';
import type { MatchWeight } from './weigh-comparison.ts';
import { LinkageWeights } from './weigh-comparison.ts';

/** Two records that are, or may be, of one person; `one` and `other` are their places in the list, `one` the smaller. */
export interface PersonPair {
  readonly one: number;
  readonly other: number;
  readonly comparison: Comparison;
  readonly weight: MatchWeight;
  /** From 0 to 1, at the odds at which two records of the list are of one person at all. */
  readonly probability: number;
  /** `match` is taken for one person; `review` is for somebody to decide. */
  readonly verdict: 'match' | 'review';
}

/** From which probability on a pair is taken for one person, and from which on it is put before somebody. */
export interface LinkageThresholds {
  readonly match: number;
  readonly review: number;
}

export const LINKAGE_THRESHOLDS: LinkageThresholds = { match: 0.95, review: 0.5 };

/** The odds that two records of a list are of one person at all are taken to be 1 in its size, as a logarithm to base 2. */
const oddsOfOne = (persons: number): number => Math.log2(Math.max(persons - 1, 1));

/**
 * Finds records of one person by Fellegi and Sunter's method: pairs that agree in one of several ways are compared part by
 * part, and each part speaks for or against in bits (see {@link LinkageWeights}). Persons of a household share name and
 * address without being one, twins a birth date, a father and his son a whole name: a pair is a `match` only where neither first
 * name nor birth date contradicts. Pairs come by `one`,
 * then `other`. `random` as of {@link LinkageWeights}.
 */
export function linkPersons(
  persons: readonly LinkagePerson[],
  random: () => number,
  thresholds: LinkageThresholds = LINKAGE_THRESHOLDS,
): readonly PersonPair[] {
  const weights = new LinkageWeights(persons, random);
  const against = oddsOfOne(persons.length);
  const pairs: PersonPair[] = [];
  candidatePairs(persons, (one, other) => {
    const [first, second] = [persons[one], persons[other]];
    if (first === undefined || second === undefined) return;
    const comparison = comparePersons(first, second);
    const isOtherName = comparison.givenName === 'other';
    if (isOtherName && comparison.birthDate === 'other') return;
    const weight = weights.weigh(comparison, first, second);
    const probability = 1 / (1 + 2 ** (against - weight.total));
    if (probability < thresholds.review) return;
    const isContradicted = isOtherName || comparison.birthDate === 'other';
    const verdict = probability >= thresholds.match && !isContradicted ? 'match' : 'review';
    pairs.push({ one, other, comparison, weight, probability, verdict });
  });
  return pairs.sort((a, b) => a.one - b.one || a.other - b.other);
}
