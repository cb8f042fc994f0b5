import type { SimulationNodeDatum } from 'd3-force';
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';
import type { NetworkEdge, NetworkNode } from '../../domain/purchasers/network.ts';

/** A node with its place in the picture, in units of it. */
export interface PlacedNode extends NetworkNode {
  readonly x: number;
  readonly y: number;
}

export interface NetworkLayout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly { readonly from: PlacedNode; readonly to: PlacedNode; readonly guns: number }[];
  /** What holds all nodes, as a viewBox: least x, least y, width, height. */
  readonly box: readonly [number, number, number, number];
}

const STEPS = 300;
const MARGIN = 40;
/** Small networks are not drawn larger than others: the picture is at least so wide and high. */
const LEAST_SIZE = { width: 640, height: 300 };
/** Half of what a letter of a label takes. */
const HALF_LETTER = 3.6;
/** What a node takes at least: half the height of its mark and of a line of text. */
const LEAST_ROOM = 26;

/**
 * Places the nodes of a network so that what is connected lies together: forces of d3-force, begun from places that depend on the order
 * of the nodes alone, so that the same network looks the same each time.
 */
export function layOutNetwork(nodes: readonly NetworkNode[], edges: readonly NetworkEdge[]): NetworkLayout {
  const placed: (NetworkNode & SimulationNodeDatum)[] = nodes.map((node) => ({ ...node }));
  forceSimulation(placed)
    .force(
      'edges',
      forceLink<NetworkNode & SimulationNodeDatum, { source: string; target: string }>(
        edges.map(({ from, to }) => ({ source: from, target: to })),
      )
        .id(({ id }) => id)
        .distance(70),
    )
    .force('apart', forceManyBody().strength(-220))
    .force('room', forceCollide<NetworkNode & SimulationNodeDatum>(roomOf))
    // Wider than high, as the page is.
    .force('x', forceX(0).strength(0.05))
    .force('y', forceY(0).strength(0.1))
    .stop()
    .tick(STEPS);
  const settled = placed.map(({ x = 0, y = 0, vx: _vx, vy: _vy, index: _index, ...node }) => ({
    ...node,
    x,
    y,
  }));
  const byId = new Map(settled.map((node) => [node.id, node]));
  return {
    nodes: settled,
    edges: edges.flatMap(({ from, to, guns }) => {
      const [one, other] = [byId.get(from), byId.get(to)];
      return one === undefined || other === undefined ? [] : [{ from: one, to: other, guns }];
    }),
    box: boxOf(settled),
  };
}

/** Half the width of what is written below a node: only dealers' names are long. */
const halfLabel = ({ kind, label }: NetworkNode) => (kind === 'dealer' ? label.length * HALF_LETTER : 0);
/** Of a long name a part, since what is above and below it is free. */
const roomOf = (node: NetworkNode) => Math.max(LEAST_ROOM, halfLabel(node) * 0.75);

function boxOf(nodes: readonly PlacedNode[]): NetworkLayout['box'] {
  const spans = nodes.map((node) => ({ low: node.x - halfLabel(node), high: node.x + halfLabel(node) }));
  const [left, width] = span(spans, LEAST_SIZE.width);
  const [top, height] = span(
    nodes.map(({ y }) => ({ low: y, high: y })),
    LEAST_SIZE.height,
  );
  return [left, top, width, height];
}

/** Where what holds some spans begins and how long it is, with its margin; what is shorter than `least` stands in the middle of it. */
function span(
  spans: readonly { readonly low: number; readonly high: number }[],
  least: number,
): readonly [number, number] {
  const low = Math.min(...spans.map((one) => one.low)) - MARGIN;
  const high = Math.max(...spans.map((one) => one.high)) + MARGIN;
  const short = Math.max(0, least - (high - low));
  return [low - short / 2, high - low + short];
}
