import { z } from 'zod';
import { STATES } from '../../domain/geography/states.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { cellOfKey, FINEST_RESOLUTION, keyOfCell, parentKey } from './h3-keys.ts';

/** A row of `gun_place` by its id; 0 where nothing is known of the place. */
export type Place = number;

/** The areas of one level, numbered from 1 in the order in which places name them. */
export interface PlaceNodes {
  /** By place: the number of the area it lies in; 0 where the place is not known that closely. */
  readonly nodeOf: Uint32Array;
  /** One more than the largest number. */
  readonly length: number;
  /** The code of an area (`MD`, `24510`, `21215`, an H3 index), null for 0. */
  code(node: number): string | null;
}

/** What is kept of a place, in the order it is read: id, state (1 + its index in STATES), county, ZIP, cell. */
const BYTES_A_PLACE = 4 * 4 + 8;
const UNKNOWN = -1;
const FIRST_CAPACITY = 1024;

/**
 * All places that guns name, in memory, and the areas of any level they lie in. Places are only ever added, so what is
 * read of them stays true.
 */
export class GunPlaces {
  #length = 1;
  #states = new Uint8Array(FIRST_CAPACITY);
  #counties = new Int32Array(FIRST_CAPACITY).fill(UNKNOWN);
  #zips = new Int32Array(FIRST_CAPACITY).fill(UNKNOWN);
  #cells = new Float64Array(FIRST_CAPACITY).fill(UNKNOWN);
  /** By level and resolution; those made of fewer places than are known now are made anew. */
  readonly #nodes = new Map<string, PlaceNodes>();

  /** One more than the largest place known. */
  get length(): number {
    return this.#length;
  }

  /** Sees to it that the places up to `largest` are known. */
  async ensure(read: ScopedRead, largest: Place): Promise<void> {
    if (largest < this.#length) return;
    const bytes = await readPlaces(read, this.#length);
    for (let at = 0; at < bytes.length; at += BYTES_A_PLACE) this.#add(bytes, at);
    if (largest >= this.#length) {
      throw new Error(`gun_place has no row ${largest}; run "tracemap rollups rebuild".`);
    }
  }

  #add(bytes: Buffer, at: number): void {
    const place = bytes.readInt32BE(at);
    if (place >= this.#counties.length) this.#grow(place);
    this.#states[place] = bytes.readInt32BE(at + 4);
    this.#counties[place] = bytes.readInt32BE(at + 8);
    this.#zips[place] = bytes.readInt32BE(at + 12);
    const cell = bytes.readBigInt64BE(at + 16);
    this.#cells[place] = cell === 0n ? UNKNOWN : keyOfCell(cell);
    this.#length = Math.max(this.#length, place + 1);
  }

  #grow(place: Place): void {
    const capacity = 2 ** Math.ceil(Math.log2(place + 1));
    const larger = <Numbers extends Uint8Array | Int32Array | Float64Array>(
      numbers: Numbers,
      room: Numbers,
    ) => {
      room.set(numbers);
      return room;
    };
    this.#states = larger(this.#states, new Uint8Array(capacity));
    this.#counties = larger(this.#counties, new Int32Array(capacity).fill(UNKNOWN));
    this.#zips = larger(this.#zips, new Int32Array(capacity).fill(UNKNOWN));
    this.#cells = larger(this.#cells, new Float64Array(capacity).fill(UNKNOWN));
  }

  /** The ZIP and county of a place, null where unknown. */
  areasOf(place: Place): { readonly zip: string | null; readonly county: string | null } {
    const code = (number: number | undefined) =>
      number === undefined || number === UNKNOWN ? null : String(number).padStart(5, '0');
    return { zip: code(this.#zips[place]), county: code(this.#counties[place]) };
  }

  /** True where the ZIP of a place comes before that of another, by number; without one it comes last. */
  isNamedBefore(place: Place, other: Place): boolean {
    const order = (one: Place) => {
      const [zip, county] = [this.#zips[one] ?? UNKNOWN, this.#counties[one] ?? UNKNOWN];
      return (zip === UNKNOWN ? 100_000 : zip) * 100_001 + (county === UNKNOWN ? 100_000 : county);
    };
    return order(place) < order(other);
  }

  /** True where a place is known to the street or better. */
  isPoint(place: Place): boolean {
    return (this.#cells[place] ?? UNKNOWN) !== UNKNOWN;
  }

  /** The areas of a level; `resolution` (0 to 9) is that of H3 cells, and asked for only there. */
  nodesAt(level: FlowLevel, resolution = FINEST_RESOLUTION): PlaceNodes {
    const key = level === 'cell' ? `cell ${resolution}` : level;
    const known = this.#nodes.get(key);
    if (known !== undefined && known.nodeOf.length === this.#length) return known;
    const nodes = this.#makeNodes(level, resolution);
    this.#nodes.set(key, nodes);
    return nodes;
  }

  #makeNodes(level: FlowLevel, resolution: number): PlaceNodes {
    switch (level) {
      case 'state':
        return numbered(
          this,
          (place) => (this.#states[place] ?? 0) - 1,
          (state) => STATES[state]?.code ?? '',
        );
      case 'county':
        return numbered(
          this,
          (place) => this.#counties[place] ?? UNKNOWN,
          (county) => String(county).padStart(5, '0'),
        );
      case 'zip':
        return numbered(
          this,
          (place) => this.#zips[place] ?? UNKNOWN,
          (zip) => String(zip).padStart(5, '0'),
        );
      case 'cell':
        return numbered(
          this,
          (place) => {
            const cell = this.#cells[place] ?? UNKNOWN;
            return cell === UNKNOWN ? UNKNOWN : parentKey(cell, resolution);
          },
          (cell) => cellOfKey(cell, resolution),
        );
    }
  }
}

/** Numbers areas as places come to name them; a negative key is no area. */
function numbered(
  places: GunPlaces,
  keyOf: (place: Place) => number,
  codeOf: (key: number) => string,
): PlaceNodes {
  const { length } = places;
  const nodeOf = new Uint32Array(length);
  const numbers = new Map<number, number>();
  const keys = [UNKNOWN];
  for (let place = 1; place < length; place += 1) {
    const key = keyOf(place);
    if (key < 0) continue;
    let node = numbers.get(key);
    if (node === undefined) {
      node = keys.length;
      numbers.set(key, node);
      keys.push(key);
    }
    nodeOf[place] = node;
  }
  return {
    nodeOf,
    length: keys.length,
    code: (node) => (node === 0 ? null : codeOf(keys[node] ?? UNKNOWN)),
  };
}

const placesRow = z.object({ places: z.string().nullable() });

async function readPlaces({ trx }: ScopedRead, from: Place): Promise<Buffer> {
  const [row] = await selectRows(
    trx,
    placesRow,
    `SELECT encode(string_agg(
       int4send(g.id) || int4send(${stateIndexSql('g.state')}) || int4send(coalesce(nullif(g.county, '')::int, ${UNKNOWN}))
         || int4send(coalesce(nullif(g.zip, '')::int, ${UNKNOWN})) || int8send(g.h3_cell), ''::bytea ORDER BY g.id
     ), 'base64') AS places FROM gun_place g WHERE g.id >= :from::int`,
    { from },
  );
  return Buffer.from(row?.places ?? '', 'base64');
}

/** 1 + the index in STATES; 0 where the state is none of them. */
const stateIndexSql = (state: string) =>
  `(strpos('${STATES.map(({ code }) => code).join(' ')}', coalesce(nullif(${state}, ''), '--')) + 2) / 3`;
