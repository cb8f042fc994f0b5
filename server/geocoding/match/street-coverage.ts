import { z } from 'zod';
import { toMercator } from '../../../domain/geography/world-grid.ts';
import type { Database } from '../../database/connection.ts';
import { selectRows } from '../../database/connection.ts';
import { groupBy } from '../../group-by.ts';
import type { GeocodeResult } from '../address.ts';
import { cityKey } from '../normalise-address.ts';

/** Side of a square of `street_square` in units of EPSG:3857: about 4 km. */
export const SQUARE_SIDE = 5000;

/**
 * The label point of a city or ZIP may lie outside of the streets that are loaded of it: about 5 km, in units of
 * EPSG:3857.
 */
export const COVERAGE_MARGIN = 6500;

const squareRow = z.object({
  /** The state of all of the source; null where its rows say theirs. */
  state: z.string().nullable(),
  /** The city whose streets they are; null where nobody says. */
  place: z.string().nullable(),
  x: z.number(),
  y: z.number(),
});
/** A square in which streets are loaded. */
export type StreetSquare = z.infer<typeof squareRow>;

/** What is known of an address whose street was not found. */
export interface AskedArea extends Pick<GeocodeResult, 'precision' | 'state' | 'lon' | 'lat'> {
  /** `cityKey` of its city. */
  readonly placeKey: string | null;
}

/** Reads where streets are loaded: a few hundred squares a county. */
export async function readStreetCoverage(database: Database): Promise<StreetCoverage> {
  return new StreetCoverage(
    await selectRows(
      database.knex,
      squareRow,
      `SELECT DISTINCT s.state, q.place, q.x, q.y FROM street_square q JOIN reference_source s ON s.id = q.source_id`,
    ),
  );
}

/**
 * Where streets are loaded. It tells an address that ought to have been found from one in a place whose streets nobody
 * has loaded yet.
 */
export class StreetCoverage {
  readonly #states: ReadonlySet<string | null>;
  readonly #squares: ReadonlyMap<string, readonly { state: string | null; placeKey: string | null }[]>;

  constructor(squares: readonly StreetSquare[]) {
    this.#states = new Set(squares.map(({ state }) => state));
    const keyed = squares.map(({ state, place, x, y }) => ({
      state,
      placeKey: place === null ? null : cityKey(place),
      at: `${x} ${y}`,
    }));
    this.#squares = groupBy(keyed, ({ at }) => at);
  }

  /** True where no streets are loaded anywhere. */
  get isEmpty(): boolean {
    return this.#squares.size === 0;
  }

  /**
   * True where streets are loaded in the square an address is known to lie in, whatever city they are of, or a little
   * beside it, if they are of its city; anywhere where nothing is known of it.
   */
  covers({ precision, state, lon, lat, placeKey }: AskedArea): boolean {
    if (lon === null || lat === null) return !this.isEmpty;
    // The middle of a state says nothing of where in it the address lies.
    if (precision === 'state' && this.#states.has(state)) return true;
    const { x, y } = toMercator(lon, lat);
    const low = { x: squareOf(x - COVERAGE_MARGIN), y: squareOf(y - COVERAGE_MARGIN) };
    const high = { x: squareOf(x + COVERAGE_MARGIN), y: squareOf(y + COVERAGE_MARGIN) };
    for (let column = low.x; column <= high.x; column += 1) {
      for (let row = low.y; row <= high.y; row += 1) {
        const isOwn = column === squareOf(x) && row === squareOf(y);
        const isThere = this.#squares
          .get(`${column} ${row}`)
          ?.some(
            (streets) =>
              (streets.state === null || state === null || streets.state === state) &&
              (isOwn || placeKey === null || streets.placeKey === null || streets.placeKey === placeKey),
          );
        if (isThere === true) return true;
      }
    }
    return false;
  }
}

const squareOf = (coordinate: number) => Math.floor(coordinate / SQUARE_SIDE);
