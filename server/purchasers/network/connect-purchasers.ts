import { UndirectedGraph } from 'graphology';
import louvain from 'graphology-communities-louvain';
import { connectedComponents } from 'graphology-components';
import type { NetworkNode, NetworkNodeKind } from '../../../domain/purchasers/network.ts';
import type { IndicatedPurchasers } from '../indicated-purchasers.ts';
import { gunsOf, indicatorsOf } from '../indicated-purchasers.ts';

export type NodeAttributes = Omit<NetworkNode, 'id'>;
export type NetworkGraph = UndirectedGraph<NodeAttributes, { guns: number }>;

/** What guns of several purchasers can have in common; each by the recovery of the gun. */
export interface Connections {
  readonly chainOf: ReadonlyMap<number, number>;
  readonly possessorOf: ReadonlyMap<number, number>;
  readonly dealerNames: ReadonlyMap<number, string>;
}

/**
 * The purchasers of some slots, and the dealers, chains and possessors that guns of two or more of them have in common. Purchasers
 * whom nothing connects to another are left out.
 */
export function connectPurchasers(
  all: IndicatedPurchasers,
  slots: readonly number[],
  connections: Connections,
): NetworkGraph {
  const graph: NetworkGraph = new UndirectedGraph<NodeAttributes, { guns: number }>();
  for (const [key, guns] of gunsInCommon(all, slots, connections)) {
    if (guns.size < 2) continue;
    const [kind, number] = key;
    const other = addNode(graph, kind, number, labelOf(kind, number, connections));
    for (const [slot, count] of guns) {
      const id = all.guns.ids[slot] ?? 0;
      const purchaser = addNode(graph, 'purchaser', id, `Purchaser ${id}`);
      graph.mergeNodeAttributes(purchaser, {
        guns: all.counts[slot] ?? 0,
        indicators: indicatorsOf(all.flags[slot] ?? 0),
      });
      graph.addEdge(purchaser, other, { guns: count });
      graph.updateNodeAttribute(other, 'guns', (before) => (before ?? 0) + count);
    }
  }
  number(graph);
  return graph;
}

type Key = readonly [kind: NetworkNodeKind, number: number];

/** For each thing that guns are of: how many guns of each slot are. */
function gunsInCommon(
  all: IndicatedPurchasers,
  slots: readonly number[],
  { chainOf, possessorOf }: Connections,
): readonly (readonly [Key, ReadonlyMap<number, number>])[] {
  const found = new Map<string, readonly [Key, Map<number, number>]>();
  const count = (kind: NetworkNodeKind, id: number | undefined, slot: number) => {
    if (id === undefined || id === 0) return;
    const name = `${kind}:${id}`;
    const [, guns] = found.get(name) ?? [undefined, new Map<number, number>()];
    found.set(name, [[kind, id], guns]);
    guns.set(slot, (guns.get(slot) ?? 0) + 1);
  };
  for (const slot of slots) {
    for (const gun of gunsOf(all, slot)) {
      const record = all.guns.records[gun] ?? 0;
      count('dealer', all.guns.others[gun], slot);
      count('chain', chainOf.get(record), slot);
      count('possessor', possessorOf.get(record), slot);
    }
  }
  return [...found.values()];
}

function addNode(graph: NetworkGraph, kind: NetworkNodeKind, id: number, label: string): string {
  const name = `${kind}:${id}`;
  if (!graph.hasNode(name)) {
    graph.addNode(name, { kind, label, guns: 0, indicators: [], component: 0, community: 0 });
  }
  return name;
}

function labelOf(kind: NetworkNodeKind, id: number, { dealerNames }: Connections): string {
  switch (kind) {
    case 'dealer':
      return dealerNames.get(id) ?? `Dealer ${id}`;
    case 'chain':
      return `Ballistic chain ${id}`;
    case 'possessor':
      return `Possessor ${id}`;
    case 'purchaser':
      return `Purchaser ${id}`;
  }
}

/** Numbers the parts that hang together, the largest first, and the communities within them. */
function number(graph: NetworkGraph): void {
  if (graph.order === 0) return;
  const parts = connectedComponents(graph).sort((a, b) => b.length - a.length);
  for (const [index, nodes] of parts.entries()) {
    for (const node of nodes) graph.setNodeAttribute(node, 'component', index + 1);
  }
  // Without walking at random the same graph has the same communities.
  const communities = louvain(graph, { getEdgeWeight: 'guns', randomWalk: false });
  const numbers = new Map<number, number>();
  graph.forEachNode((node) => {
    const community = communities[node] ?? 0;
    numbers.set(community, numbers.get(community) ?? numbers.size + 1);
    graph.setNodeAttribute(node, 'community', numbers.get(community) ?? 0);
  });
}
