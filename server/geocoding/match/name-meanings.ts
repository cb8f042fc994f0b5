import type { StreetName } from '../parse/street.ts';
import { streetKey } from '../parse/street.ts';
import type { AliasPlace, StreetAliases } from './street-aliases.ts';
import type { NameMatch, StreetNames } from './street-names.ts';

/** Later readings of the same words are a little less likely. */
const READING_SHARE = 0.99;

interface Meaning {
  readonly asked: StreetName;
  readonly name: NameMatch;
  /** How likely this reading is beside the first. */
  readonly share: number;
}

/** The names of the reference that words may mean: under each id the readings that lead to it. */
export type Meanings = ReadonlyMap<number, readonly Meaning[]>;

/** Which names of the reference the readings of a street may mean. */
export class NameMeanings {
  readonly #names: StreetNames;
  readonly #aliases: StreetAliases;

  constructor(names: StreetNames, aliases: StreetAliases) {
    this.#names = names;
    this.#aliases = aliases;
  }

  /** Names just as written, or that are read as another by an alias there. */
  exact(readings: readonly StreetName[], where: AliasPlace): Meanings {
    return meaningsOf(readings, (key) => {
      const id = this.#names.exact(key);
      const meant = this.#aliases.meant(key, where);
      if (meant.length === 0) return id === undefined ? [] : [exactMatch(id, key)];
      const ids = new Set(id === undefined ? meant : [id, ...meant]);
      return [...ids].map((one) => exactMatch(one, key));
    });
  }

  /** Names written much like it; beside a street of just that name only those at one letter. */
  alike(readings: readonly StreetName[], isNameKnown = false): Meanings {
    return meaningsOf(readings, (key, { preDirection }) => {
      // A direction read as part of the name, with two letters corrected, is another street: `E ORH` is not EASTERN.
      const isFolded = preDirection !== readings[0]?.preDirection;
      const alike = this.#names.alike(key);
      return isNameKnown || isFolded ? alike.filter(({ edits }) => edits === 1) : alike;
    });
  }

  exactOrAlike(readings: readonly StreetName[], where: AliasPlace): Meanings {
    const exact = this.exact(readings, where);
    return exact.size > 0 ? exact : this.alike(readings);
  }
}

const exactMatch = (id: number, key: string): NameMatch => ({
  id,
  how: 'exact',
  edits: 0,
  length: key.length,
});

function meaningsOf(
  readings: readonly StreetName[],
  matchesOf: (key: string, reading: StreetName) => readonly NameMatch[],
): Meanings {
  const meanings = new Map<number, Meaning[]>();
  for (const [at, asked] of readings.entries()) {
    for (const name of matchesOf(streetKey(asked.name), asked)) {
      const meaning = { asked, name, share: READING_SHARE ** at };
      const others = meanings.get(name.id);
      if (others === undefined) meanings.set(name.id, [meaning]);
      else others.push(meaning);
    }
  }
  return meanings;
}
