import { firstWord } from './compare-persons.ts';
import type { LinkagePerson } from './person.ts';
import { soundCode } from './sound-code.ts';

/** A way in which records of one person mostly agree, as a key; null where the record does not have what it takes. */
type BlockingKey = (person: LinkagePerson) => string | null;

const joined = (...parts: readonly (string | null | undefined)[]): string | null =>
  parts.some((part) => part === null || part === undefined || part === '') ? null : parts.join('|');

/** Day and month in either order, with the year. */
const dateInAnyOrder = (birthDate: string | null): string | null => {
  if (birthDate === null) return null;
  const [year, month = '', day = ''] = birthDate.split('-');
  return `${year}|${[month, day].sort().join('|')}`;
};
const soundOf = (name: string | null): string | null => (name === null ? null : soundCode(name));
const soundsInAnyOrder = ({ familyName, givenNames }: LinkagePerson): string | null => {
  const sounds = [soundOf(familyName), soundOf(firstWord(givenNames))];
  return sounds.includes(null) ? null : sounds.sort().join('|');
};

/**
 * A pair is compared where it agrees in any of these. A slip in one field leaves the others: each field is missing from at
 * least one of the keys.
 */
const KEYS: readonly BlockingKey[] = [
  ({ birthDate, familyName }) => joined(dateInAnyOrder(birthDate), soundOf(familyName)),
  ({ birthDate, givenNames }) => joined(dateInAnyOrder(birthDate), givenNames?.[0]),
  ({ birthDate, zip }) => joined(dateInAnyOrder(birthDate), zip),
  (person) => joined(soundsInAnyOrder(person), person.birthDate?.slice(0, 4)),
  (person) => joined(soundsInAnyOrder(person), person.birthDate?.slice(5)),
  (person) => joined(soundsInAnyOrder(person), person.zip),
  ({ street, zip, givenNames }) => joined(street, zip, givenNames?.[0]),
  ({ familyName, givenNames }) => joined(familyName, givenNames?.includes(' ') ? givenNames : null),
  ({ familyName, street, zip }) => joined(familyName, street, zip),
  ({ familyName, givenNames, street }) => joined(familyName, givenNames?.[0], street),
];

/** Larger blocks tell little, and their pairs grow with the square; what is in one agrees elsewhere too where it is one person. */
const MOST_IN_A_BLOCK = 500;

/** Tells each pair of places that agrees in any key once, the smaller place first. */
export function candidatePairs(
  persons: readonly LinkagePerson[],
  onPair: (one: number, other: number) => void,
): void {
  const numbers = KEYS.map((key) => numbersOf(persons.map(key)));
  for (const [which, keys] of numbers.entries()) {
    const earlier = numbers.slice(0, which);
    for (const block of blocksOf(keys)) {
      for (let first = 0; first < block.length; first += 1) {
        const one = block[first] ?? 0;
        for (let second = first + 1; second < block.length; second += 1) {
          const other = block[second] ?? 0;
          if (!earlier.some((known) => agrees(known, one, other))) onPair(one, other);
        }
      }
    }
  }
}

interface Keys {
  /** The number of each person's key; -1 where it has none, or too many have it. */
  readonly of: Int32Array;
  readonly count: number;
}

const agrees = ({ of }: Keys, one: number, other: number): boolean => of[one] !== -1 && of[one] === of[other];

function numbersOf(keys: readonly (string | null)[]): Keys {
  const numbers = new Map<string, number>();
  const of = new Int32Array(keys.length).fill(-1);
  const sizes: number[] = [];
  for (const [place, key] of keys.entries()) {
    if (key === null) continue;
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
    }
    of[place] = number;
    sizes[number] = (sizes[number] ?? 0) + 1;
  }
  for (let place = 0; place < of.length; place += 1) {
    const number = of[place] ?? -1;
    if (number !== -1 && (sizes[number] ?? 0) > MOST_IN_A_BLOCK) of[place] = -1;
  }
  return { of, count: numbers.size };
}

function* blocksOf({ of, count }: Keys): Generator<readonly number[]> {
  const blocks: number[][] = Array.from({ length: count }, () => []);
  for (let place = 0; place < of.length; place += 1) {
    const number = of[place] ?? -1;
    if (number !== -1) blocks[number]?.push(place);
  }
  for (const block of blocks) if (block.length > 1) yield block;
}
