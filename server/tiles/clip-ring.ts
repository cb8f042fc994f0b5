import type { TilePosition } from './clip-line.ts';

/**
 * The part of a closed ring inside the square from `low` to `high` on both axes, closed again; empty where none is. Cut
 * by one edge of the square after the other (Sutherland and Hodgman 1974): exact for convex rings, as cells are.
 */
export function clipRing(ring: readonly TilePosition[], low: number, high: number): TilePosition[] {
  let kept = ring.slice(0, -1);
  for (const axis of [0, 1] as const) {
    kept = cut(kept, axis, (value) => value - low);
    kept = cut(kept, axis, (value) => high - value);
  }
  const [first] = kept;
  return first === undefined ? [] : [...kept, first];
}

/** The part of an open ring whose `depth` inside an edge, told of its coordinate on that axis, is not negative. */
function cut(
  ring: readonly TilePosition[],
  axis: 0 | 1,
  depth: (coordinate: number) => number,
): TilePosition[] {
  return ring.flatMap((to, index) => {
    const from = ring.at(index - 1) ?? to;
    const [before, after] = [depth(from[axis]), depth(to[axis])];
    const crossing = (): TilePosition => {
      const share = before / (before - after);
      return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
    };
    if (after < 0) return before > 0 ? [crossing()] : [];
    return before < 0 && after > 0 ? [crossing(), to] : [to];
  });
}
