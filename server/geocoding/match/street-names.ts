import { z } from 'zod';
import { editDistance, withoutOneLetter } from '../../../domain/edit-distance.ts';
import type { Database } from '../../database/connection.ts';
import { selectRows } from '../../database/connection.ts';
import { soundOf } from './sound-of.ts';

/** A name of the reference that a written name may mean. */
export interface NameMatch {
  readonly id: number;
  /** Exact, with a letter or two wrong, or alike in sound. */
  readonly how: 'exact' | 'spelling' | 'sound';
  /** Letters that differ. */
  readonly edits: number;
  /** Letters and digits the name has. */
  readonly length: number;
}

interface StreetNameRow {
  readonly id: number;
  /** See `streetKey`. */
  readonly key: string;
}

/** Shorter names have too many neighbours to guess among. */
const SHORTEST_TO_CORRECT = 2;
/** Two wrong letters are only believed in names as long as this. */
const SHORTEST_FOR_TWO_EDITS = 6;
const MOST_EDITS = 2;
/** Three wrong letters only in longer ones, where they sound alike. */
const SHORTEST_BY_SOUND = 8;
/** Part of the letter triples two names must share to be compared letter by letter. */
const LEAST_ALIKE = 0.2;
const MOST_ALIKE = 8;

const nameRow = z.object({ id: z.number(), key: z.string() });

/** Reads all names of the reference: some tens of thousands, of a few letters each. */
export async function readStreetNames(database: Database): Promise<StreetNames> {
  return new StreetNames(
    await selectRows(database.knex, nameRow, 'SELECT id, key FROM street_name ORDER BY id'),
  );
}

const existsRow = z.object({ exists: z.boolean() });

/** Whether the reference has any address points. */
export async function hasAddressPoints(database: Database): Promise<boolean> {
  const [row] = await selectRows(
    database.knex,
    existsRow,
    'SELECT EXISTS (SELECT FROM address_point) AS exists',
  );
  return row?.exists ?? false;
}

/**
 * Names of streets by how they are written. First the exact name; what is not found so is looked for among names that
 * differ in one letter, then in two, and last by sound, each only where the one before found nothing.
 * A number that is well written is never corrected: 33RD is not 32ND; but 2WTH may be 20TH.
 */
export class StreetNames {
  readonly #ids = new Map<string, number>();
  readonly #keys: string[] = [];
  readonly #idsByIndex: number[] = [];
  #byShorter: Map<string, number[]> | null = null;
  #bySound: Map<string, number[]> | null = null;
  #byTriple: Map<string, number[]> | null = null;
  readonly #alike = new Map<string, readonly NameMatch[]>();

  constructor(names: readonly StreetNameRow[]) {
    for (const { id, key } of names) {
      this.#ids.set(key, id);
      this.#keys.push(key);
      this.#idsByIndex.push(id);
    }
  }

  /** How many names there are. */
  get size(): number {
    return this.#keys.length;
  }

  /** The id of just this name. */
  exact(key: string): number | undefined {
    return this.#ids.get(key);
  }

  /** Names the key may be a misspelling of, itself left out; the nearest first. */
  alike(key: string): readonly NameMatch[] {
    const known = this.#alike.get(key);
    if (known !== undefined) return known;
    const found = this.#findAlike(key);
    // Files repeat their mistakes; a bound, since mistakes have none.
    if (this.#alike.size >= 20_000) this.#alike.clear();
    this.#alike.set(key, found);
    return found;
  }

  #findAlike(key: string): readonly NameMatch[] {
    if (key.length < SHORTEST_TO_CORRECT) return [];
    const neighbours = this.#matches(key, this.#neighbours(key), 'spelling');
    if (neighbours.some(({ edits }) => edits === 1)) return neighbours;
    const spelling = this.#matches(key, [...this.#neighbours(key), ...this.#sharingTriples(key)], 'spelling');
    if (spelling.length > 0) return spelling;
    return this.#matches(key, this.#soundsLike(key), 'sound');
  }

  #matches(key: string, indexes: Iterable<number>, how: NameMatch['how']): NameMatch[] {
    const digits = isNumberWellWritten(key) ? digitsOf(key) : null;
    const mostEdits = key.length < SHORTEST_FOR_TWO_EDITS ? 1 : MOST_EDITS;
    const limit = how === 'sound' && key.length >= SHORTEST_BY_SOUND ? MOST_EDITS + 1 : mostEdits;
    const matches: NameMatch[] = [];
    for (const index of new Set(indexes)) {
      const name = this.#keys[index] ?? '';
      if (name === key || (digits !== null && digitsOf(name) !== digits)) continue;
      const edits = editDistance(key, name, limit);
      // Fingers slip anywhere, but two slips that also hit the first letter are rather another name.
      const isLikely = edits <= 1 || how === 'sound' || name[0] === key[0];
      if (edits <= limit && isLikely) {
        matches.push({ id: this.#idsByIndex[index] ?? 0, how, edits, length: name.length });
      }
    }
    return matches.sort((a, b) => a.edits - b.edits || a.id - b.id).slice(0, MOST_ALIKE);
  }

  /** Names that share the key or one of its shorter forms: all at one edit, some at two. */
  #neighbours(key: string): number[] {
    this.#byShorter ??= indexBy(this.#keys, (name) =>
      name.length < SHORTEST_TO_CORRECT ? [] : [name, ...withoutOneLetter(name)],
    );
    const index = this.#byShorter;
    return [key, ...withoutOneLetter(key)].flatMap((form) => index.get(form) ?? []);
  }

  #soundsLike(key: string): number[] {
    this.#bySound ??= indexBy(this.#keys, (name) => [soundOf(name)]);
    return this.#bySound.get(soundOf(key)) ?? [];
  }

  #sharingTriples(key: string): number[] {
    this.#byTriple ??= indexBy(this.#keys, triplesOf);
    const triples = triplesOf(key);
    const shared = new Map<number, number>();
    for (const triple of triples) {
      for (const index of this.#byTriple.get(triple) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
    }
    const alike: number[] = [];
    for (const [index, count] of shared) {
      const all = triples.length + triplesOf(this.#keys[index] ?? '').length - count;
      if (count / all >= LEAST_ALIKE) alike.push(index);
    }
    return alike;
  }
}

function indexBy(keys: readonly string[], formsOf: (key: string) => Iterable<string>): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [at, key] of keys.entries()) {
    for (const form of formsOf(key)) {
      const listed = index.get(form);
      if (listed === undefined) index.set(form, [at]);
      else listed.push(at);
    }
  }
  return index;
}

/** `33RD`, `STATEHIGHWAY22A`, and names without a number; not `22TH`, `2WTH`. */
function isNumberWellWritten(key: string): boolean {
  const [, number, ending] = /^(\d+)([A-Z]*)$/.exec(key) ?? [];
  if (number === undefined) return !/^.?\d/.test(key);
  return ending === ordinalEnding(Number(number));
}

function ordinalEnding(number: number): string {
  if (number % 100 >= 11 && number % 100 <= 13) return 'TH';
  return ['TH', 'ST', 'ND', 'RD'][number % 10] ?? 'TH';
}

const digitsOf = (key: string) => key.replaceAll(/\D/g, '');

/** Letter triples, with blanks before and after, without repeats. */
function triplesOf(key: string): string[] {
  const padded = `  ${key} `;
  const triples = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at += 1) triples.add(padded.slice(at, at + 3));
  return [...triples];
}
