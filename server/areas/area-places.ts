import type { Knex } from 'knex';
import knexPostgis from 'knex-postgis';
import { z } from 'zod';
import type { LonLat } from '../../domain/geography/great-circle.ts';
import { fromMercator } from '../../domain/geography/world-grid.ts';
import type { AreaLevel } from '../../domain/vocabulary.ts';

/** An area's name in words that tell it from its namesakes, and the point (degrees) where it is labelled. */
export interface AreaPlace extends LonLat {
  readonly name: string;
}

const row = z.object({
  code: z.string(),
  name: z.string(),
  state_code: z.string(),
  x: z.number(),
  y: z.number(),
});

/** The areas of a level with these codes, by code; a code without an area is left out. */
export async function readAreaPlaces(
  trx: Knex.Transaction,
  level: AreaLevel,
  codes: readonly string[],
): Promise<Map<string, AreaPlace>> {
  const st = knexPostgis(trx);
  const rows = z.array(row).parse(
    await trx('area')
      .select('code', 'name', 'state_code', st.x('point_3857').as('x'), st.y('point_3857').as('y'))
      .where('level', level)
      .whereRaw('code IN (SELECT unnest(?::text[]))', [[...codes]]),
  );
  return new Map(
    rows.map(({ code, name, state_code, x, y }) => [
      code,
      { name: level === 'state' ? name : `${name}, ${state_code}`, ...fromMercator(x, y) },
    ]),
  );
}
