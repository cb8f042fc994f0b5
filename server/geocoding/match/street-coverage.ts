import { z } from 'zod';
import { toMercator } from '../../../domain/geography/world-grid.ts';
import type { Database } from '../../database/connection.ts';
import { selectRows } from '../../database/connection.ts';
import type { GeocodeResult } from '../address.ts';

const sourceRow = z.object({
  state: z.string().nullable(),
  west: z.number().nullable(),
  south: z.number().nullable(),
  east: z.number().nullable(),
  north: z.number().nullable(),
});
type LoadedSource = z.infer<typeof sourceRow>;

/** Reads where streets are loaded: the box of each file. */
export async function readStreetCoverage(database: Database): Promise<StreetCoverage> {
  return new StreetCoverage(
    await selectRows(
      database.knex,
      sourceRow,
      'SELECT state, west, south, east, north FROM reference_source ORDER BY id',
    ),
  );
}

/**
 * Where streets are loaded. It tells an address that ought to have been found from one in a place whose streets nobody
 * has loaded yet.
 */
export class StreetCoverage {
  readonly #sources: readonly LoadedSource[];

  constructor(sources: readonly LoadedSource[]) {
    this.#sources = sources;
  }

  /** True where no streets are loaded anywhere. */
  get isEmpty(): boolean {
    return this.#sources.length === 0;
  }

  /** True where streets are loaded around what is known of an address, or anywhere where nothing is known of it. */
  covers({
    precision,
    state,
    lon,
    lat,
  }: Pick<GeocodeResult, 'precision' | 'state' | 'lon' | 'lat'>): boolean {
    if (lon === null || lat === null) return !this.isEmpty;
    const { x, y } = toMercator(lon, lat);
    return this.#sources.some((source) => {
      if (source.state !== null && state !== null && source.state !== state) return false;
      // The middle of a state says nothing of where in it the address lies.
      return (precision === 'state' && source.state !== null) || isInBox(source, x, y);
    });
  }
}

/**
 * The label point of a city or ZIP may lie outside of the streets that are loaded of it: about 5 km, in units of
 * EPSG:3857.
 */
export const COVERAGE_MARGIN = 6500;

function isInBox({ west, south, east, north }: LoadedSource, x: number, y: number): boolean {
  return (
    west !== null &&
    south !== null &&
    east !== null &&
    north !== null &&
    x >= west - COVERAGE_MARGIN &&
    x <= east + COVERAGE_MARGIN &&
    y >= south - COVERAGE_MARGIN &&
    y <= north + COVERAGE_MARGIN
  );
}
