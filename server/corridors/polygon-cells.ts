import type { Knex } from 'knex';
import { z } from 'zod';
import { interleave, MERCATOR_HALF_WIDTH_METRES, TILE_CODE_ZOOM } from '../../domain/geography/world-grid.ts';
import { selectRows } from '../database/connection.ts';

/** How often the squares that cover a polygon are quartered: 32 squares along its longer side. */
const QUARTERINGS = 5;

const box = z.object({ west: z.number(), south: z.number(), east: z.number(), north: z.number() });

/**
 * Covers the polygon of a `corridor_end` with squares of the world grid: as large as they lie inside, as small as
 * 1/32 of its extent along its edge.
 */
export async function coverWithCells(trx: Knex.Transaction, endId: number): Promise<void> {
  const [extent] = await selectRows(
    trx,
    box,
    `SELECT ST_XMin(geom_3857) AS west, ST_YMin(geom_3857) AS south, ST_XMax(geom_3857) AS east,
       ST_YMax(geom_3857) AS north FROM corridor_end WHERE id = ?`,
    [endId],
  );
  if (extent === undefined) throw new Error(`corridor_end ${endId} is gone.`);
  const { zoom, columns, rows, codes } = firstCells(extent);
  await trx.raw(
    `WITH RECURSIVE cell AS (
       SELECT :zoom::int AS z, first.x, first.y, first.code, ST_Covers(e.geom_3857, square) AS inside
       FROM corridor_end e, unnest(:columns::int[], :rows::int[], :codes::bigint[]) first (x, y, code),
         ST_TileEnvelope(:zoom::int, first.x, first.y) square
       WHERE e.id = :end AND ST_Intersects(e.geom_3857, square)
       UNION ALL
       SELECT c.z + 1, 2 * c.x + q.x, 2 * c.y + q.y, 4 * c.code + q.x + 2 * q.y, ST_Covers(e.geom_3857, square)
       FROM cell c, corridor_end e, (VALUES (0, 0), (1, 0), (0, 1), (1, 1)) q (x, y),
         ST_TileEnvelope(c.z + 1, 2 * c.x + q.x, 2 * c.y + q.y) square
       WHERE NOT c.inside AND c.z < :last::int AND e.id = :end AND ST_Intersects(e.geom_3857, square)
     )
     INSERT INTO corridor_cell (corridor_end_id, codes_from, codes_to, inside)
     SELECT :end, code << (2 * (${TILE_CODE_ZOOM} - z)), (code + 1) << (2 * (${TILE_CODE_ZOOM} - z)), inside
     FROM cell WHERE inside OR z = :last::int`,
    { zoom, columns, rows, codes, end: endId, last: Math.min(zoom + QUARTERINGS, TILE_CODE_ZOOM) },
  );
}

/** The at most four squares, no smaller than the extent, that it lies in. */
function firstCells({ west, south, east, north }: z.infer<typeof box>) {
  const world = 2 * MERCATOR_HALF_WIDTH_METRES;
  const side = Math.max(east - west, north - south, world / 2 ** TILE_CODE_ZOOM);
  const zoom = Math.max(0, Math.min(TILE_CODE_ZOOM - QUARTERINGS, Math.floor(Math.log2(world / side))));
  const squares = 2 ** zoom;
  const at = (metres: number) =>
    Math.max(0, Math.min(squares - 1, Math.floor(((metres + MERCATOR_HALF_WIDTH_METRES) / world) * squares)));
  const cells = new Map<number, { readonly x: number; readonly y: number }>();
  for (const x of [at(west), at(east)]) {
    for (const y of [at(-north), at(-south)]) cells.set(interleave(x, y), { x, y });
  }
  return {
    zoom,
    codes: [...cells.keys()],
    columns: [...cells.values()].map(({ x }) => x),
    rows: [...cells.values()].map(({ y }) => y),
  };
}
