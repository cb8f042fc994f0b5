import { asideAt, CURVE_PIECES, SAME_PLACE, USUAL_BEND } from './flow-curve.ts';
import { EARTH_RADIUS_KM, type LonLat } from './great-circle.ts';
import { add, angleBetween, cross, scale, toVector, unit, type Vector } from './sphere-vector.ts';
import { tileCode, toWorld } from './world-grid.ts';

/**
 * Bends a flow may take, the least unusual first. All are to the same side and far enough from none at all, so that
 * the flows there and back stand apart whichever each of them takes.
 */
export const BENDS = [USUAL_BEND, 0.16, 0.08, 0.21, 0.26] as const;
const WIDEST_BEND = Math.max(...BENDS);

/** Where a line begins and ends, in degrees. */
export interface LinePath {
  readonly from: LonLat;
  readonly to: LonLat;
}

/**
 * Chooses for each flow of a drawing the bend (for `flowCurve`) with which it does not run under a third of the
 * drawing's nodes: the first of {@link BENDS} that keeps `clearanceKm` from all of them; where none does, the one that
 * keeps farthest. Nodes nearer than that to one of the flow's own ends are left aside: no bend can avoid those.
 *
 * Distances are taken on a map unrolled along the flow's great circle, which is true to 3 % for flows across the
 * United States. 1,000 flows among 2,000 nodes take some 10 ms.
 */
export function flowBends(
  flows: readonly LinePath[],
  nodes: readonly LonLat[],
  clearanceKm: number,
): number[] {
  const clearance = clearanceKm / EARTH_RADIUS_KM;
  const field = nodeField(nodes);
  return flows.map(({ from, to }) => bendAmong(toVector(from), toVector(to), field, clearance));
}

/** Nodes as vectors, one number after the other, in runs of neighbours; and room for those that are near a flow. */
interface NodeField {
  readonly vectors: Float64Array;
  /** Of each run of nodes: the middle and the radius of a ball around it, so that most are passed over at once. */
  readonly balls: Float64Array;
  /** Of each near node: how far along the great circle and how far to the right of it, in radians. */
  readonly along: Float64Array;
  readonly aside: Float64Array;
}

/** Nodes in a run: among 2,000, as many runs as there then are nodes to look at of those that are not passed over. */
const RUN = 16;

function nodeField(nodes: readonly LonLat[]): NodeField {
  const sorted = nodes
    .map((node) => ({ code: tileCode(toWorld(node.lon, node.lat)), vector: toVector(node) }))
    .sort((a, b) => a.code - b.code)
    .map(({ vector }) => vector);
  const runs = Array.from({ length: Math.ceil(sorted.length / RUN) }, (_, run) =>
    sorted.slice(run * RUN, (run + 1) * RUN),
  );
  return {
    vectors: Float64Array.from(sorted.flat()),
    balls: Float64Array.from(runs.flatMap(ballAround)),
    along: new Float64Array(nodes.length),
    aside: new Float64Array(nodes.length),
  };
}

function ballAround(vectors: readonly Vector[]): [...Vector, number] {
  const middle = scale(vectors.reduce(add, [0, 0, 0]), 1 / vectors.length);
  return [...middle, Math.max(...vectors.map((vector) => Math.hypot(...add(vector, scale(middle, -1)))))];
}

function bendAmong(start: Vector, end: Vector, field: NodeField, clearance: number): number {
  const angle = angleBetween(start, end);
  if (angle < SAME_PLACE) return USUAL_BEND;
  const near = findNear(start, end, angle, field, clearance);
  if (near === 0) return USUAL_BEND;
  let best: number = USUAL_BEND;
  let farthest = -1;
  for (const bend of BENDS) {
    const kept = distanceKept(bend, angle, field, near, clearance, farthest);
    if (kept >= clearance) return bend;
    if (kept > farthest) {
      best = bend;
      farthest = kept;
    }
  }
  return best;
}

/** Notes the nodes within reach of any bend, and returns how many they are. */
function findNear(start: Vector, end: Vector, angle: number, field: NodeField, clearance: number): number {
  const right = unit(cross(end, start));
  const forward = cross(start, right);
  const within = insideOf(right, forward, cross(right, end), angle, clearance);
  const { vectors, balls, along, aside } = field;
  let near = 0;
  for (let ball = 0; ball < balls.length; ball += 4) {
    if (within(balls, ball) <= -(balls[ball + 3] ?? 0)) continue;
    const first = (ball / 4) * RUN * 3;
    for (let at = first; at < Math.min(vectors.length, first + RUN * 3); at += 3) {
      if (within(vectors, at) <= 0) continue;
      const way = Math.atan2(dotAt(vectors, at, forward), dotAt(vectors, at, start));
      const side = Math.asin(dotAt(vectors, at, right));
      if (length(way, side) < clearance || length(angle - way, side) < clearance) continue;
      along[near] = way;
      aside[near] = side;
      near += 1;
    }
  }
  return near;
}

/**
 * How far a vector lies inside the strip beside a flow that any bend reaches: above 0 for a node in it. It changes by
 * no more than the vector does, so that it can be asked of the middle of a ball as well.
 */
function insideOf(right: Vector, forward: Vector, back: Vector, angle: number, clearance: number) {
  const most = Math.sin(asideAt(WIDEST_BEND, angle, 0.5) + clearance);
  const least = -Math.sin(clearance);
  return (vectors: Float64Array, at: number): number => {
    const offset = dotAt(vectors, at, right);
    return Math.min(
      offset - least,
      most - offset,
      dotAt(vectors, at, forward),
      // Beyond the end of the flow it lies on the other side of this direction.
      dotAt(vectors, at, back),
    );
  };
}

const dotAt = (vectors: Float64Array, at: number, by: Vector) =>
  (vectors[at] ?? 0) * by[0] + (vectors[at + 1] ?? 0) * by[1] + (vectors[at + 2] ?? 0) * by[2];

/**
 * Distance in radians that a flow of that bend keeps from the near nodes; `clearance` where it is more. Not below
 * `enough` it is exact; below, it may be any distance below: such a bend is not chosen.
 */
function distanceKept(
  bend: number,
  angle: number,
  { along, aside }: NodeField,
  near: number,
  clearance: number,
  enough: number,
): number {
  // A curve so steep comes no nearer to a node than this part of what lies between them crosswise.
  const steepest = length(1, 4 * bend);
  let kept = clearance;
  for (let node = 0; node < near && kept > enough; node += 1) {
    const way = along[node] ?? 0;
    const side = aside[node] ?? 0;
    if (Math.abs(side - asideAt(bend, angle, way / angle)) >= kept * steepest) continue;
    kept = Math.min(kept, distanceFromCurve(bend, angle, way, side, kept));
  }
  return kept;
}

/** Distance of a point from the straight pieces of a curve that are within `reach` of it along the way. */
function distanceFromCurve(bend: number, angle: number, way: number, side: number, reach: number): number {
  const piece = angle / CURVE_PIECES;
  const first = Math.max(0, Math.floor((way - reach) / piece));
  const last = Math.min(CURVE_PIECES - 1, Math.floor((way + reach) / piece));
  let least = Infinity;
  for (let index = first; index <= last; index += 1) {
    const startAside = asideAt(bend, angle, index / CURVE_PIECES);
    const rise = asideAt(bend, angle, (index + 1) / CURVE_PIECES) - startAside;
    const [dx, dy] = [way - index * piece, side - startAside];
    const part = Math.max(0, Math.min(1, (dx * piece + dy * rise) / (piece * piece + rise * rise)));
    least = Math.min(least, length(dx - part * piece, dy - part * rise));
  }
  return least;
}

/** As Math.hypot, which takes ten times as long for guarding against numbers that no angle has. */
const length = (x: number, y: number) => Math.sqrt(x * x + y * y);
