import { z } from 'zod';
import { toMercator } from '../../../domain/geography/world-grid.ts';
import type { Database } from '../../database/connection.ts';
import { selectRows } from '../../database/connection.ts';
import type { GeocodeResult } from '../address.ts';
import { cityKey } from '../normalise-address.ts';

const sourceRow = z.object({
  /** The city whose streets they are, where the file is one city's. */
  place: z.string().nullable(),
  state: z.string().nullable(),
  west: z.number().nullable(),
  south: z.number().nullable(),
  east: z.number().nullable(),
  north: z.number().nullable(),
});
type SourceRow = z.infer<typeof sourceRow>;
type LoadedSource = SourceRow & { readonly placeKey: string | null };

/** What is known of an address whose street was not found. */
export interface AskedArea extends Pick<GeocodeResult, 'precision' | 'state' | 'lon' | 'lat'> {
  /** `cityKey` of its city. */
  readonly placeKey: string | null;
}

/** Reads where streets are loaded: the box of each file. */
export async function readStreetCoverage(database: Database): Promise<StreetCoverage> {
  return new StreetCoverage(
    await selectRows(
      database.knex,
      sourceRow,
      'SELECT place, state, west, south, east, north FROM reference_source ORDER BY id',
    ),
  );
}

/**
 * Where streets are loaded. It tells an address that ought to have been found from one in a place whose streets nobody
 * has loaded yet.
 */
export class StreetCoverage {
  readonly #sources: readonly LoadedSource[];

  constructor(sources: readonly SourceRow[]) {
    this.#sources = sources.map((source) => ({
      ...source,
      placeKey: source.place === null ? null : cityKey(source.place),
    }));
  }

  /** True where no streets are loaded anywhere. */
  get isEmpty(): boolean {
    return this.#sources.length === 0;
  }

  /** True where streets are loaded around what is known of an address, or anywhere where nothing is known of it. */
  covers({ precision, state, lon, lat, placeKey }: AskedArea): boolean {
    if (lon === null || lat === null) return !this.isEmpty;
    const { x, y } = toMercator(lon, lat);
    return this.#sources.some((source) => {
      if (source.state !== null && state !== null && source.state !== state) return false;
      // The middle of a state says nothing of where in it the address lies.
      if (precision === 'state' && source.state !== null) return true;
      const isOtherCity = placeKey !== null && source.placeKey !== null && placeKey !== source.placeKey;
      return isInBox(source, x, y, isOtherCity ? 0 : COVERAGE_MARGIN);
    });
  }
}

/**
 * The label point of a city or ZIP may lie outside of the streets that are loaded of it: about 5 km, in units of
 * EPSG:3857. Not for another city than the file's: those are its suburbs, and a city's file does not hold them.
 */
export const COVERAGE_MARGIN = 6500;

function isInBox({ west, south, east, north }: SourceRow, x: number, y: number, margin: number): boolean {
  return (
    west !== null &&
    south !== null &&
    east !== null &&
    north !== null &&
    x >= west - margin &&
    x <= east + margin &&
    y >= south - margin &&
    y <= north + margin
  );
}
