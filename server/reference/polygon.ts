/** Polygons in EPSG:3857 metres as flat coordinate arrays, and their well-known binary form. */

/** A closed ring `x0, y0, x1, y1, ... x0, y0`. */
export type Ring = Float64Array;
/** The outer ring, then its holes. */
export type Polygon = readonly Ring[];
export type MultiPolygon = readonly Polygon[];

/** West, south, east, north in the unit of the coordinates. */
export interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** The smallest box around all outer rings. */
export function boxOf(polygons: MultiPolygon): Box {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (const [outer = []] of polygons) {
    for (let i = 0; i + 1 < outer.length; i += 2) {
      const x = outer[i] ?? 0;
      const y = outer[i + 1] ?? 0;
      minX = Math.min(minX, x);
      maxX = Math.max(maxX, x);
      minY = Math.min(minY, y);
      maxY = Math.max(maxY, y);
    }
  }
  return { minX, minY, maxX, maxY };
}

/** The area of a ring in square units, always positive. */
export function ringArea(ring: Ring | undefined): number {
  if (ring === undefined) return 0;
  let twice = 0;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    twice += (ring[i] ?? 0) * (ring[i + 3] ?? 0) - (ring[i + 2] ?? 0) * (ring[i + 1] ?? 0);
  }
  return Math.abs(twice) / 2;
}

/** True where the point is inside an odd number of the polygons' rings: inside, and not in a hole. */
export function containsPoint(polygons: MultiPolygon, x: number, y: number): boolean {
  let inside = false;
  for (const polygon of polygons) {
    for (const ring of polygon) if (isInsideRing(ring, x, y)) inside = !inside;
  }
  return inside;
}

/** Counts the edges a ray to the east crosses. */
function isInsideRing(ring: Ring, x: number, y: number): boolean {
  let inside = false;
  let fromX = ring[0] ?? 0;
  let fromY = ring[1] ?? 0;
  for (let i = 2; i + 1 < ring.length; i += 2) {
    const toX = ring[i] ?? 0;
    const toY = ring[i + 1] ?? 0;
    if (fromY > y !== toY > y && x < ((toX - fromX) * (y - fromY)) / (toY - fromY) + fromX) inside = !inside;
    fromX = toX;
    fromY = toY;
  }
  return inside;
}

const WKB_POLYGON = 3;
const WKB_MULTI_POLYGON = 6;

/** Little-endian well-known binary (OGC 06-103r4) of a MultiPolygon. */
export function toWkb(polygons: MultiPolygon): Buffer {
  const size = polygons.reduce(
    (sum, polygon) => sum + 9 + polygon.reduce((bytes, ring) => bytes + 4 + ring.length * 8, 0),
    9,
  );
  const buffer = Buffer.alloc(size);
  let at = writeHead(buffer, 0, WKB_MULTI_POLYGON, polygons.length);
  for (const polygon of polygons) {
    at = writeHead(buffer, at, WKB_POLYGON, polygon.length);
    for (const ring of polygon) {
      at = buffer.writeUInt32LE(ring.length / 2, at);
      for (const value of ring) at = buffer.writeDoubleLE(value, at);
    }
  }
  return buffer;
}

function writeHead(buffer: Buffer, start: number, type: number, count: number): number {
  const at = buffer.writeUInt8(1, start);
  return buffer.writeUInt32LE(count, buffer.writeUInt32LE(type, at));
}

/** Reads what {@link toWkb} writes and PostGIS's `ST_AsBinary(geom, 'NDR')` gives for a MultiPolygon. */
export function fromWkb(buffer: Buffer): MultiPolygon {
  let at = 0;
  const uint = () => {
    at += 4;
    return buffer.readUInt32LE(at - 4);
  };
  const head = (type: number) => {
    const order = buffer[at];
    at += 1;
    const found = uint();
    if (order !== 1 || found !== type) throw new Error(`Expected geometry type ${type}, found ${found}.`);
    return uint();
  };
  const ring = () => {
    const values = new Float64Array(uint() * 2);
    for (let i = 0; i < values.length; i += 1) values[i] = buffer.readDoubleLE(at + i * 8);
    at += values.length * 8;
    return values;
  };
  const times = <Item>(count: number, make: () => Item) => Array.from({ length: count }, make);
  return times(head(WKB_MULTI_POLYGON), () => times(head(WKB_POLYGON), ring));
}
