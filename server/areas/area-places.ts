import knexPostgis from 'knex-postgis';
import { z } from 'zod';
import type { LonLat } from '../../domain/geography/great-circle.ts';
import { fromMercator } from '../../domain/geography/world-grid.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import type { Database } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';

/** An area's name in words that tell it from its namesakes, and the point (degrees) where it is labelled. */
export interface AreaPlace extends LonLat {
  readonly name: string;
  /** Inhabitants at the 2020 census; known of states only. */
  readonly population: number | null;
  /** Where it stands in the order of tiles, see world-grid.ts. */
  readonly tileCode: number;
}

export type AreaPlaces = ReadonlyMap<string, AreaPlace>;

const row = z.object({
  code: z.string(),
  name: z.string(),
  state_code: z.string(),
  population: z.number().nullable(),
  tile_code: z.number(),
  x: z.number(),
  y: z.number(),
});

/** Areas only change when a server starts on a newer release of them, so each level is read once. */
const placesOf = new WeakMap<Database, Map<FlowLevel, AreaPlaces>>();

/** All areas of a level by code. */
export async function readAreaPlaces(read: ScopedRead, level: FlowLevel): Promise<AreaPlaces> {
  const levels = placesOf.get(read.database) ?? new Map<FlowLevel, AreaPlaces>();
  placesOf.set(read.database, levels);
  const known = levels.get(level);
  if (known !== undefined) return known;
  const places = await readLevel(read, level);
  // None at all: they have not been loaded yet.
  if (places.size > 0) levels.set(level, places);
  return places;
}

async function readLevel({ trx }: ScopedRead, level: FlowLevel): Promise<AreaPlaces> {
  const st = knexPostgis(trx);
  const rows = z
    .array(row)
    .parse(
      await trx('area')
        .select(
          'code',
          'name',
          'state_code',
          'population',
          'tile_code',
          st.x('point_3857').as('x'),
          st.y('point_3857').as('y'),
        )
        .where('level', level),
    );
  return new Map(
    rows.map(({ code, name, state_code, population, tile_code, x, y }) => [
      code,
      {
        name: level === 'state' ? name : `${name}, ${state_code}`,
        population,
        tileCode: tile_code,
        ...fromMercator(x, y),
      },
    ]),
  );
}
