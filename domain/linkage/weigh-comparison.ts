import type { Agreement, Comparison, LinkagePart } from './compare-persons.ts';
import { comparePersons, firstWord, LINKAGE_PARTS } from './compare-persons.ts';
import type { LinkagePerson } from './person.ts';

/** How much each part of a comparison speaks for two records being of one person, in bits, and all together. */
export interface MatchWeight {
  readonly parts: Readonly<Record<LinkagePart, number>>;
  readonly total: number;
}

type Known = Exclude<Agreement, 'unknown'>;

/**
 * How often records of one person agree so far in each part: the m-probabilities of Fellegi and Sunter (1969). About one value
 * in seven differs, most by a slip; people move more often than they change their name.
 */
const AMONG_SAME: Readonly<Record<LinkagePart, Readonly<Record<Known, number>>>> = {
  familyName: { same: 0.84, near: 0.1, alike: 0.03, other: 0.03 },
  givenName: { same: 0.8, near: 0.1, alike: 0.08, other: 0.02 },
  birthDate: { same: 0.86, near: 0.1, alike: 0.03, other: 0.01 },
  address: { same: 0.65, near: 0.1, alike: 0.1, other: 0.15 },
};

/** Pairs of strangers that are looked at to learn how often strangers agree. */
const STRANGERS = 200_000;
/** What no pair of strangers showed is taken to be as rare as half of one that did. */
const UNSEEN = 0.5;

/** What is learned from the records themselves: how often strangers agree so far, and how common each value is. */
export class LinkageWeights {
  readonly #amongStrangers: Readonly<Record<LinkagePart, Readonly<Record<Known, number>>>>;
  readonly #share: Readonly<Record<LinkagePart, ReadonlyMap<string, number>>>;

  /** `random` gives numbers from 0 to below 1, so that the same records always have the same weights. */
  constructor(persons: readonly LinkagePerson[], random: () => number) {
    this.#amongStrangers = agreementsOfStrangers(persons, random);
    this.#share = {
      familyName: sharesOf(persons.map(({ familyName }) => familyName)),
      // Of all first names together where both have all, else of the first alone.
      givenName: new Map([
        ...sharesOf(persons.map(({ givenNames }) => firstWord(givenNames))),
        ...sharesOf(persons.map(({ givenNames }) => (givenNames?.includes(' ') ? givenNames : null))),
      ]),
      birthDate: sharesOf(persons.map(({ birthDate }) => birthDate)),
      address: sharesOf(persons.map(addressOf)),
    };
  }

  /**
   * The weight of a comparison: for each part how much more often records of one person agree so far than those of strangers,
   * as a logarithm to base 2. A value that both have counts the more, the rarer it is.
   */
  weigh(comparison: Comparison, one: LinkagePerson, other: LinkagePerson): MatchWeight {
    const values = {
      familyName: one.familyName,
      givenName: one.givenNames === other.givenNames ? one.givenNames : firstWord(one.givenNames),
      birthDate: one.birthDate,
      address: addressOf(one),
    };
    const weightOf = (part: LinkagePart): number => {
      const agreement = comparison[part];
      if (agreement === 'unknown') return 0;
      const value = values[part];
      const share = agreement === 'same' && value !== null ? this.#share[part].get(value) : undefined;
      return Math.log2(AMONG_SAME[part][agreement] / (share ?? this.#amongStrangers[part][agreement]));
    };
    const [familyName, givenName, birthDate, address] = LINKAGE_PARTS.map(weightOf);
    const parts = {
      familyName: familyName ?? 0,
      givenName: givenName ?? 0,
      birthDate: birthDate ?? 0,
      address: address ?? 0,
    };
    return { parts, total: parts.familyName + parts.givenName + parts.birthDate + parts.address };
  }
}

const addressOf = ({ street, zip }: LinkagePerson): string | null =>
  street === null ? null : `${street}|${zip ?? ''}`;

/** How large a part of those that have one each value is. */
function sharesOf(values: readonly (string | null)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  let known = 0;
  for (const value of values) {
    if (value === null) continue;
    known += 1;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return new Map([...counts].map(([value, count]) => [value, count / known]));
}

function agreementsOfStrangers(persons: readonly LinkagePerson[], random: () => number) {
  const counts = emptyCounts();
  const known: Record<LinkagePart, number> = { familyName: 0, givenName: 0, birthDate: 0, address: 0 };
  const pairs = persons.length < 2 ? 0 : Math.min(STRANGERS, persons.length * 20);
  for (let drawn = 0; drawn < pairs; drawn += 1) {
    const one = persons[Math.floor(random() * persons.length)];
    const other = persons[Math.floor(random() * persons.length)];
    if (one === undefined || other === undefined || one === other) continue;
    const comparison = comparePersons(one, other);
    for (const part of LINKAGE_PARTS) {
      const agreement = comparison[part];
      if (agreement === 'unknown') continue;
      counts[part][agreement] += 1;
      known[part] += 1;
    }
  }
  const shareOf = (part: LinkagePart, agreement: Known) =>
    Math.max(counts[part][agreement], UNSEEN) / Math.max(known[part], 1 / UNSEEN);
  const sharesIn = (part: LinkagePart) => ({
    same: shareOf(part, 'same'),
    near: shareOf(part, 'near'),
    alike: shareOf(part, 'alike'),
    other: shareOf(part, 'other'),
  });
  return {
    familyName: sharesIn('familyName'),
    givenName: sharesIn('givenName'),
    birthDate: sharesIn('birthDate'),
    address: sharesIn('address'),
  };
}

const none = (): Record<Known, number> => ({ same: 0, near: 0, alike: 0, other: 0 });
const emptyCounts = (): Record<LinkagePart, Record<Known, number>> => ({
  familyName: none(),
  givenName: none(),
  birthDate: none(),
  address: none(),
});
