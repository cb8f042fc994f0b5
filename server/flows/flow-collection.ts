import { boundingBox, flowCurve, position } from '../../domain/geography/flow-curve.ts';
import { distanceKm } from '../../domain/geography/great-circle.ts';
import type { FlowFeature, FlowNode, Flows } from '../../domain/responses.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import type { AreaPlace, AreaPlaces } from '../areas/area-places.ts';

/** Guns that went from one area to another; a null end is not known at this level. */
export interface FlowCount {
  readonly origin: string | null;
  readonly destination: string | null;
  readonly count: number;
}

export type FlowTimeToCrime = Pick<
  FlowFeature['properties'],
  'medianTimeToCrimeDays' | 'shortTimeToCrimeShare' | 'knownTimeToCrime'
>;

/** Figures of guns none of whose times-to-crime is known. */
export const UNKNOWN_TIMES: FlowTimeToCrime = {
  medianTimeToCrimeDays: null,
  shortTimeToCrimeShare: null,
  knownTimeToCrime: 0,
};

interface PlacedFlow<Flow extends FlowCount> {
  readonly flow: Flow;
  readonly origin: string;
  readonly destination: string;
  readonly count: number;
  readonly from: AreaPlace;
  readonly to: AreaPlace;
}

/**
 * Makes flows of counts: the `limit` largest between two areas as curves, those within an area as their node's
 * `stayed`, and totals in which every counted gun is found once. `timesToCrime` is asked once, for the drawn flows, since
 * it means sorting.
 */
export function flowCollection<Flow extends FlowCount>(
  counts: readonly Flow[],
  timesToCrime: (drawn: readonly Flow[]) => readonly FlowTimeToCrime[],
  places: AreaPlaces,
  level: FlowLevel,
  limit: number,
): Flows {
  const total = sum(counts);
  const placed = counts.flatMap((flow) => place(flow, places) ?? []);
  const within = placed.filter(({ origin, destination }) => origin === destination);
  const between = placed.filter(({ origin, destination }) => origin !== destination);
  const drawn = largest(between, limit);
  const times = timesToCrime(drawn.map(({ flow }) => flow));
  const features = drawn.map((flow, index) => toFeature(flow, total, times[index] ?? UNKNOWN_TIMES));
  const box = boundingBox(features.flatMap(({ geometry }) => geometry.coordinates));
  return {
    type: 'FeatureCollection',
    ...(box === null ? {} : { bbox: box }),
    level,
    totals: {
      count: total,
      withinArea: sum(within),
      drawn: sum(drawn),
      notDrawn: sum(between) - sum(drawn),
      unplaced: total - sum(placed),
      suppressed: 0,
    },
    features,
    nodes: toNodes(placed),
    notice: NOT_A_RANDOM_SAMPLE,
  };
}

const sum = (flows: readonly { readonly count: number }[]) =>
  flows.reduce((total, { count }) => total + count, 0);

function place<Flow extends FlowCount>(flow: Flow, places: AreaPlaces): PlacedFlow<Flow> | null {
  const { origin, destination, count } = flow;
  if (origin === null || destination === null) return null;
  const from = places.get(origin);
  const to = places.get(destination);
  if (from === undefined || to === undefined) return null;
  return { flow, origin, destination, count, from, to };
}

/** The flows with the largest counts, ordered; counties make too many pairs to sort them all. */
function largest<Flow extends FlowCount>(
  flows: readonly PlacedFlow<Flow>[],
  limit: number,
): PlacedFlow<Flow>[] {
  const counts = Uint32Array.from(flows, ({ count }) => count).sort();
  const least = counts[counts.length - limit] ?? 0;
  return flows
    .filter(({ count }) => count >= least)
    .sort(byCount)
    .slice(0, limit);
}

function byCount(a: PlacedFlow<FlowCount>, b: PlacedFlow<FlowCount>): number {
  return b.count - a.count || compare(a.origin, b.origin) || compare(a.destination, b.destination);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function toFeature(flow: PlacedFlow<FlowCount>, total: number, timeToCrime: FlowTimeToCrime): FlowFeature {
  const { origin, destination, from, to, count } = flow;
  return {
    type: 'Feature',
    id: `${origin}>${destination}`,
    geometry: { type: 'LineString', coordinates: curveBetween(from, to) },
    properties: {
      origin,
      destination,
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

function curveBetween(from: AreaPlace, to: AreaPlace): [number, number][] {
  const key = `${from.lon},${from.lat},${to.lon},${to.lat}`;
  const known = curves.get(key);
  if (known !== undefined) return known;
  if (curves.size >= CURVES_KEPT) curves.clear();
  const curve = flowCurve(from, to);
  curves.set(key, curve);
  return curve;
}

function toNodes(placed: readonly PlacedFlow<FlowCount>[]): FlowNode[] {
  const nodes = new Map<string, FlowNode>();
  const nodeOf = (code: string, { name, lon, lat }: AreaPlace) => {
    const known = nodes.get(code);
    if (known !== undefined) return known.properties;
    const properties = { code, name, sold: 0, recovered: 0, stayed: 0 };
    nodes.set(code, {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: position({ lon, lat }) },
      properties,
    });
    return properties;
  };
  for (const { origin, destination, from, to, count } of placed) {
    const source = nodeOf(origin, from);
    source.sold += count;
    nodeOf(destination, to).recovered += count;
    if (origin === destination) source.stayed += count;
  }
  return [...nodes.values()].sort((a, b) => compare(a.properties.code, b.properties.code));
}
