import type { ExportFeature } from '../export-pages.ts';

type Geometry = NonNullable<ExportFeature['geometry']>;

/** West, south, east, north in degrees. */
export type Extent = readonly [number, number, number, number];

const WKB_TYPE = { Point: 1, LineString: 2, Polygon: 3 } as const;
const EPSG_OF_DEGREES = 4326;

/** The geometry of a GeoPackage: its header (with the extent of what is no point), then well-known binary, little-endian. */
export function geoPackageGeometry(geometry: Geometry, extent: Extent): Uint8Array {
  const isPoint = geometry.type === 'Point';
  const head = Buffer.alloc(isPoint ? 8 : 40);
  head.write('GP');
  // Little-endian, and whether the extent is there.
  head.writeUInt8(isPoint ? 0b1 : 0b11, 3);
  head.writeInt32LE(EPSG_OF_DEGREES, 4);
  if (!isPoint) {
    const [west, south, east, north] = extent;
    [west, east, south, north].forEach((edge, index) => {
      head.writeDoubleLE(edge, 8 + 8 * index);
    });
  }
  return Buffer.concat([head, wkb(geometry)]);
}

function wkb(geometry: Geometry): Buffer {
  const rings = ringsOf(geometry);
  const counts = geometry.type === 'Point' ? 0 : geometry.type === 'LineString' ? 1 : 1 + rings.length;
  const positions = rings.reduce((sum, ring) => sum + ring.length, 0);
  const bytes = Buffer.alloc(5 + 4 * counts + 16 * positions);
  let at = bytes.writeUInt8(1, 0);
  at = bytes.writeUInt32LE(WKB_TYPE[geometry.type], at);
  if (geometry.type === 'Polygon') at = bytes.writeUInt32LE(rings.length, at);
  for (const ring of rings) {
    if (geometry.type !== 'Point') at = bytes.writeUInt32LE(ring.length, at);
    for (const [x = 0, y = 0] of ring) at = bytes.writeDoubleLE(y, bytes.writeDoubleLE(x, at));
  }
  return bytes;
}

/** A geometry as lists of positions: a point has one of one. */
function ringsOf(geometry: Geometry): readonly (readonly (readonly number[])[])[] {
  if (geometry.type === 'Point') return [[geometry.coordinates]];
  return geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
}

/** The smallest extent that holds a geometry, and another one. */
export function extentOf(geometry: Geometry, other: Extent | null = null): Extent {
  let [west, south, east, north] = other ?? [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of ringsOf(geometry)) {
    for (const [x = 0, y = 0] of ring) {
      west = Math.min(west, x);
      east = Math.max(east, x);
      south = Math.min(south, y);
      north = Math.max(north, y);
    }
  }
  return [west, south, east, north];
}
