import { fromVectorTileJs, GeoJSONWrapper } from '@maplibre/vt-pbf';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { TileLayerId } from '../../tiles/layers.ts';
import { TILE_EXTENT } from '../../tiles/layers.ts';
import type { Engine } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import type { TileFeature, TileFeatures, TileQuery } from './tile-query.ts';

/** Bytes of a Mapbox Vector Tile with one layer; empty when it has no features. */
export type TileBytes = Buffer;

const NO_BYTES = Buffer.alloc(0);

/**
 * Runs a tile's query and encodes its rows: in the database where it can, else here. Both give the same features,
 * since the query has already worked out their geometry in tile units.
 */
export async function encodeTile(
  trx: Knex.Transaction,
  engine: Engine,
  layer: TileLayerId,
  query: TileQuery,
): Promise<TileBytes> {
  return engine === 'postgis' ? encodeInDatabase(trx, layer, query) : encodeHere(trx, layer, query);
}

const bytesRow = z.object({ mvt: z.instanceof(Buffer) });

async function encodeInDatabase(
  trx: Knex.Transaction,
  layer: TileLayerId,
  { sql, bindings }: TileQuery,
): Promise<TileBytes> {
  const [row] = await selectRows(
    trx,
    bytesRow,
    `SELECT ST_AsMVT(f, '${layer}', ${TILE_EXTENT}, 'geom') AS mvt FROM (${sql}) f`,
    bindings,
  );
  return row?.mvt ?? NO_BYTES;
}

const position = z.tuple([z.number(), z.number()]);
const line = z.array(position);
const lines = z.array(line);
const featureRow = z.object({
  geometry: z.discriminatedUnion('type', [
    z.object({ type: z.literal('Point'), coordinates: position }),
    z.object({ type: z.literal('Polygon'), coordinates: lines }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(lines) }),
    z.object({ type: z.literal('LineString'), coordinates: line }),
    z.object({ type: z.literal('MultiLineString'), coordinates: lines }),
  ]),
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

/** Vector tiles have a number for each type of geometry. */
const TYPE_NUMBERS = { point: 1, line: 2, polygon: 3 } as const;

/** The embedded engine is built without protobuf: its rows come as GeoJSON in tile units. */
async function encodeHere(
  trx: Knex.Transaction,
  layer: TileLayerId,
  { sql, bindings }: TileQuery,
): Promise<TileBytes> {
  const rows = await selectRows(
    trx,
    featureRow,
    `SELECT ST_AsGeoJSON(f.geom, 0)::jsonb AS geometry, jsonb_strip_nulls(to_jsonb(f) - 'geom') AS properties
     FROM (${sql}) f`,
    bindings,
  );
  return encodeFeatures(layer, {
    features: rows.map(({ geometry, properties }) => ({ ...tileGeometry(geometry), properties })),
  });
}

/** The same as vector tiles have it: a type, and all lines or rings in one list. */
function tileGeometry({
  type,
  coordinates,
}: z.infer<typeof featureRow>['geometry']): Pick<TileFeature, 'type' | 'geometry'> {
  switch (type) {
    case 'Point':
      return { type: 'point', geometry: [[coordinates]] };
    case 'LineString':
      return { type: 'line', geometry: [coordinates] };
    case 'MultiLineString':
      return { type: 'line', geometry: coordinates };
    case 'Polygon':
      return { type: 'polygon', geometry: coordinates };
    case 'MultiPolygon':
      return { type: 'polygon', geometry: coordinates.flat() };
  }
}

/** Encodes the features of a tile that was made here. */
export function encodeFeatures(layer: TileLayerId, { features }: TileFeatures): TileBytes {
  return encodeLayers({ [layer]: features });
}

/** Encodes features by the names of their layers; layers without any are left out. */
export function encodeLayers(layers: Readonly<Record<string, readonly TileFeature[]>>): TileBytes {
  const contents = Object.entries(layers).flatMap(([name, features]) => {
    if (features.length === 0) return [];
    const content = new GeoJSONWrapper(features.map(wrapped), { version: 2, extent: TILE_EXTENT });
    content.name = name;
    return [[name, content] as const];
  });
  return contents.length === 0
    ? NO_BYTES
    : Buffer.from(fromVectorTileJs({ layers: Object.fromEntries(contents) }));
}

function wrapped({ type, geometry, properties }: TileFeature): GeoJSONWrapper['features'][number] {
  const tags = { ...properties };
  return type === 'point'
    ? { type: TYPE_NUMBERS.point, geometry: geometry.flat(), tags }
    : { type: TYPE_NUMBERS[type], geometry, tags };
}
