import type { Geometry, Position } from 'geojson';

type LonLatPair = [number, number];

/**
 * The centroid of an area's largest ring, in degrees; null without a polygon. It may lie outside a bent area: enough
 * to write a name on the basemap; figures stand on the label points of the reference areas.
 */
export function largestRingCentroid(geometry: Geometry): LonLatPair | null {
  const rings = outerRings(geometry).map((ring) => centroidAndArea(ring));
  const largest = rings.sort((a, b) => b.area - a.area)[0];
  return largest === undefined ? null : largest.centroid;
}

function outerRings(geometry: Geometry): Position[][] {
  const polygons =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : [];
  return polygons.flatMap((polygon) => polygon.slice(0, 1));
}

/** Shoelace formula on degrees: good enough to place a label. */
function centroidAndArea(ring: Position[]): { centroid: LonLatPair; area: number } {
  let twiceArea = 0;
  let x = 0;
  let y = 0;
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [x0 = 0, y0 = 0] = ring[index] ?? [];
    const [x1 = 0, y1 = 0] = ring[index + 1] ?? [];
    const cross = x0 * y1 - x1 * y0;
    twiceArea += cross;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  }
  if (twiceArea === 0) return { centroid: [ring[0]?.[0] ?? 0, ring[0]?.[1] ?? 0], area: 0 };
  return { centroid: [x / (3 * twiceArea), y / (3 * twiceArea)], area: Math.abs(twiceArea / 2) };
}
