import { distanceKm } from '../../domain/geography/great-circle.ts';
import type { DemoPoint } from '../places.ts';
import { METRES_A_DEGREE } from '../places.ts';

/** Length of a line on the ground. */
export function metresOf(line: readonly DemoPoint[]): number {
  return line.reduce((sum, point, index) => {
    const before = line[index - 1];
    return before === undefined ? sum : sum + distanceKm(before, point) * 1000;
  }, 0);
}

const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** The point at a share of the way from one point to another. */
export function between(a: DemoPoint, b: DemoPoint, share: number): DemoPoint {
  return { lon: rounded(a.lon + (b.lon - a.lon) * share), lat: rounded(a.lat + (b.lat - a.lat) * share) };
}

/** A line from the first point to the last that swings out to the left (to the right, if negative) by some metres. */
export function bent(points: readonly DemoPoint[], metres: number, pieces = 5): DemoPoint[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return [];
  const scale = Math.cos((first.lat * Math.PI) / 180);
  const [east, north] = [(last.lon - first.lon) * scale, last.lat - first.lat];
  const length = Math.hypot(east, north);
  if (length === 0) return [first, last];
  const out = metres / METRES_A_DEGREE / length;
  const inner = Array.from({ length: pieces }, (_, piece) => {
    const share = (piece + 1) / (pieces + 1);
    const at = between(first, last, share);
    const swing = Math.sin(Math.PI * share) ** 0.5 * out;
    return { lon: rounded(at.lon - (north * swing) / scale), lat: rounded(at.lat + east * swing) };
  });
  return [first, ...inner, last];
}
