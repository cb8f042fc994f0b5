import type { CorridorPolygon } from '../../domain/corridor.ts';
import { MOST_POLYGON_CORNERS } from '../../domain/corridor.ts';
import { toMercator } from '../../domain/geography/world-grid.ts';
import { told } from '../../domain/languages/told.ts';
import { badRequest } from '../errors.ts';

type Ring = readonly (readonly [lon: number, lat: number])[];

const LEAST_RING = 4;
const MAX_LATITUDE = 85;

/** A drawn polygon as well-known text of a MultiPolygon in EPSG:3857. A 400 in words for what cannot be one. */
export function polygonText(geometry: CorridorPolygon): string {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const rings = polygons.flat();
  if (polygons.length === 0 || polygons.some((polygon) => polygon.length === 0)) {
    throw badRequest('A drawn area has no outline. Draw at least three corners.');
  }
  if (rings.reduce((corners, ring) => corners + ring.length, 0) > MOST_POLYGON_CORNERS) {
    throw badRequest(
      told('A drawn area has more than {most} corners. Draw it with fewer.', { most: MOST_POLYGON_CORNERS }),
    );
  }
  rings.forEach(checkRing);
  const text = polygons.map((polygon) => `(${polygon.map(ringText).join(', ')})`).join(', ');
  return `MULTIPOLYGON (${text})`;
}

function checkRing(ring: Ring): void {
  for (const [lon, lat] of ring) {
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= MAX_LATITUDE)) {
      throw badRequest(
        told(
          'A corner of a drawn area lies at {lon}, {lat}. Corners are longitude and latitude in degrees, at most 180 and {latitude}.',
          { lon, lat, latitude: MAX_LATITUDE },
        ),
      );
    }
  }
  const [first, last] = [ring[0], ring.at(-1)];
  const isClosed = first !== undefined && first[0] === last?.[0] && first[1] === last[1];
  if (ring.length < LEAST_RING || !isClosed) {
    throw badRequest(
      'The outline of a drawn area needs at least three corners and must end where it begins.',
    );
  }
  if (isFlat(ring)) throw badRequest('The corners of a drawn area lie on one line. Draw it again.');
  const isWide = ring.some(([lon], index) => Math.abs(lon - (ring[index + 1]?.[0] ?? lon)) > 180);
  if (isWide)
    throw badRequest('A drawn area must not cross the 180th meridian. Draw one on each side of it.');
}

function isFlat(ring: Ring): boolean {
  const [x, y] = ring[0] ?? [0, 0];
  const [farX, farY] = ring.find(([lon, lat]) => lon !== x || lat !== y) ?? [x, y];
  return ring.every(([lon, lat]) => (farX - x) * (lat - y) === (lon - x) * (farY - y));
}

function ringText(ring: Ring): string {
  const corners = ring.map(([lon, lat]) => {
    const { x, y } = toMercator(lon, lat);
    return `${x} ${y}`;
  });
  return `(${corners.join(', ')})`;
}
