import { latLngToCell } from 'h3-js';
import type { Knex } from 'knex';
import { z } from 'zod';
import { fromMercator, tileCode, toMercator, toWorld } from '../domain/geography/world-grid.ts';
import { selectRows } from '../server/database/connection.ts';
import { bestDealers } from '../server/imports/dealers/best-dealer.ts';
import { Random } from './random.ts';

const H3_RESOLUTION = 9;
/** How far from the middle of its ZIP a dealer may be, in degrees. */
const SCATTER_DEGREES = 0.05;

const unlistedDealer = z.object({ id: z.number(), x: z.number(), y: z.number() });

/**
 * Gives the dealers of traces a place of their own in their ZIP, as a licence list does whose addresses are found in the
 * streets: flows between cells know only guns placed so at both ends. Gives how many had none; later traces, which know
 * the ZIP, do not take them back.
 */
export async function listDealers(trx: Knex.Transaction): Promise<number> {
  const dealers = await selectRows(
    trx,
    unlistedDealer,
    `SELECT d.id, ST_X(z.point_3857) AS x, ST_Y(z.point_3857) AS y FROM dealer d
     JOIN area z ON z.level = 'zip' AND z.code = d.area_zip WHERE NOT d.listed ORDER BY d.id`,
  );
  if (dealers.length === 0) return 0;
  const random = new Random(11);
  await trx.raw(
    `UPDATE dealer_source s SET listed = true, fields = s.fields || placed.fields::jsonb
     FROM unnest(?::int[], ?::text[]) placed (id, fields) WHERE s.dealer_id = placed.id`,
    [dealers.map(({ id }) => id), dealers.map(({ x, y }) => JSON.stringify(placeNear(random, x, y)))],
  );
  await bestDealers(trx, 'SELECT unnest(?::int[])', [dealers.map(({ id }) => id)]);
  return dealers.length;
}

function placeNear(random: Random, x: number, y: number) {
  const middle = fromMercator(x, y);
  const scatter = () => (random.next() - 0.5) * 2 * SCATTER_DEGREES;
  const [lon, lat] = [middle.lon + scatter(), middle.lat + scatter()];
  const world = toWorld(lon, lat);
  return {
    precision: 'range',
    ...toMercator(lon, lat),
    h3_cell: BigInt(`0x${latLngToCell(lat, lon, H3_RESOLUTION)}`).toString(),
    world_x: world.worldX,
    world_y: world.worldY,
    tile_code: tileCode(world),
  };
}
