import { MERCATOR_HALF_WIDTH_METRES } from '../../../domain/geography/world-grid.ts';

/** A street line as `x0, y0, x1, y1, …` in EPSG:3857. */
export type StreetCoordinates = Float64Array;

/** A place in EPSG:3857. */
export interface PlacePoint {
  readonly x: number;
  readonly y: number;
}

export type StreetSide = 'L' | 'R';

const EARTH_RADIUS_METRES = MERCATOR_HALF_WIDTH_METRES / Math.PI;

/** Metres on the ground for one unit of EPSG:3857 at a y. */
export function metresPerUnit(y: number): number {
  return 1 / Math.cosh(y / EARTH_RADIUS_METRES);
}

/** Metres on the ground between two places that are not far apart. */
export function distanceMetres(a: PlacePoint, b: PlacePoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y) * metresPerUnit((a.y + b.y) / 2);
}

/** The point nearest to the middle of all: the middle itself may lie in a lake. Throws for no points. */
export function middleOf<Point extends PlacePoint>(points: readonly Point[]): Point {
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length;
  const y = points.reduce((sum, point) => sum + point.y, 0) / points.length;
  return points.reduce((best, point) =>
    distanceMetres(point, { x, y }) < distanceMetres(best, { x, y }) ? point : best,
  );
}

/** Parts points into places: each point lies at most so far from another one of its place. */
export function placesOf<Point extends PlacePoint>(points: readonly Point[], metres: number): Point[][] {
  const places: Point[][] = [];
  for (const point of points) {
    const near = places.filter((place) => place.some((known) => distanceMetres(known, point) <= metres));
    const [first, ...others] = near;
    if (first === undefined) {
      places.push([point]);
      continue;
    }
    first.push(point);
    // The point joins what were two places so far.
    for (const other of others) {
      first.push(...other);
      places.splice(places.indexOf(other), 1);
    }
  }
  return places;
}

/** Length on the ground in metres. */
export function lineMetres(line: StreetCoordinates): number {
  return lineUnits(line) * metresPerUnit(line[1] ?? 0);
}

/**
 * The place a number of metres along the line and to one side of it; before the line its beginning, past it its end.
 * To the left is where the left hand is of somebody who walks along the line.
 */
export function placeAlong(
  line: StreetCoordinates,
  alongMetres: number,
  side: StreetSide | null,
  offsetMetres: number,
): PlacePoint {
  const scale = metresPerUnit(line[1] ?? 0);
  let left = Math.max(0, alongMetres / scale);
  const last = line.length - 4;
  for (let at = 0; at <= last; at += 2) {
    const x = line[at] ?? 0;
    const y = line[at + 1] ?? 0;
    const dx = (line[at + 2] ?? 0) - x;
    const dy = (line[at + 3] ?? 0) - y;
    const length = Math.hypot(dx, dy);
    if (left > length && at < last) {
      left -= length;
      continue;
    }
    const along = length === 0 ? 0 : Math.min(1, left / length);
    const offset = side === null || length === 0 ? 0 : offsetMetres / scale / length;
    const turn = side === 'L' ? offset : -offset;
    return { x: x + dx * along - dy * turn, y: y + dy * along + dx * turn };
  }
  return { x: line[0] ?? 0, y: line[1] ?? 0 };
}

/** Where a line comes nearest to a place. */
export interface NearestOnLine {
  readonly metres: number;
  /** How far along the line, 0 to 1. */
  readonly share: number;
  /** On which side of the line the place is. */
  readonly side: StreetSide;
}

/** Where the line comes nearest to a place, and on which side of it the place is. */
export function nearestOnLine(line: StreetCoordinates, place: PlacePoint): NearestOnLine {
  const all = lineUnits(line);
  let nearest: NearestOnLine = { metres: Number.POSITIVE_INFINITY, share: 0, side: 'R' };
  let before = 0;
  for (let at = 0; at + 3 < line.length; at += 2) {
    const x = line[at] ?? 0;
    const y = line[at + 1] ?? 0;
    const dx = (line[at + 2] ?? 0) - x;
    const dy = (line[at + 3] ?? 0) - y;
    const length = Math.hypot(dx, dy);
    const along = length === 0 ? 0 : ((place.x - x) * dx + (place.y - y) * dy) / length ** 2;
    const within = Math.min(1, Math.max(0, along));
    const metres = distanceMetres(place, { x: x + within * dx, y: y + within * dy });
    if (metres < nearest.metres) {
      const isLeft = dx * (place.y - y) - dy * (place.x - x) > 0;
      const share = all === 0 ? 0.5 : (before + within * length) / all;
      nearest = { metres, share, side: isLeft ? 'L' : 'R' };
    }
    before += length;
  }
  return nearest;
}

/** A line of the well-known binary form PostGIS gives with `ST_AsBinary(geom, 'NDR')`. */
export function lineFromWkb(wkb: Buffer): StreetCoordinates {
  const points = wkb.readUInt32LE(5);
  const line = new Float64Array(2 * points);
  for (let at = 0; at < line.length; at += 1) line[at] = wkb.readDoubleLE(9 + 8 * at);
  return line;
}

function lineUnits(line: StreetCoordinates): number {
  let units = 0;
  for (let at = 0; at + 3 < line.length; at += 2) {
    units += Math.hypot((line[at + 2] ?? 0) - (line[at] ?? 0), (line[at + 3] ?? 0) - (line[at + 1] ?? 0));
  }
  return units;
}
