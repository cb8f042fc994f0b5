import type { Flows } from '../../domain/responses.ts';

/** Widths and radii of the flow layer, in pixels. The legend draws with the same functions. */

/** The counts that are drawn at the greatest width or radius; more guns are drawn no larger. */
export interface FlowScale {
  readonly flowTop: number;
  readonly nodeTop: number;
  readonly stayedTop: number;
}

export const WIDEST_FLOW_PX = 12;
const THINNEST_FLOW_PX = 1.2;
const LARGEST_NODE_PX = 15;
const SMALLEST_NODE_PX = 2.2;
const WIDEST_STAYED_RING_PX = 6;

/** The next number of the form 1, 2 or 5 x 10^n at or above `count`, so that scales do not change with every filter. */
export function roundUp(count: number): number {
  if (count <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(count));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= count) ?? 10;
  return step * power;
}

/** Width of a flow's line: proportional to its count, `scaleTop` is drawn widest; small ones stay visible. */
export function flowWidthPx(count: number, scaleTop: number): number {
  const width = (WIDEST_FLOW_PX * count) / scaleTop;
  return Math.min(WIDEST_FLOW_PX, Math.max(THINNEST_FLOW_PX, width));
}

/** Radius of a node's disc: its area is proportional to the count. 0 for none. */
export function nodeRadiusPx(count: number, scaleTop: number): number {
  if (count <= 0) return 0;
  return Math.max(SMALLEST_NODE_PX, Math.min(1, Math.sqrt(count / scaleTop)) * LARGEST_NODE_PX);
}

/** Thickness of the ring for guns that stayed in their area. 0 for none. */
export function stayedRingPx(count: number, scaleTop: number): number {
  if (count <= 0) return 0;
  return Math.max(THINNEST_FLOW_PX, Math.min(1, Math.sqrt(count / scaleTop)) * WIDEST_STAYED_RING_PX);
}

/** Length of the arrowhead of a line of this width. */
export const arrowLengthPx = (widthPx: number) => 7 + 1.3 * widthPx;

/** Below this many guns the scale stays: one gun must not look like a corridor. */
const SMALLEST_SCALE_TOP = 10;

/**
 * What is drawn widest, rounded up, so that the legend has plain numbers; with `share`, of a picture that has that part
 * of these guns.
 */
export function flowScale({ features, nodes }: Pick<Flows, 'features' | 'nodes'>, share = 1): FlowScale {
  const top = (counts: number[]) =>
    roundUp(counts.reduce((most, count) => Math.max(most, count * share), SMALLEST_SCALE_TOP));
  return {
    flowTop: top(features.map(({ properties }) => properties.count)),
    nodeTop: top(nodes.flatMap(({ properties }) => [properties.sold, properties.recovered])),
    stayedTop: top(nodes.map(({ properties }) => properties.stayed)),
  };
}

/** A scale that has room for what either of two has. */
export const widerScale = (a: FlowScale, b: FlowScale): FlowScale => ({
  flowTop: Math.max(a.flowTop, b.flowTop),
  nodeTop: Math.max(a.nodeTop, b.nodeTop),
  stayedTop: Math.max(a.stayedTop, b.stayedTop),
});
