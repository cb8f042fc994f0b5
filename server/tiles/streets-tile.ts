import type { StreetClass } from '../../domain/vocabulary.ts';
import { STREET_CLASSES } from '../../domain/vocabulary.ts';
import { LAYERS, STREET_NAME_ZOOM, TILE_EXTENT } from '../../tiles/layers.ts';
import { STREET_NAME } from '../reference/street-name-sql.ts';
import { tileFrame } from './tile.ts';
import type { TileAsked, TileQuery } from './tile-query.ts';

/** Tile units a street goes on beyond the tile: half the widest line, and room for names along the edge. */
const BUFFER = 64;
/** Half a pixel of a tile that is shown 512 px wide, in tile units; the last tiles are magnified eight times. */
const TOLERANCE = TILE_EXTENT / 512 / 2;
const LAST_TOLERANCE = 1;

/** What is drawn at a zoom, and what of it has its name. */
function shownAt(zoom: number): {
  readonly drawn: readonly StreetClass[];
  readonly named: readonly StreetClass[];
} {
  if (zoom >= STREET_NAME_ZOOM) return { drawn: STREET_CLASSES, named: ['local', 'major', 'highway'] };
  return { drawn: ['local', 'major', 'highway'], named: ['major', 'highway'] };
}

/**
 * The streets of a tile, a line or several for each name and class, and one for all that have no name here. Clipped
 * first, so that less is joined; then stretches that continue each other become one line, which is simplified and
 * rounded to whole tile units.
 */
export function streetsTile({ tile }: Pick<TileAsked, 'tile'>): TileQuery {
  const { unit, bindings } = tileFrame(tile, BUFFER);
  const { drawn, named } = shownAt(tile.z);
  return {
    sql: `SELECT geom, class, name FROM (
        SELECT ST_SnapToGrid(ST_Affine(
            ST_Simplify(ST_LineMerge(ST_Collect(ST_ClipByBox2D(s.geom_3857, box))), :tolerance::float8),
            :scale::float8, 0, 0, -(:scale::float8), -(:west::float8) * :scale::float8, :north::float8 * :scale::float8
          ), 1) AS geom, s.class, s.name
        FROM ST_MakeEnvelope(:box_west, :box_south, :box_east, :box_north, 3857) box
        JOIN (
          SELECT s.geom_3857, s.class, CASE WHEN s.class = ANY(:named::text[]) THEN ${STREET_NAME} END AS name
          FROM street_segment s JOIN street_name n ON n.id = s.name_id
          WHERE s.class = ANY(:drawn::text[])
        ) s ON s.geom_3857 && box
        GROUP BY s.class, s.name
      ) street WHERE NOT ST_IsEmpty(geom)
      ORDER BY array_position(:drawn::text[], class), name COLLATE "C"`,
    bindings: {
      drawn: [...drawn],
      named: [...named],
      tolerance: (tile.z === LAYERS.streets.maxZoom ? LAST_TOLERANCE : TOLERANCE) * unit,
      ...bindings,
    },
  };
}
