import type { Polygon, Ring } from './polygon.ts';
import { boxOf, containsPoint, ringArea } from './polygon.ts';

/** A square still to be searched: its middle, half its side, and how far inside the polygon its points may lie. */
interface Square {
  readonly x: number;
  readonly y: number;
  readonly half: number;
  /** Distance from the middle to the outline; negative outside. */
  readonly depth: number;
}

/** The search stops when no point can be deeper by more than this part of the polygon's shorter side. */
const TOLERANCE = 0.02;
/** Squares the first grid has along the shorter side. */
const FIRST_GRID = 4;

/** The centre of gravity will do where it is at least this part as far inside as the deepest point. */
const DEEP_ENOUGH = 0.5;

/**
 * Where to write the name of an area: in its largest part (Michigan: the lower peninsula), its centre of gravity, or,
 * where that lies outside or near the outline, the point farthest from the outline (the "pole of inaccessibility").
 * Always inside the polygon. Coordinates as given (EPSG:3857 metres).
 */
export function labelPoint(polygons: readonly Polygon[]): { x: number; y: number } {
  const largest = polygons.reduce<Polygon | undefined>(
    (best, polygon) => (ringArea(polygon[0]) > ringArea(best?.[0]) ? polygon : best),
    undefined,
  );
  if (largest === undefined) throw new Error('A label needs a polygon with an area.');
  const deepestPoint = findDeepest(largest);
  const centre = centreOf(largest[0] ?? new Float64Array());
  const centreDepth = depthAt(largest, centre.x, centre.y);
  return centreDepth >= deepestPoint.depth * DEEP_ENOUGH ? centre : { x: deepestPoint.x, y: deepestPoint.y };
}

/** The point farthest from the outline, by splitting squares for as long as one of them might hold a deeper one. */
function findDeepest(largest: Polygon): Square {
  const { minX, minY, maxX, maxY } = boxOf([largest]);
  const shorter = Math.min(maxX - minX, maxY - minY);
  const squareAt = (x: number, y: number, half: number): Square => ({
    x,
    y,
    half,
    depth: depthAt(largest, x, y),
  });

  const half = shorter / FIRST_GRID / 2;
  let open: Square[] = [];
  for (let x = minX + half; x - half < maxX; x += 2 * half) {
    for (let y = minY + half; y - half < maxY; y += 2 * half) open.push(squareAt(x, y, half));
  }
  let best = deepest(open);
  while (open.length > 0) {
    const split = open.filter(
      (square) => square.depth + square.half * Math.SQRT2 - best.depth > shorter * TOLERANCE,
    );
    open = split.flatMap(({ x, y, half: whole }) => {
      const quarter = whole / 2;
      return [
        squareAt(x - quarter, y - quarter, quarter),
        squareAt(x + quarter, y - quarter, quarter),
        squareAt(x - quarter, y + quarter, quarter),
        squareAt(x + quarter, y + quarter, quarter),
      ];
    });
    best = deepest([best, ...open]);
  }
  return best;
}

function deepest(squares: readonly Square[]): Square {
  return squares.reduce((best, square) => (square.depth > best.depth ? square : best));
}

/** Distance from a point to the outline of a polygon, negative outside. */
function depthAt(polygon: Polygon, x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of polygon) nearest = Math.min(nearest, squaredDistanceToRing(ring, x, y));
  return (containsPoint([polygon], x, y) ? 1 : -1) * Math.sqrt(nearest);
}

function squaredDistanceToRing(ring: Ring, x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  let fromX = ring[0] ?? 0;
  let fromY = ring[1] ?? 0;
  for (let i = 2; i + 1 < ring.length; i += 2) {
    const stepX = (ring[i] ?? 0) - fromX;
    const stepY = (ring[i + 1] ?? 0) - fromY;
    const along = ((x - fromX) * stepX + (y - fromY) * stepY) / (stepX * stepX + stepY * stepY || 1);
    const part = Math.max(0, Math.min(1, along));
    const awayX = fromX + part * stepX - x;
    const awayY = fromY + part * stepY - y;
    nearest = Math.min(nearest, awayX * awayX + awayY * awayY);
    fromX += stepX;
    fromY += stepY;
  }
  return nearest;
}

/** The centre of gravity of a ring. */
function centreOf(ring: Ring): { x: number; y: number } {
  let [twiceArea, x, y] = [0, 0, 0];
  // From the first vertex, not from the far origin: products of large numbers lose digits.
  const [startX = 0, startY = 0] = ring;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [fromX, fromY] = [(ring[i] ?? 0) - startX, (ring[i + 1] ?? 0) - startY];
    const [toX, toY] = [(ring[i + 2] ?? 0) - startX, (ring[i + 3] ?? 0) - startY];
    const cross = fromX * toY - toX * fromY;
    twiceArea += cross;
    x += (fromX + toX) * cross;
    y += (fromY + toY) * cross;
  }
  return { x: startX + x / (3 * twiceArea), y: startY + y / (3 * twiceArea) };
}
