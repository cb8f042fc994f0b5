import { z } from 'zod';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { GunPlaces } from './gun-places.ts';
import type { PackedGuns, PackedMonth } from './packed-guns.ts';
import { largestPlace, NUMBERS_A_GUN, NUMBERS_A_PIECE, packedGuns } from './packed-guns.ts';

/** Guns kept in memory at most: 20 million, 560 MB. */
const MOST_NUMBERS_KEPT = NUMBERS_A_GUN * 20_000_000;

interface Kept {
  readonly part: PackedMonth;
  /** Which reading used it last; the lowest are let go first. */
  usedIn: number;
}

/** Lists of parts kept beside the parts themselves. */
const LISTS_KEPT = 4;

interface ListedParts {
  readonly ids: Uint32Array;
  readonly parts: readonly PackedMonth[];
}

const isEqual = (one: Uint32Array, other: Uint32Array): boolean =>
  one.length === other.length && one.every((id, place) => id === other[place]);

/**
 * Parts of flow_rollup that were read before, by id. A part is never changed, only replaced by one with another id, so
 * what is kept cannot be stale; and which ids a reader may see is asked for the scope and data version (part-list.ts), so
 * nothing kept can reach another scope.
 */
class PackedParts {
  /** The places that these guns, and those packed from records, name. */
  readonly places = new GunPlaces();
  readonly #kept = new Map<number, Kept>();
  #numbers = 0;
  #reading = 0;
  /** Parts that were read together: a question goes through the same guns several times, and there are tens of thousands of parts. */
  #lists: readonly ListedParts[] = [];

  /** The guns of the parts in the order of their ids, read from the database where they are not kept. */
  async read(read: ScopedRead, ids: Uint32Array): Promise<readonly PackedMonth[]> {
    const listed = this.#lists.find((list) => isEqual(list.ids, ids));
    const parts = listed?.parts ?? (await this.#look(read, ids));
    // The one used last goes to the front: the last is let go.
    this.#lists = [{ ids, parts }, ...this.#lists.filter((list) => list !== listed)].slice(0, LISTS_KEPT);
    return parts;
  }

  async #look(read: ScopedRead, ids: Uint32Array): Promise<PackedMonth[]> {
    this.#reading += 1;
    const parts: PackedMonth[] = [];
    const missing: number[] = [];
    for (const [place, id] of ids.entries()) {
      const kept = this.#kept.get(id);
      if (kept === undefined) missing.push(place);
      else {
        kept.usedIn = this.#reading;
        parts[place] = kept.part;
      }
    }
    if (missing.length > 0) await this.#readMissing(read, ids, missing, parts);
    return parts;
  }

  /** Reads the parts at these places of the list, and keeps them. */
  async #readMissing(
    read: ScopedRead,
    ids: Uint32Array,
    missing: readonly number[],
    parts: PackedMonth[],
  ): Promise<void> {
    const fresh = await readParts(
      read,
      missing.map((place) => ids[place] ?? 0),
    );
    await this.places.ensure(read, largestPlace([...fresh.values()].map(({ guns }) => guns)));
    for (const place of missing) {
      const id = ids[place] ?? 0;
      const part = fresh.get(id);
      if (part === undefined)
        throw new Error(`flow_rollup has no part ${id}; run "tracemap rollups rebuild".`);
      parts[place] = part;
      this.#keep(id, part);
    }
  }

  #keep(id: number, part: PackedMonth): void {
    if (this.#kept.has(id)) return;
    this.#kept.set(id, { part, usedIn: this.#reading });
    this.#numbers += part.guns.length;
    if (this.#numbers > MOST_NUMBERS_KEPT) this.#makeRoom();
  }

  /** Lets the parts go that were used longest ago, until a quarter is free: sorting them is not for every reading. */
  #makeRoom(): void {
    const oldestFirst = [...this.#kept].sort(([, a], [, b]) => a.usedIn - b.usedIn);
    for (const [id, { part }] of oldestFirst) {
      if (this.#numbers <= 0.75 * MOST_NUMBERS_KEPT) return;
      this.#kept.delete(id);
      this.#numbers -= part.guns.length;
    }
  }
}

const partRow = z.object({
  id: z.number(),
  month: z.string().nullable(),
  agencyId: z.number(),
  guns: packedGuns,
});

async function readParts({ trx }: ScopedRead, ids: readonly number[]): Promise<Map<number, PackedMonth>> {
  const rows = await selectRows(
    trx,
    partRow,
    `SELECT r.id, r.month, r.agency_id AS "agencyId", encode(r.guns, 'base64') AS guns FROM flow_rollup r
     WHERE r.id IN (SELECT unnest(:ids::int[])) ORDER BY r.id`,
    { ids: [...ids] },
  );
  // One text a month, not one a part: they are told apart by where they are, and there are tens of thousands of parts.
  const months = new Map(rows.map(({ month }) => [month, month]));
  const guns = sideBySide(rows.map((row) => row.guns));
  return new Map(
    rows.map(({ id, month, agencyId }, at) => [
      id,
      { month: months.get(month) ?? null, agencyId, guns: guns[at] ?? new Uint32Array(0) },
    ]),
  );
}

/**
 * The same guns, side by side in large pieces of memory: a part has ten guns where agencies are many, and looking for each of
 * them elsewhere takes longer than going through it.
 */
function sideBySide(parts: readonly PackedGuns[]): PackedGuns[] {
  let left = parts.reduce((sum, guns) => sum + guns.length, 0);
  let piece = new Uint32Array(0);
  let taken = 0;
  return parts.map((guns) => {
    if (taken + guns.length > piece.length) {
      piece = new Uint32Array(Math.max(guns.length, Math.min(left, NUMBERS_A_PIECE)));
      taken = 0;
    }
    piece.set(guns, taken);
    taken += guns.length;
    left -= guns.length;
    return piece.subarray(taken - guns.length, taken);
  });
}

const partsOf = new WeakMap<Database, PackedParts>();

/** The kept parts of the database that is read. */
export function packedPartsOf({ database }: ScopedRead): PackedParts {
  const known = partsOf.get(database);
  if (known !== undefined) return known;
  const parts = new PackedParts();
  partsOf.set(database, parts);
  return parts;
}
