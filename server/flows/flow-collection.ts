import { flowBends, type LinePath } from '../../domain/geography/flow-bends.ts';
import { boundingBox, flowCurve, position } from '../../domain/geography/flow-curve.ts';
import type { LonLat } from '../../domain/geography/great-circle.ts';
import { distanceKm } from '../../domain/geography/great-circle.ts';
import type { FlowFeature, FlowNode, Flows } from '../../domain/responses.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import type { FlowCounts, FlowEnd, FlowNodes, FlowTimeToCrime, GunsElsewhere } from './flow-counts.ts';
import { NOWHERE_ELSE, UNKNOWN_TIMES } from './flow-counts.ts';

/** What a line keeps from the nodes of other flows: some 10 px at the zoom from which the level is drawn. */
const CLEARANCE_KM: Readonly<Record<FlowLevel, number>> = { state: 40, county: 8, zip: 1, cell: 0.1 };

/** More nodes than this cannot be told apart on a map; of the others the guns are in the totals. */
const MOST_NODES = 3000;

export interface FlowDrawing {
  readonly level: FlowLevel;
  /** How many flows are drawn at most, the largest first. */
  readonly limit: number;
  readonly elsewhere?: GunsElsewhere;
  /** Guns between areas that are one node here; they are counted among the flows as staying in it. */
  readonly withinCluster?: number;
  /** Tells which nodes are looked at; all are where it is left out. The others are ends of lines only. */
  readonly isInView?: (node: number) => boolean;
}

/**
 * Makes flows of counts: the `limit` largest between two nodes as curves, those within a node as its `stayed`, and
 * totals in which every counted gun is found once.
 */
export function flowCollection(
  counts: FlowCounts,
  nodes: FlowNodes,
  { level, limit, elsewhere = NOWHERE_ELSE, withinCluster = 0, isInView = () => true }: FlowDrawing,
): Flows {
  const ends = new Ends(nodes);
  const { between, within, unplaced } = sortOut(counts, ends);
  const drawn = largest(counts, ends, between, limit);
  const sum = (flows: readonly number[]) => flows.reduce((total, flow) => total + counts.count(flow), 0);
  const drawnGuns = sum(drawn);
  const [betweenGuns, withinGuns] = [sum(between), sum(within)];
  const total =
    betweenGuns + withinGuns + unplaced + elsewhere.between + elsewhere.withinArea + elsewhere.unplaced;
  const times = counts.timesToCrime(drawn);
  const found = toNodes(counts, ends, [...between, ...within])
    .filter(({ node }) => isInView(node))
    .map(({ feature }) => feature);
  const drawnNodes = largestNodes(found);
  const paths = drawn.map((flow) => pathOf(counts, ends, flow));
  const bends = flowBends(paths, drawnNodes.map(placeOf), CLEARANCE_KM[level]);
  const features = drawn.map((flow, index) =>
    toFeature(counts, ends, flow, bends[index], total, times[index] ?? UNKNOWN_TIMES),
  );
  const box = boundingBox(features.flatMap(({ geometry }) => geometry.coordinates));
  return {
    type: 'FeatureCollection',
    ...(box === null ? {} : { bbox: box }),
    level,
    totals: {
      count: total,
      withinArea: withinGuns - withinCluster + elsewhere.withinArea,
      withinCluster,
      drawn: drawnGuns,
      notDrawn: betweenGuns - drawnGuns + elsewhere.between,
      unplaced: unplaced + elsewhere.unplaced,
      suppressed: 0,
    },
    features,
    nodes: drawnNodes,
    notice: NOT_A_RANDOM_SAMPLE,
  };
}

/** The ends of flows, each looked up once. */
class Ends {
  readonly #known: (FlowEnd | null | undefined)[] = [];

  constructor(private readonly nodes: FlowNodes) {}

  at(node: number): FlowEnd | null {
    const known = this.#known[node];
    if (known !== undefined) return known;
    const end = this.nodes.at(node);
    this.#known[node] = end;
    return end;
  }

  /** An end that is known to have a place. */
  placed(node: number): FlowEnd {
    const end = this.at(node);
    if (end === null) throw new Error(`Flow end ${node} has no place.`);
    return end;
  }
}

function sortOut(counts: FlowCounts, ends: Ends) {
  const between: number[] = [];
  const within: number[] = [];
  let unplaced = 0;
  for (let flow = 0; flow < counts.flows; flow += 1) {
    const [origin, destination] = [counts.origin(flow), counts.destination(flow)];
    if (counts.count(flow) === 0) continue;
    if (ends.at(origin) === null || ends.at(destination) === null) unplaced += counts.count(flow);
    else if (origin === destination) within.push(flow);
    else between.push(flow);
  }
  return { between, within, unplaced };
}

/** The flows with the largest counts, ordered; counties and finer make too many pairs to sort them all. */
function largest(counts: FlowCounts, ends: Ends, flows: readonly number[], limit: number): readonly number[] {
  const sorted = Uint32Array.from(flows, (flow) => counts.count(flow)).sort();
  const least = sorted[sorted.length - limit] ?? 0;
  const code = (node: number) => ends.placed(node).code;
  return flows
    .filter((flow) => counts.count(flow) >= least)
    .sort(
      (a, b) =>
        counts.count(b) - counts.count(a) ||
        compare(code(counts.origin(a)), code(counts.origin(b))) ||
        compare(code(counts.destination(a)), code(counts.destination(b))),
    )
    .slice(0, limit);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const pathOf = (counts: FlowCounts, ends: Ends, flow: number): LinePath => ({
  from: ends.placed(counts.origin(flow)),
  to: ends.placed(counts.destination(flow)),
});

const placeOf = ({ geometry: { coordinates } }: FlowNode): LonLat => ({
  lon: coordinates[0],
  lat: coordinates[1],
});

function toFeature(
  counts: FlowCounts,
  ends: Ends,
  flow: number,
  bend: number | undefined,
  total: number,
  timeToCrime: FlowTimeToCrime,
): FlowFeature {
  const from = ends.placed(counts.origin(flow));
  const to = ends.placed(counts.destination(flow));
  const count = counts.count(flow);
  return {
    type: 'Feature',
    id: `${from.code}>${to.code}`,
    geometry: { type: 'LineString', coordinates: curveBetween(from, to, bend) },
    properties: {
      origin: from.code,
      destination: to.code,
      originName: from.name,
      destinationName: to.name,
      count,
      share: count / total,
      ...timeToCrime,
      distanceKm: Math.round(distanceKm(from, to) * 10) / 10,
    },
  };
}

/** Curves drawn before: the same few thousand pairs come back with every filter, and make half the work. */
const curves = new Map<string, [number, number][]>();
const CURVES_KEPT = 20_000;

function curveBetween(from: LonLat, to: LonLat, bend: number | undefined): [number, number][] {
  const key = `${from.lon},${from.lat},${to.lon},${to.lat},${bend}`;
  const known = curves.get(key);
  if (known !== undefined) return known;
  if (curves.size >= CURVES_KEPT) curves.clear();
  const curve = flowCurve(from, to, bend);
  curves.set(key, curve);
  return curve;
}

interface NumberedNode {
  readonly node: number;
  readonly feature: FlowNode;
}

function toNodes(counts: FlowCounts, ends: Ends, placed: readonly number[]): NumberedNode[] {
  const found: NumberedNode[] = [];
  const byNumber: (NumberedNode | undefined)[] = [];
  const nodeOf = (node: number) => {
    const known = byNumber[node];
    if (known !== undefined) return known.feature.properties;
    const { code, name, areas, lon, lat } = ends.placed(node);
    const properties = { code, name, areas, sold: 0, recovered: 0, stayed: 0 };
    const geometry = { type: 'Point' as const, coordinates: position({ lon, lat }) };
    const made: NumberedNode = { node, feature: { type: 'Feature', geometry, properties } };
    byNumber[node] = made;
    found.push(made);
    return properties;
  };
  for (const flow of placed) {
    const [origin, destination, count] = [counts.origin(flow), counts.destination(flow), counts.count(flow)];
    const source = nodeOf(origin);
    source.sold += count;
    nodeOf(destination).recovered += count;
    if (origin === destination) source.stayed += count;
  }
  return found;
}

/** The nodes with most guns, in the order of their codes. */
function largestNodes(nodes: readonly FlowNode[]): FlowNode[] {
  const guns = ({ properties: { sold, recovered } }: FlowNode) => sold + recovered;
  const byCode = (a: FlowNode, b: FlowNode) => compare(a.properties.code, b.properties.code);
  return [...nodes]
    .sort((a, b) => guns(b) - guns(a) || byCode(a, b))
    .slice(0, MOST_NODES)
    .sort(byCode);
}
