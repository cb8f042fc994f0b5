import type { Knex } from 'knex';
import { z } from 'zod';
import { TILE_CODE_ZOOM } from '../../domain/geography/world-grid.ts';
import type { GunDetail } from '../../domain/scope.ts';
import { GUN_DETAILS } from '../../domain/scope.ts';
import { TIME_TO_CRIME_BUCKETS } from '../../domain/time-to-crime.ts';
import { selectRows } from '../database/connection.ts';
import {
  addPlacesSql,
  packedGunsSql,
  recoveriesWithPlaces,
  removeUnusedPlacesSql,
  tracedSql,
} from './packed-guns-sql.ts';

/** One agency's recoveries of one month (first day, `YYYY-MM-DD`), or those of unknown date (null). */
export interface RollupPart {
  readonly agencyId: number;
  readonly month: string | null;
}

/** Zoom of the cells in cell_rollup: 20 km at the equator, enough for overview tiles up to zoom 8. */
export const ROLLUP_CELL_ZOOM = 11;

/**
 * Counts the given parts anew from the records. Imports, undo and re-geocoding call it in their transaction for what
 * they touched: a part is always recounted whole, so rollups cannot drift from the records.
 */
export async function refreshRollups(trx: Knex.Transaction, parts: readonly RollupPart[]): Promise<void> {
  if (parts.length === 0) return;
  const bindings = {
    agencies: parts.map(({ agencyId }) => agencyId),
    months: parts.map(({ month }) => month ?? UNKNOWN_MONTH),
  };
  for (const table of ['flow_rollup', 'cell_rollup']) {
    await trx.raw(
      `DELETE FROM ${table} t USING unnest(:agencies::int[], :months::date[]) part(agency_id, month)
       WHERE t.agency_id = part.agency_id AND coalesce(t.month, '${UNKNOWN_MONTH}') = part.month`,
      bindings,
    );
  }
  const months = parts.flatMap(({ month }) => (month === null ? [] : [month])).sort();
  await fillAll(trx, PART_CONDITION, {
    ...bindings,
    first: months[0] ?? UNKNOWN_MONTH,
    last: months.at(-1) ?? UNKNOWN_MONTH,
  });
}

/** Counts everything anew. Gives the same rows as the refreshes before it did. */
export async function rebuildRollups(trx: Knex.Transaction): Promise<void> {
  await trx.raw('DELETE FROM flow_rollup');
  await trx.raw('DELETE FROM cell_rollup');
  const details = await fillAll(trx, 'true', {});
  await trx.raw(removeUnusedPlacesSql(details));
}

/** Packs the guns of an agency in one more way. */
export async function packGunsOf(trx: Knex.Transaction, agencyId: number, detail: GunDetail): Promise<void> {
  await packGuns(trx, detail, 'r.agency_id = :agency::int', { agency: agencyId });
}

const UNKNOWN_MONTH = '0001-01-01';

/** The bounds on recovered_on repeat what the parts say, in a form the index on (agency_id, recovered_on) can use. */
const PART_CONDITION = `
  r.agency_id IN (SELECT unnest(:agencies::int[]))
  AND (r.recovered_on IS NULL OR (r.recovered_on >= :first::date AND r.recovered_on < :last::date + interval '1 month'))
  AND (r.agency_id, coalesce(date_trunc('month', r.recovered_on)::date, '${UNKNOWN_MONTH}')) IN
    (SELECT * FROM unnest(:agencies::int[], :months::date[]))`;

const keptRow = z.object({ detail: z.enum(GUN_DETAILS) });

/** Counts recoveries `r` of the condition, in every way in which anybody sees them; gives these ways. */
async function fillAll(
  trx: Knex.Transaction,
  condition: string,
  bindings: Knex.ValueDict,
): Promise<GunDetail[]> {
  await packGuns(trx, 'records', condition, bindings);
  await trx.raw(cellSql(condition), bindings);
  const kept = await selectRows(trx, keptRow, 'SELECT DISTINCT detail FROM kept_gun_detail');
  for (const { detail } of kept) {
    const isKept = `r.agency_id IN (SELECT agency_id FROM kept_gun_detail WHERE detail = '${detail}')`;
    await packGuns(trx, detail, `${condition} AND ${isKept}`, bindings);
  }
  return ['records', ...kept.map(({ detail }) => detail)];
}

async function packGuns(
  trx: Knex.Transaction,
  detail: GunDetail,
  condition: string,
  bindings: Knex.ValueDict,
): Promise<void> {
  await trx.raw(addPlacesSql(detail, condition), bindings);
  await trx.raw(
    `INSERT INTO flow_rollup (agency_id, month, traced, recoveries, guns, detail)
     SELECT r.agency_id, date_trunc('month', r.recovered_on)::date, ${tracedSql(detail)},
       count(*), ${packedGunsSql(detail)}, '${detail}'
     FROM ${recoveriesWithPlaces(detail)} WHERE ${condition} GROUP BY 1, 2, 3`,
    bindings,
  );
}

function cellSql(condition: string): string {
  const shift = 2 * (TILE_CODE_ZOOM - ROLLUP_CELL_ZOOM);
  const buckets = TIME_TO_CRIME_BUCKETS.map(
    ({ fromDays, toDays }) =>
      `count(*) FILTER (WHERE r.time_to_crime_days >= ${fromDays}${toDays === null ? '' : ` AND r.time_to_crime_days < ${toDays}`})`,
  );
  return `INSERT INTO cell_rollup
    SELECT r.agency_id, date_trunc('month', r.recovered_on)::date, r.firearm_type, (r.tile_code >> ${shift})::int,
      count(*), sum(r.world_x), sum(r.world_y),
      ${buckets.join(', ')}, count(*) FILTER (WHERE r.time_to_crime_days IS NULL)
    FROM recovery r WHERE ${condition} AND r.tile_code IS NOT NULL GROUP BY 1, 2, 3, 4`;
}
