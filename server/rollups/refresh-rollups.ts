import type { Knex } from 'knex';
import { TILE_CODE_ZOOM } from '../../domain/geography/world-grid.ts';
import { TIME_TO_CRIME_BUCKETS } from '../../domain/time-to-crime.ts';
import {
  addPlacesSql,
  PACKED_GUNS,
  RECOVERIES_WITH_PLACES,
  REMOVE_UNUSED_PLACES,
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
  await fill(trx, PART_CONDITION, {
    ...bindings,
    first: months[0] ?? UNKNOWN_MONTH,
    last: months.at(-1) ?? UNKNOWN_MONTH,
  });
}

/** Counts everything anew. Gives the same rows as the refreshes before it did. */
export async function rebuildRollups(trx: Knex.Transaction): Promise<void> {
  await trx.raw('DELETE FROM flow_rollup');
  await trx.raw('DELETE FROM cell_rollup');
  await fill(trx, 'true', {});
  await trx.raw(REMOVE_UNUSED_PLACES);
}

const UNKNOWN_MONTH = '0001-01-01';

/** The bounds on recovered_on repeat what the parts say, in a form the index on (agency_id, recovered_on) can use. */
const PART_CONDITION = `
  r.agency_id IN (SELECT unnest(:agencies::int[]))
  AND (r.recovered_on IS NULL OR (r.recovered_on >= :first::date AND r.recovered_on < :last::date + interval '1 month'))
  AND (r.agency_id, coalesce(date_trunc('month', r.recovered_on)::date, '${UNKNOWN_MONTH}')) IN
    (SELECT * FROM unnest(:agencies::int[], :months::date[]))`;

async function fill(trx: Knex.Transaction, condition: string, bindings: Knex.ValueDict): Promise<void> {
  await trx.raw(addPlacesSql(condition), bindings);
  await trx.raw(
    `INSERT INTO flow_rollup (agency_id, month, traced, recoveries, guns)
     SELECT r.agency_id, date_trunc('month', r.recovered_on)::date, r.trace_outcome IN ('dealer', 'purchaser'),
       count(*), ${PACKED_GUNS}
     FROM ${RECOVERIES_WITH_PLACES} WHERE ${condition} GROUP BY 1, 2, 3`,
    bindings,
  );
  await trx.raw(cellSql(condition), bindings);
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
