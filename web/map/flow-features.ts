import type { Feature, FeatureCollection, LineString, Point, Position } from 'geojson';
import { fromMercator, MERCATOR_HALF_WIDTH_METRES, toMercator } from '../../domain/geography/world-grid.ts';
import type { FlowFeature, FlowNode, Flows } from '../../domain/responses.ts';
import { arrowLengthPx, type FlowScale, flowWidthPx, nodeRadiusPx, stayedRingPx } from './flow-scale.ts';

/** Width in pixels of the whole world at zoom 0. */
const WORLD_PX = 512;
/** Gap between an arrow's tip and the node it points at. */
const TIP_GAP_PX = 1.5;

/** What a feature of the drawing is: a flow's line or arrowhead, or what a node says of guns. */
export type FlowPart = 'line' | 'head' | 'sold' | 'recovered' | 'stayed';

/**
 * Flows as the map draws them at a zoom: lines cut short of the recovery end by the arrowhead, the heads with the
 * direction they point in (degrees clockwise from north), and the discs and rings of the nodes. Each feature says which
 * {@link FlowPart} it is; a line and its head share their id. All in one collection: a source for each would be cut into
 * tiles, read and handed over three times with every change of the filter. Features carry what they are drawn by; what
 * else is known of them stays with the flows, since all of it would be copied to the map's worker and back.
 */
export function flowDrawing(
  flows: Pick<Flows, 'features' | 'nodes'>,
  scale: FlowScale,
  zoom: number,
): FeatureCollection<LineString | Point> {
  const metresPerPx = (2 * MERCATOR_HALF_WIDTH_METRES) / (WORLD_PX * 2 ** zoom);
  const radii = new Map(
    flows.nodes.map(({ properties }) => [properties.code, outerRadiusPx(properties, scale)]),
  );
  return {
    type: 'FeatureCollection',
    features: [
      ...flows.features.flatMap((flow) => {
        const widthPx = flowWidthPx(flow.properties.count, scale.flowTop);
        const radiusPx = radii.get(flow.properties.destination) ?? 0;
        return drawFlow(flow, widthPx, radiusPx, metresPerPx);
      }),
      ...flows.nodes.flatMap((node) => drawNode(node, scale)),
    ],
  };
}

type NodeCounts = FlowNode['properties'];

function outerRadiusPx({ sold, recovered, stayed }: NodeCounts, scale: FlowScale): number {
  const disc = Math.max(nodeRadiusPx(sold, scale.nodeTop), nodeRadiusPx(recovered, scale.nodeTop));
  return disc + (stayed > 0 ? STAYED_GAP_PX + stayedRingPx(stayed, scale.stayedTop) : 0);
}

/** Clear space between a node's disc and the ring of guns that stayed. */
const STAYED_GAP_PX = 2;

function drawNode({ geometry, properties }: FlowNode, scale: FlowScale): Feature<Point>[] {
  const { code, sold, recovered, stayed } = properties;
  const disc = (part: FlowPart, count: number): Feature<Point> => {
    const radius = nodeRadiusPx(count, scale.nodeTop);
    return {
      type: 'Feature',
      geometry,
      properties: { part, radius, order: -radius, id: code },
    };
  };
  const ring = stayedRingPx(stayed, scale.stayedTop);
  const stayedRing: Feature<Point> = {
    type: 'Feature',
    geometry,
    properties: {
      part: 'stayed',
      radius: outerRadiusPx(properties, scale) - ring,
      ring,
      id: code,
    },
  };
  return [
    ...(sold > 0 ? [disc('sold', sold)] : []),
    ...(recovered > 0 ? [disc('recovered', recovered)] : []),
    ...(stayed > 0 ? [stayedRing] : []),
  ];
}

function drawFlow(
  flow: FlowFeature,
  widthPx: number,
  destinationRadiusPx: number,
  metresPerPx: number,
): Feature<LineString | Point>[] {
  const path = flow.geometry.coordinates.map(([lon, lat]) => toMercator(lon, lat));
  const lengthPx = pathLength(path) / metresPerPx;
  const { origin, destination, count } = flow.properties;
  const drawnBy = { id: flow.id, origin, destination, count };
  const arrowPx = Math.min(arrowLengthPx(widthPx), Math.max(0, (lengthPx - destinationRadiusPx) * 0.6));
  const tipPx = destinationRadiusPx + TIP_GAP_PX;
  const properties = { ...drawnBy, part: 'line', width: widthPx };
  const whole: Feature<LineString> = { type: 'Feature', geometry: flow.geometry, properties };
  // Too short to hold an arrow: the ends touch on screen, and zooming in brings it.
  if (arrowPx < 5) return [whole];
  const tip = cutEnd(path, tipPx * metresPerPx).end;
  const { kept, end: base } = cutEnd(path, (tipPx + arrowPx) * metresPerPx);
  const middle = { x: (tip.x + base.x) / 2, y: (tip.y + base.y) / 2 };
  const bearing = (Math.atan2(tip.x - base.x, tip.y - base.y) * 180) / Math.PI;
  return [
    { ...whole, geometry: { type: 'LineString', coordinates: kept.map(toLonLat) } },
    {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: toLonLat(middle) },
      properties: { ...drawnBy, part: 'head', bearing, length: arrowPx },
    },
  ];
}

interface MercatorPoint {
  readonly x: number;
  readonly y: number;
}

function toLonLat({ x, y }: MercatorPoint): Position {
  const { lon, lat } = fromMercator(x, y);
  return [lon, lat];
}

const distance = (a: MercatorPoint, b: MercatorPoint) => Math.hypot(a.x - b.x, a.y - b.y);

function pathLength(path: readonly MercatorPoint[]): number {
  return path.reduce((sum, point, index) => sum + distance(path[index - 1] ?? point, point), 0);
}

/** The path without its last `metres` (EPSG:3857), and where it then ends. */
function cutEnd(
  path: readonly MercatorPoint[],
  metres: number,
): { kept: readonly MercatorPoint[]; end: MercatorPoint } {
  let left = metres;
  for (let index = path.length - 1; index > 0; index -= 1) {
    const far = path[index];
    const near = path[index - 1];
    if (far === undefined || near === undefined) break;
    const length = distance(far, near);
    if (length > left) {
      const part = left / length;
      const end = { x: far.x + (near.x - far.x) * part, y: far.y + (near.y - far.y) * part };
      return { kept: [...path.slice(0, index), end], end };
    }
    left -= length;
  }
  const start = path[0] ?? { x: 0, y: 0 };
  return { kept: [start, start], end: start };
}
