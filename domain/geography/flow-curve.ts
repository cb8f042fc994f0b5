import type { LonLat } from './great-circle.ts';
import { add, angleBetween, cross, scale, toVector, unit, type Vector } from './sphere-vector.ts';

/** Straight pieces of a curve: on a screen of 1,000 px they leave the curve by half a pixel. */
export const CURVE_PIECES = 16;
/** How far the middle of a curve leaves the great circle, as part of the distance, where nothing is in its way. */
export const USUAL_BEND = 0.12;
/** Radians (6 m): below this the two ends are one place, and there is no direction to bend in. */
export const SAME_PLACE = 1e-6;
/** Decimals kept: about 11 metres. */
const DECIMALS = 4;

/**
 * The line of a flow, in degrees: a great circle bent to the right-hand side of travel, so that the flows A→B and B→A
 * stand apart whatever their bends. It ends at the destination's own longitude and is continuous: where it crosses the
 * antimeridian its origin side goes on beyond ±180 instead of leaping across the map (Guam to Maryland begins at
 * -215.2). `bend` is above 0: how far its middle leaves the great circle, as part of the distance.
 */
export function flowCurve(from: LonLat, to: LonLat, bend: number = USUAL_BEND): [number, number][] {
  const start = toVector(from);
  const end = toVector(to);
  const angle = angleBetween(start, end);
  if (angle < SAME_PLACE) return [position(from), position(to)];
  const left = unit(cross(start, end));
  const line: [number, number][] = [];
  for (let piece = 0; piece <= CURVE_PIECES; piece++) {
    const part = piece / CURVE_PIECES;
    const onCircle = between(start, end, angle, part);
    const aside = asideAt(bend, angle, part);
    line.push(toPosition(add(scale(onCircle, Math.cos(aside)), scale(left, -Math.sin(aside)))));
  }
  line[0] = position(from);
  line[CURVE_PIECES] = position(to);
  return continuous(line);
}

/** How far, in radians, a flow of that `angle` stands beside its great circle at a part (0 to 1) of the way. */
export const asideAt = (bend: number, angle: number, part: number): number =>
  bend * angle * 4 * part * (1 - part);

/** West, south, east, north of positions (RFC 7946: west > east where they cross the antimeridian); null for none. */
export function boundingBox(
  positions: Iterable<readonly [number, number]>,
): [number, number, number, number] | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of positions) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  if (west === Infinity) return null;
  if (east - west >= 360) return [-180, south, 180, north];
  return [west < -180 ? west + 360 : west, south, east > 180 ? east - 360 : east, north];
}

/** Shifts longitudes by whole turns, from the last position back, so that no step is longer than half a turn. */
function continuous(line: [number, number][]): [number, number][] {
  let next = line[line.length - 1]?.[0] ?? 0;
  return line
    .reverse()
    .map(([lon, lat]): [number, number] => {
      next = rounded(lon + 360 * Math.round((next - lon) / 360));
      return [next, lat];
    })
    .reverse();
}

function toPosition([x, y, z]: Vector): [number, number] {
  const lat = Math.atan2(z, Math.hypot(x, y));
  return [rounded((Math.atan2(y, x) * 180) / Math.PI), rounded((lat * 180) / Math.PI)];
}

/** A place as GeoJSON position, longitude first, to about a metre. */
export const position = ({ lon, lat }: LonLat): [number, number] => [rounded(lon), rounded(lat)];
const rounded = (degrees: number) => Math.round(degrees * 10 ** DECIMALS) / 10 ** DECIMALS;

/** The point at `part` of the way along the great circle (spherical linear interpolation). */
function between(start: Vector, end: Vector, angle: number, part: number): Vector {
  const sine = Math.sin(angle);
  return add(scale(start, Math.sin((1 - part) * angle) / sine), scale(end, Math.sin(part * angle) / sine));
}
