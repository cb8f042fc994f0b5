import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tileCode, toWorld } from '../../../domain/geography/world-grid.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { readDataVersion } from '../../../server/database/data-version.ts';
import { ensureAreas } from '../../../server/reference/load-areas.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const rows = <Row>(row: z.ZodType<Row>, sql: string) => selectRows(database.current.knex, row, sql);

describe('ensureAreas', () => {
  beforeAll(() => ensureAreas(database.current));

  it('stores valid polygons with their label inside', async () => {
    const row = z.object({ level: z.string(), areas: z.number(), shapes: z.number(), bad: z.number() });
    const found = await rows(
      row,
      `SELECT level, count(*) AS areas, count(geom_3857) AS shapes,
         count(*) FILTER (WHERE NOT (ST_IsValid(geom_3857) AND ST_Contains(geom_3857, point_3857))) AS bad
       FROM area WHERE level IN ('state', 'county') GROUP BY level ORDER BY level`,
    );
    // Falls Church, Virginia is too small for the atlas.
    expect(found).toEqual([
      { level: 'county', areas: 3231, shapes: 3230, bad: 0 },
      { level: 'state', areas: 56, shapes: 56, bad: 0 },
    ]);
  });

  it('stores the world grid of each label', async () => {
    const row = z.object({
      lon: z.number(),
      lat: z.number(),
      x: z.number(),
      y: z.number(),
      tile: z.number(),
    });
    const [area] = await rows(
      row,
      `SELECT ST_X(p) AS lon, ST_Y(p) AS lat, world_x AS x, world_y AS y, tile_code AS tile
       FROM (SELECT *, ST_Transform(point_3857, 4326) AS p FROM area) a WHERE level = 'zip' AND code = '21202'`,
    );
    if (area === undefined) throw new Error('21202 is missing.');
    const world = toWorld(area.lon, area.lat);
    expect(Math.abs(world.worldX - area.x) + Math.abs(world.worldY - area.y)).toBeLessThanOrEqual(2);
    expect(area.tile).toBe(tileCode({ worldX: area.x, worldY: area.y }));
  });

  it('does nothing the second time, and fills anew what another release filled', async () => {
    const before = await readDataVersion(database.current, scopeOfAllRecords([]));
    await ensureAreas(database.current);
    expect(await readDataVersion(database.current, scopeOfAllRecords([]))).toBe(before);
    await database.current.knex.transaction(async (trx) => {
      await trx.raw(`UPDATE reference_load SET version = 'older' WHERE kind = 'areas'`);
      await trx.raw(`UPDATE area SET name = 'Older' WHERE level = 'state'`);
    });
    const parts: number[] = [];
    await ensureAreas(database.current, (fraction) => parts.push(fraction));
    expect(parts.at(-1)).toBe(1);
    expect(await readDataVersion(database.current, scopeOfAllRecords([]))).toBe(before + 1);
    expect(
      await rows(z.object({ n: z.number() }), `SELECT count(*) AS n FROM area WHERE name = 'Older'`),
    ).toEqual([{ n: 0 }]);
  });
});
