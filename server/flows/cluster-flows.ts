import Supercluster from 'supercluster';
import type { FlowCounts, FlowEnd, FlowNodes, FlowsOfGuns } from './flow-counts.ts';
import { figuresOf } from './flow-counts.ts';
import { PairNumbers } from './pair-numbers.ts';

/** Nodes nearer than this on the screen are drawn as one: about the width of a large node with its ring. */
const RADIUS_PX = 32;

export interface ClusteredFlows {
  readonly counts: FlowCounts;
  readonly nodes: FlowNodes;
  /** Guns between different areas of one cluster; they are among the flows from a node to itself. */
  readonly withinCluster: number;
  /** True where all areas of a cluster are in view: only then are all of its guns among the flows. */
  isInView(node: number): boolean;
}

/**
 * The same flows with ends that are near each other at a map zoom drawn as one, so that a picture stays legible and no
 * gun is lost: each flow is counted between the clusters of its ends.
 */
export function clusterFlows(
  flows: FlowsOfGuns,
  nodes: FlowNodes,
  zoom: number,
  inView: Uint8Array | null,
): ClusteredFlows {
  const { clusterOf, ends } = clusterNodes(gunsAtNodes(flows, nodes), nodes, zoom);
  const partlyOutside = new Uint8Array(ends.length);
  if (inView !== null) {
    for (let node = 0; node < clusterOf.length; node += 1) {
      if (inView[node] === 0) partlyOutside[clusterOf[node] ?? 0] = 1;
    }
  }
  const groups = new PairNumbers();
  const groupOf = new Uint32Array(flows.flows);
  for (let flow = 0; flow < flows.flows; flow += 1) {
    groupOf[flow] = groups.of(clusterOf[flows.origin(flow)] ?? 0, clusterOf[flows.destination(flow)] ?? 0);
  }
  const { origins, destinations, length } = groups;
  const guns = new Uint32Array(length);
  let withinCluster = 0;
  for (let flow = 0; flow < flows.flows; flow += 1) {
    const group = groupOf[flow] ?? 0;
    const cluster = origins[group] ?? 0;
    const stays = cluster !== 0 && cluster === destinations[group];
    if (stays && flows.origin(flow) !== flows.destination(flow)) withinCluster += flows.count(flow);
    guns[group] = (guns[group] ?? 0) + flows.count(flow);
  }
  return {
    counts: {
      flows: length,
      origin: (group) => origins[group] ?? 0,
      destination: (group) => destinations[group] ?? 0,
      count: (group) => guns[group] ?? 0,
      timesToCrime: (drawn) =>
        membersOf(drawn, groupOf, length).map((members) => flows.readTimes(members, figuresOf)),
    },
    nodes: { length: ends.length, at: (node) => ends[node] ?? null },
    withinCluster,
    isInView: (node) => partlyOutside[node] === 0,
  };
}

/** The flows that are drawn as each of these groups; only a thousand of a hundred thousand groups are drawn. */
function membersOf(drawn: readonly number[], groupOf: Uint32Array, groups: number): number[][] {
  const place = new Int32Array(groups).fill(-1);
  for (const [index, group] of drawn.entries()) place[group] = index;
  const members = drawn.map((): number[] => []);
  for (let flow = 0; flow < groupOf.length; flow += 1) members[place[groupOf[flow] ?? 0] ?? -1]?.push(flow);
  return members;
}

/** How many guns begin or end at each node; those that stay count once. */
function gunsAtNodes(flows: FlowsOfGuns, nodes: FlowNodes): Uint32Array {
  const guns = new Uint32Array(nodes.length);
  for (let flow = 0; flow < flows.flows; flow += 1) {
    const [origin, destination, count] = [flows.origin(flow), flows.destination(flow), flows.count(flow)];
    guns[origin] = (guns[origin] ?? 0) + count;
    if (origin !== destination) guns[destination] = (guns[destination] ?? 0) + count;
  }
  return guns;
}

interface Member {
  readonly node: number;
}

/** Which cluster each node is in (0: it has no place or no guns), and what the clusters are, from number 1. */
function clusterNodes(
  guns: Uint32Array,
  nodes: FlowNodes,
  zoom: number,
): { clusterOf: Uint32Array; ends: readonly (FlowEnd | null)[] } {
  const index = new Supercluster<Member, Record<string, never>>({
    minZoom: zoom,
    maxZoom: zoom,
    radius: RADIUS_PX,
    map: () => ({}),
  });
  const points: Parameters<typeof index.load>[0] = [];
  for (let node = 0; node < guns.length; node += 1) {
    const end = guns[node] === 0 ? null : nodes.at(node);
    if (end === null) continue;
    const geometry = { type: 'Point' as const, coordinates: [end.lon, end.lat] };
    points.push({ type: 'Feature', geometry, properties: { node } });
  }
  index.load(points);
  const clusterOf = new Uint32Array(nodes.length);
  const ends: (FlowEnd | null)[] = [null];
  for (const { properties, geometry } of index.getClusters([-180, -90, 180, 90], zoom)) {
    const members =
      'cluster_id' in properties
        ? index.getLeaves(properties.cluster_id, Number.POSITIVE_INFINITY).map((leaf) => leaf.properties.node)
        : [properties.node];
    for (const node of members) clusterOf[node] = ends.length;
    const [lon = 0, lat = 0] = geometry.coordinates;
    ends.push(clusterEnd(members, guns, nodes, { lon, lat }));
  }
  return { clusterOf, ends };
}

/** A cluster is named after the area with most guns in it. */
function clusterEnd(
  members: readonly number[],
  guns: Uint32Array,
  nodes: FlowNodes,
  place: { readonly lon: number; readonly lat: number },
): FlowEnd | null {
  let lead: FlowEnd | null = null;
  let most = -1;
  for (const node of members) {
    const end = nodes.at(node);
    const count = guns[node] ?? 0;
    if (end === null || count < most || (count === most && lead !== null && lead.code < end.code)) continue;
    [lead, most] = [end, count];
  }
  if (lead === null || members.length === 1) return lead;
  const others = members.length - 1;
  return {
    ...place,
    code: `${lead.code}+${others}`,
    name: `${lead.name} and ${others} nearby`,
    areas: members.length,
  };
}
