import type { Knex } from 'knex';
import { MERCATOR_HALF_WIDTH_METRES, WORLD_BITS } from '../../domain/geography/world-grid.ts';
import type { CorridorSide, CorridorSides } from './resolve-corridors.ts';

type Bind = (name: string, value: Knex.Value) => string;

/** Dealers in polygons: those on their own place, and those known by their ZIP only where that is labelled. */
const dealersIn = (polygons: string) => `SELECT d.id FROM corridor_cell c
    JOIN corridor_end e ON e.id = c.corridor_end_id
    JOIN dealer d ON d.tile_code >= c.codes_from AND d.tile_code < c.codes_to
  WHERE e.id IN (SELECT unnest(${polygons}::int[])) AND (c.inside OR ST_Covers(e.geom_3857, d.geom_3857))
  UNION ALL
  SELECT d.id FROM corridor_cell c
    JOIN corridor_end e ON e.id = c.corridor_end_id
    JOIN area z ON z.level = 'zip' AND z.tile_code >= c.codes_from AND z.tile_code < c.codes_to
    JOIN dealer d ON d.area_zip = z.code AND d.tile_code IS NULL
  WHERE e.id IN (SELECT unnest(${polygons}::int[])) AND (c.inside OR ST_Covers(e.geom_3857, z.point_3857))`;

/** Metres in EPSG:3857 of the middle of a unit of the world grid (3.7 cm on the equator), which indexes hold. */
const UNIT_METRES = (2 * MERCATOR_HALF_WIDTH_METRES) / 2 ** WORLD_BITS;
const worldPoint = `ST_SetSRID(ST_MakePoint(
    (p.world_x + 0.5) * ${UNIT_METRES} - ${MERCATOR_HALF_WIDTH_METRES}, ${MERCATOR_HALF_WIDTH_METRES} - (p.world_y + 0.5) * ${UNIT_METRES}
  ), 3857)`;

/**
 * Recoveries in polygons: only those whose own place is known well enough to be drawn have a tile code. Read once from
 * an index alone: without OFFSET, PostgreSQL looks for each gun of the origins whether it is in a cell.
 */
const recoveriesIn = (polygons: string) => `SELECT p.id FROM corridor_cell c
    JOIN corridor_end e ON e.id = c.corridor_end_id
    JOIN recovery p ON p.tile_code >= c.codes_from AND p.tile_code < c.codes_to
  WHERE e.id IN (SELECT unnest(${polygons}::int[])) AND (c.inside OR ST_Covers(e.geom_3857, ${worldPoint}))
  OFFSET 0`;

/**
 * The condition on `recovery r` that its gun went along one of the corridors: sold at one of its origins and recovered at
 * one of its destinations. `bind` gives the name of a bound value.
 */
export function corridorCondition(corridors: readonly CorridorSides[], bind: Bind): string {
  const each = corridors.map(({ origin, destination }, index) => {
    const sold = sideCondition(origin, `origin_${index}`, bind, {
      state: 'r.source_state',
      county: 'r.source_county',
      inPolygons: (polygons) => `r.dealer_id IN (${dealersIn(polygons)})`,
    });
    const recovered = sideCondition(destination, `destination_${index}`, bind, {
      state: 'r.recovery_state',
      county: 'r.recovery_county',
      inPolygons: (polygons) => `r.id IN (${recoveriesIn(polygons)})`,
    });
    return `${sold} AND ${recovered}`;
  });
  // One corridor alone stays a list of ANDs: inside an OR no index would be used.
  return each.length === 1 ? each.join('') : `(${each.map((one) => `(${one})`).join(' OR ')})`;
}

/** The condition on `dealer d` that a gun it sold can have gone along one of the corridors. */
export function originCondition(corridors: readonly CorridorSides[], bind: Bind): string {
  const each = corridors.map(({ origin }, index) =>
    sideCondition(origin, `origin_${index}`, bind, {
      state: 'd.area_state',
      county: 'd.area_county',
      inPolygons: (polygons) => `d.id IN (${dealersIn(polygons)})`,
    }),
  );
  return `(${each.join(' OR ')})`;
}

interface SideColumns {
  readonly state: string;
  readonly county: string;
  readonly inPolygons: (polygons: string) => string;
}

function sideCondition(
  { states, counties, polygons }: CorridorSide,
  name: string,
  bind: Bind,
  columns: SideColumns,
): string {
  const codes = (column: string, values: readonly string[], level: string) =>
    values.length === 0
      ? []
      : [`${column} IN (SELECT unnest(${bind(`${name}_${level}`, [...values])}::text[]))`];
  const parts = [
    ...codes(columns.state, states, 'states'),
    ...codes(columns.county, counties, 'counties'),
    ...(polygons.length === 0 ? [] : [columns.inPolygons(bind(`${name}_polygons`, [...polygons]))]),
  ];
  return parts.length === 1 ? parts.join('') : `(${parts.join(' OR ') || 'false'})`;
}
