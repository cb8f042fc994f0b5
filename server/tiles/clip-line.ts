export type TilePosition = [x: number, y: number];

/** The parts of a line inside the square from `low` to `high` on both axes, cut where it crosses the square's edges. */
export function clipLine(line: readonly TilePosition[], low: number, high: number): TilePosition[][] {
  const parts: TilePosition[][] = [];
  let part: TilePosition[] = [];
  for (let index = 1; index < line.length; index += 1) {
    const [from, to] = [line[index - 1], line[index]];
    const inside = from === undefined || to === undefined ? null : insideOf(from, to, low, high);
    if (inside === null || from === undefined || to === undefined) continue;
    const [first, last] = inside;
    // A part goes on only where the piece before it was not cut at its end.
    if (part.length === 0 || first > 0) {
      part = [between(from, to, first)];
      parts.push(part);
    }
    part.push(between(from, to, last));
    if (last < 1) part = [];
  }
  return parts;
}

function between([x0, y0]: TilePosition, [x1, y1]: TilePosition, share: number): TilePosition {
  return [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
}

/** Which share of the way from one end to the other is inside (Liang and Barsky 1984); null for none of it. */
function insideOf(
  [x0, y0]: TilePosition,
  [x1, y1]: TilePosition,
  low: number,
  high: number,
): [first: number, last: number] | null {
  let [first, last] = [0, 1];
  for (const [from, step] of [
    [x0, x1 - x0],
    [y0, y1 - y0],
  ] as const) {
    if (step === 0) {
      if (from < low || from > high) return null;
      continue;
    }
    const [enter, leave] = [(low - from) / step, (high - from) / step];
    first = Math.max(first, Math.min(enter, leave));
    last = Math.min(last, Math.max(enter, leave));
  }
  return first < last ? [first, last] : null;
}
