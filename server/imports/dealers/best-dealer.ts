import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../../database/connection.ts';
import type { RollupPart } from '../../rollups/refresh-rollups.ts';

/** Columns of `dealer` that come straight from the fields of its best source. */
const FIELDS: readonly (readonly [name: string, type: string])[] = [
  ['license_number', 'text'],
  ['license_type', 'text'],
  ['license_name', 'text'],
  ['business_name', 'text'],
  ['street', 'text'],
  ['city', 'text'],
  ['county', 'text'],
  ['state', 'text'],
  ['zip', 'text'],
  ['precision', 'text'],
  ['geocode_score', 'real'],
  ['geocode_match_type', 'text'],
  ['h3_cell', 'bigint'],
  ['world_x', 'int'],
  ['world_y', 'int'],
  ['tile_code', 'bigint'],
  ['area_state', 'char(2)'],
  ['area_county', 'char(5)'],
  ['area_zip', 'char(5)'],
  ['street_lookup', 'text'],
  ['geocode_source_id', 'int'],
  ['uncertainty_metres', 'real'],
  ['review_key', 'text'],
];

const PLACE = 'area_state, area_county, area_zip, world_x, world_y, tile_code';

/** A file that has a dealer's state alone does not say that it moved away from the address another has. */
const VAGUENESS = `CASE fields ->> 'precision' WHEN 'none' THEN 2 WHEN 'state' THEN 1 WHEN 'county' THEN 1 ELSE 0 END`;

const partRow = z.object({ agencyId: z.number(), month: z.string().nullable() });

/**
 * Works out again, for the dealers `idsSql` selects, the best of what files said of them: a licence list before a trace, a source
 * that has its city, ZIP or street before one that has its county or state, and that before one that has no place, a newer file
 * before an older one. Recoveries follow where their dealer moved; gives the parts whose rollups change by that.
 */
export async function bestDealers(
  trx: Knex.Transaction,
  idsSql: string,
  bindings: Knex.RawBinding[],
): Promise<readonly RollupPart[]> {
  await trx.raw(
    `CREATE TEMP TABLE touched_dealer ON COMMIT DROP AS
     SELECT id, ${PLACE} FROM dealer WHERE id IN (${idsSql})`,
    bindings,
  );
  await trx.raw(
    `UPDATE dealer d SET listed = best.listed, geom_3857 = ST_SetSRID(ST_MakePoint(f.x, f.y), 3857),
       ${FIELDS.map(([name]) => `${name} = f.${name}`).join(', ')}
     FROM (
       SELECT DISTINCT ON (dealer_id) dealer_id, listed, fields FROM dealer_source
       WHERE dealer_id IN (SELECT id FROM touched_dealer)
       ORDER BY dealer_id, listed DESC, ${VAGUENESS}, import_batch_id DESC
     ) best,
     LATERAL jsonb_to_record(best.fields) AS
       f(x double precision, y double precision, ${FIELDS.map(([name, type]) => `${name} ${type}`).join(', ')})
     WHERE d.id = best.dealer_id`,
  );
  await trx.raw(
    `CREATE TEMP TABLE moved_dealer ON COMMIT DROP AS
     SELECT d.id FROM dealer d JOIN touched_dealer t ON t.id = d.id
     WHERE (${columns('d')}) IS DISTINCT FROM (${columns('t')})`,
  );
  await trx.raw(
    `UPDATE recovery r SET source_state = d.area_state, source_county = d.area_county, source_zip = d.area_zip
     FROM dealer d WHERE d.id = r.dealer_id AND d.id IN (SELECT id FROM moved_dealer)
       AND (r.source_state, r.source_county, r.source_zip) IS DISTINCT FROM (d.area_state, d.area_county, d.area_zip)`,
  );
  const parts = await selectRows(
    trx,
    partRow,
    `SELECT DISTINCT agency_id AS "agencyId", date_trunc('month', recovered_on)::date AS month
     FROM recovery WHERE dealer_id IN (SELECT id FROM moved_dealer)`,
  );
  await trx.raw('DROP TABLE touched_dealer, moved_dealer');
  return parts;
}

function columns(alias: string): string {
  return PLACE.split(', ')
    .map((column) => `${alias}.${column}`)
    .join(', ');
}
