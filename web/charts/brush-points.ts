import type { Box } from './drag-box.ts';
import { boxBetween, listenToDrag } from './drag-box.ts';

interface BrushOptions {
  /** Where the points lie, by the values of the chart's scales x and y. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** A click near a point. */
  readonly onPick: (index: number) => void;
  /** A drag over points; not called where there are none. */
  readonly onBrush: (indexes: readonly number[]) => void;
}

/** What a chart by Observable Plot tells of its scales. */
interface ScaledChart {
  scale(name: 'x' | 'y'): { apply(value: number): number } | undefined;
}

const hasScales = (chart: Element): chart is Element & ScaledChart => 'scale' in chart;

/** Pixels from a point within which a click means it. */
const NEAR = 12;

/** The points that lie in a box. Pure. */
export const pointsIn = (
  at: readonly (readonly [number, number])[],
  { left, top, right, bottom }: Box,
): number[] =>
  at.flatMap(([x, y], index) => (x >= left && x <= right && y >= top && y <= bottom ? [index] : []));

/** The point nearest to a place, null where none is near. Pure. */
export function nearestPoint(
  at: readonly (readonly [number, number])[],
  [x, y]: readonly [number, number],
): number | null {
  let nearest: number | null = null;
  let least = NEAR;
  for (const [index, [px, py]] of at.entries()) {
    const distance = Math.hypot(px - x, py - y);
    if (distance <= least) {
      least = distance;
      nearest = index;
    }
  }
  return nearest;
}

/** Lets points of a chart be clicked, and a rectangle be drawn over them. Gives how to stop. */
export function listenToBrush(
  chart: HTMLElement | SVGSVGElement,
  { points, onPick, onBrush }: BrushOptions,
): () => void {
  const svg = chart instanceof SVGSVGElement ? chart : chart.querySelector('svg');
  if (svg === null || !hasScales(chart)) return () => {};
  const [scaleX, scaleY] = [chart.scale('x'), chart.scale('y')];
  if (scaleX === undefined || scaleY === undefined) return () => {};
  const at = points.map(([x, y]) => [scaleX.apply(x), scaleY.apply(y)] as const);
  return listenToDrag(svg, {
    boxOf: boxBetween,
    onBox: (box) => {
      const inside = pointsIn(at, box);
      if (inside.length > 0) onBrush(inside);
    },
    onClick: (place) => {
      const nearest = nearestPoint(at, place);
      if (nearest !== null) onPick(nearest);
    },
  });
}
