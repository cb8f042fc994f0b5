import type { Database } from '../../server/database/connection.ts';
import { openDatabase } from '../../server/database/open-database.ts';
import type { Address, GeocodeResult } from '../../server/geocoding/address.ts';
import type { Geocoder } from '../../server/geocoding/geocoder.ts';
import { createGeocoder } from '../../server/geocoding/geocoder.ts';
import { ensureAreas } from '../../server/reference/load-areas.ts';
import { withFolder } from '../bench-database.ts';
import { runCommand } from '../tracemap-process.ts';

/** What a batch holds: as many rows as the importer hands over at once. */
const BATCH = 1000;

/** Runs `measure` with a geocoder over an embedded database into which the words after `reference load` were loaded. */
export async function withStreets<Result>(
  load: readonly string[],
  measure: (geocoder: Geocoder, database: Database) => Promise<Result>,
): Promise<Result> {
  return withFolder(async (folder) => {
    const environment = { TRACEMAP_DATA_DIR: folder, DATABASE_URL: '' };
    const { code, output } = await runCommand(['reference', 'load', ...load], environment);
    if (code !== 0) throw new Error(`reference load ${load.join(' ')} ended with code ${code}: ${output}`);
    const database = await openDatabase({ databaseUrl: null, dataDir: folder });
    try {
      await ensureAreas(database);
      return await measure(await createGeocoder(database), database);
    } finally {
      await database.close();
    }
  });
}

/** Places addresses in batches of a file's size. */
export async function geocodeAll(
  geocoder: Geocoder,
  addresses: readonly Address[],
): Promise<GeocodeResult[]> {
  const results: GeocodeResult[] = [];
  for (let from = 0; from < addresses.length; from += BATCH) {
    results.push(...(await geocoder.geocode(addresses.slice(from, from + BATCH))));
  }
  return results;
}

/** An address of these parts. */
export function address(street: string, parts: Partial<Address> = {}): Address {
  return { street, city: null, county: null, state: null, zip: null, lon: null, lat: null, ...parts };
}
