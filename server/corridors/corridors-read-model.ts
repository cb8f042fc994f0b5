import type { Knex } from 'knex';
import { z } from 'zod';
import type { Corridor, CorridorPolygon, NamedCorridorEnd } from '../../domain/corridor.ts';
import { CORRIDOR_SIDES } from '../../domain/corridor.ts';
import { selectRows } from '../database/connection.ts';
import { positionOfMercator } from '../geocoding/round-degrees.ts';

const corridorRow = z.object({
  id: z.number(),
  name: z.string(),
  note: z.string(),
  created_at: z.date(),
  updated_at: z.date(),
});

const position = z.tuple([z.number(), z.number()]);
const multiPolygon = z.object({ coordinates: z.array(z.array(z.array(position))) });

const endRow = z.object({
  corridor_id: z.number(),
  side: z.enum(CORRIDOR_SIDES),
  level: z.enum(['state', 'county', 'polygon']),
  code: z.string().nullable(),
  name: z.string().nullable(),
  state_code: z.string().nullable(),
  geometry: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : multiPolygon.parse(JSON.parse(text)))),
});

/** All corridors by name, or the one of `id`. */
export async function readCorridors(
  trx: Knex.Transaction,
  id: number | null = null,
): Promise<readonly Corridor[]> {
  const corridors = await selectRows(
    trx,
    corridorRow,
    `SELECT id, name, note, created_at, updated_at FROM corridor
     WHERE :id::int IS NULL OR id = :id::int ORDER BY lower(name), id`,
    { id },
  );
  const ends = await selectRows(
    trx,
    endRow,
    `SELECT e.corridor_id, e.side, e.level, e.code, a.name, a.state_code, ST_AsGeoJSON(e.geom_3857, 2) AS geometry
     FROM corridor_end e LEFT JOIN area a ON a.level = e.level AND a.code = e.code
     WHERE :id::int IS NULL OR e.corridor_id = :id::int ORDER BY e.id`,
    { id },
  );
  return corridors.map((corridor) => {
    const side = (wanted: 'origin' | 'destination') =>
      named(ends.filter((end) => end.corridor_id === corridor.id && end.side === wanted));
    return {
      id: corridor.id,
      name: corridor.name,
      note: corridor.note,
      createdAt: corridor.created_at.toISOString(),
      updatedAt: corridor.updated_at.toISOString(),
      origins: side('origin'),
      destinations: side('destination'),
    };
  });
}

/** Drawn areas have no names of their own: they are numbered where there are several at a side. */
function named(ends: readonly z.infer<typeof endRow>[]): NamedCorridorEnd[] {
  const drawn = ends.filter(({ level }) => level === 'polygon').length;
  let number = 0;
  return ends.flatMap(({ level, code, name, state_code, geometry }): NamedCorridorEnd[] => {
    if (level === 'polygon') {
      number += 1;
      const label = drawn === 1 ? 'Drawn area' : `Drawn area ${number}`;
      return geometry === null ? [] : [{ level, name: label, geometry: inDegrees(geometry) }];
    }
    if (code === null) return [];
    const label = level === 'county' && name !== null ? `${name}, ${state_code}` : (name ?? code);
    return [{ level, code, name: label }];
  });
}

function inDegrees({ coordinates }: z.infer<typeof multiPolygon>): CorridorPolygon {
  const polygons = coordinates.map((polygon) =>
    polygon.map((ring) => ring.map(([x, y]) => positionOfMercator(x, y))),
  );
  const [only, ...others] = polygons;
  return only !== undefined && others.length === 0
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: polygons };
}
