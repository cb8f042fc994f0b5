import { expect, it } from 'vitest';
import type { NetworkNode } from '../../../domain/purchasers/network.ts';
import { layOutNetwork } from '../../../web/charts/network-layout.ts';

const node = (id: string): NetworkNode => ({
  id,
  kind: id.startsWith('dealer') ? 'dealer' : 'purchaser',
  label: id,
  guns: 1,
  indicators: [],
  component: 1,
  community: 1,
});
const nodes = ['dealer:1', 'purchaser:1', 'purchaser:2', 'dealer:2', 'purchaser:3'].map(node);
const edges = [
  { from: 'purchaser:1', to: 'dealer:1', guns: 2 },
  { from: 'purchaser:2', to: 'dealer:1', guns: 1 },
  { from: 'purchaser:3', to: 'dealer:2', guns: 1 },
];

it('places all nodes within its box, apart from each other, and the same each time', () => {
  const layout = layOutNetwork(nodes, edges);
  expect(layOutNetwork(nodes, edges)).toEqual(layout);
  const [left, top, width, height] = layout.box;
  for (const { x, y } of layout.nodes) {
    expect(x).toBeGreaterThan(left);
    expect(x).toBeLessThan(left + width);
    expect(y).toBeGreaterThan(top);
    expect(y).toBeLessThan(top + height);
    const near = layout.nodes.filter((other) => Math.hypot(other.x - x, other.y - y) < 40);
    expect(near).toHaveLength(1);
  }
  expect(layout.edges.map(({ from, to, guns }) => [from.id, to.id, guns])).toEqual(
    edges.map(({ from, to, guns }) => [from, to, guns]),
  );
});

it('draws what is connected nearer than what is not', () => {
  const { nodes: placed } = layOutNetwork(nodes, edges);
  const at = new Map(placed.map((one) => [one.id, one]));
  const far = (a: string, b: string) =>
    Math.hypot((at.get(a)?.x ?? 0) - (at.get(b)?.x ?? 0), (at.get(a)?.y ?? 0) - (at.get(b)?.y ?? 0));
  expect(far('purchaser:1', 'dealer:1')).toBeLessThan(far('purchaser:1', 'dealer:2'));
});

it('draws few nodes no larger than many', () => {
  const { box } = layOutNetwork(nodes.slice(0, 2), edges.slice(0, 1));
  expect(box[2]).toBeGreaterThanOrEqual(640);
});
