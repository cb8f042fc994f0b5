import type { LinkagePerson } from '../domain/linkage/person.ts';
import { Random } from './random.ts';

/** Records of made-up people, some of whom have several, and which records are of one person. */
export interface SyntheticPersons {
  readonly records: readonly LinkagePerson[];
  /** The person of each record. */
  readonly person: readonly number[];
}

interface Options {
  readonly seed: number;
  readonly records: number;
  /** The part of all fields that differ from what is true. */
  readonly errors: number;
}

const ONSETS = [
  'B',
  'BR',
  'C',
  'CH',
  'D',
  'F',
  'G',
  'GR',
  'H',
  'J',
  'K',
  'L',
  'M',
  'N',
  'P',
  'R',
  'S',
  'SH',
  'ST',
  'T',
  'TR',
  'V',
  'W',
  'Z',
];
const VOWELS = ['A', 'E', 'I', 'O', 'U', 'EA', 'OO', 'AI', 'IE'];
const ENDS = ['', 'N', 'R', 'S', 'L', 'TT', 'CK', 'SON', 'MAN', 'TON', 'EZ', 'LEY', 'FORD', 'A', 'O'];

/** Names like those of people, each with how often it is had: few are common, most are rare. */
class Names {
  readonly #names: readonly string[];
  readonly #cumulative: readonly number[];

  constructor(random: Random, count: number, syllables: number) {
    const names = new Set<string>();
    while (names.size < count) {
      let name = '';
      for (let at = 0; at < 1 + random.below(syllables); at += 1)
        name += random.pick(ONSETS) + random.pick(VOWELS);
      name += random.pick(ENDS);
      if (name.length > 2) names.add(name);
    }
    this.#names = [...names];
    let sum = 0;
    this.#cumulative = this.#names.map((_, rank) => {
      sum += 1 / (rank + 12) ** 0.85;
      return sum;
    });
  }

  draw(random: Random): string {
    return this.#names[random.weighted(this.#cumulative)] ?? '';
  }
}

/**
 * Makes records of people as files of several agencies would have them: one in three people has more than one, households share
 * name and address, some have twins or a son of the same name; fields are misspelt, exchanged, shortened, missing,
 * or of another address, each with the given probability.
 */
export function makeSyntheticPersons({ seed, records: wanted, errors }: Options): SyntheticPersons {
  const random = new Random(seed);
  const families = new Names(random, 12_000, 2);
  const givens = new Names(random, 900, 2);
  const streets = Array.from(
    { length: 2500 },
    () => `${new Names(random, 1, 2).draw(random)} ${random.pick(['ST', 'AVE', 'RD', 'LN', 'DR'])}`,
  );
  const zips = Array.from({ length: 400 }, (_, index) => String(20_000 + index * 7));
  const dwelling = () => ({
    street: `${1 + random.below(9800)} ${random.pick(streets)}`,
    zip: random.pick(zips),
  });
  const birthDate = () => dateOf(1945 + random.below(60), 1 + random.below(12), 1 + random.below(28));

  const records: LinkagePerson[] = [];
  const person: number[] = [];
  let number = 0;
  let last: LinkagePerson | null = null;
  while (records.length < wanted) {
    const kin: number = random.next();
    const relative: LinkagePerson | null = last !== null && kin < 0.25 ? last : null;
    const own: LinkagePerson = {
      familyName: relative?.familyName ?? families.draw(random),
      // A son of the same name, rarely.
      givenNames:
        relative !== null && kin < 0.004
          ? relative.givenNames
          : `${givens.draw(random)} ${random.next() < 0.6 ? givens.draw(random) : ''}`.trim(),
      // Twins, rarely.
      birthDate: relative !== null && kin > 0.246 ? relative.birthDate : birthDate(),
      ...(relative === null ? dwelling() : { street: relative.street, zip: relative.zip }),
    };
    const count = random.next() < 0.67 ? 1 : 2 + random.below(3);
    for (let at = 0; at < count && records.length < wanted; at += 1) {
      records.push(withErrors(own, random, errors, { families, givens, dwelling }));
      person.push(number);
    }
    last = own;
    number += 1;
  }
  return { records, person };
}

interface Sources {
  readonly families: Names;
  readonly givens: Names;
  readonly dwelling: () => Pick<LinkagePerson, 'street' | 'zip'>;
}

function withErrors(own: LinkagePerson, random: Random, errors: number, sources: Sources): LinkagePerson {
  const isWrong = () => random.next() < errors;
  const names = { familyName: own.familyName ?? '', givenNames: own.givenNames ?? '' };
  const isExchanged = isWrong() && random.next() < 0.06;
  return {
    familyName: isExchanged
      ? (names.givenNames.split(' ')[0] ?? null)
      : isWrong()
        ? wrongFamily(names.familyName, random, sources)
        : names.familyName,
    givenNames: isExchanged
      ? names.familyName
      : isWrong()
        ? wrongGiven(names.givenNames, random)
        : names.givenNames,
    birthDate: own.birthDate !== null && isWrong() ? wrongDate(own.birthDate, random) : own.birthDate,
    ...(isWrong() ? wrongAddress(own, random, sources) : { street: own.street, zip: own.zip }),
  };
}

function wrongFamily(name: string, random: Random, { families }: Sources): string | null {
  const kind = random.next();
  if (kind < 0.65) return misspelt(name, random);
  if (kind < 0.75) return `${name} ${families.draw(random)}`;
  if (kind < 0.88) return families.draw(random);
  return null;
}

function wrongGiven(names: string, random: Random): string | null {
  const [first = '', middle] = names.split(' ');
  const kind = random.next();
  if (kind < 0.5) return misspelt(first, random);
  if (kind < 0.7) return first.slice(0, 1);
  if (kind < 0.82) return first.slice(0, Math.max(3, first.length - 2));
  if (kind < 0.9) return middle ?? misspelt(first, random);
  return null;
}

function wrongDate(date: string, random: Random): string | null {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const kind = random.next();
  if (kind < 0.3 && day <= 12) return dateOf(year, day, month);
  if (kind < 0.55) return dateOf(year, month, 1 + random.below(28));
  if (kind < 0.7) return dateOf(year, 1 + random.below(12), day);
  if (kind < 0.85) return dateOf(year + (random.next() < 0.5 ? 1 : -1), month, day);
  return null;
}

function wrongAddress(
  own: LinkagePerson,
  random: Random,
  { dwelling }: Sources,
): Pick<LinkagePerson, 'street' | 'zip'> {
  const kind = random.next();
  if (kind < 0.5) return dwelling();
  if (kind < 0.75) return { street: misspelt(own.street ?? '', random), zip: own.zip };
  if (kind < 0.85) return { street: own.street, zip: null };
  return { street: null, zip: own.zip };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** One letter lost, doubled, exchanged with the next or typed wrong. */
function misspelt(word: string, random: Random): string {
  const at = random.below(Math.max(1, word.length));
  const letter = word[at] ?? '';
  switch (random.below(4)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1) || word;
    case 1:
      return word.slice(0, at) + letter + word.slice(at);
    case 2:
      return word.slice(0, at) + (word[at + 1] ?? '') + letter + word.slice(at + 2);
    default:
      return word.slice(0, at) + (LETTERS[random.below(26)] ?? '') + word.slice(at + 1);
  }
}

const dateOf = (year: number, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
