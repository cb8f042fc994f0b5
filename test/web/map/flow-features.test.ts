import { describe, expect, it } from 'vitest';
import type { FlowFeature, FlowNode } from '../../../domain/responses.ts';
import { flowDrawing } from '../../../web/map/flow-features.ts';
import {
  flowScale,
  flowWidthPx,
  nodeRadiusPx,
  roundUp,
  WIDEST_FLOW_PX,
  widerScale,
} from '../../../web/map/flow-scale.ts';

/** A flow along the equator, where a degree is as long east as north. */
const flow = (count: number, toLon = 10): FlowFeature => ({
  type: 'Feature',
  id: 'VA>MD',
  geometry: {
    type: 'LineString',
    coordinates: [
      [0, 0],
      [toLon / 2, 0],
      [toLon, 0],
    ],
  },
  properties: {
    origin: 'VA',
    destination: 'MD',
    originName: 'Virginia',
    destinationName: 'Maryland',
    count,
    share: 0.5,
    medianTimeToCrimeDays: 100,
    shortTimeToCrimeShare: 1,
    knownTimeToCrime: count,
    distanceKm: 1113,
  },
});
const node = (code: string, lon: number, sold: number, recovered: number, stayed: number): FlowNode => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon, 0] },
  properties: { code, name: code, areas: 1, sold, recovered, stayed },
});

describe('the scale', () => {
  it('rounds up to 1, 2 or 5 times a power of ten', () => {
    expect([0, 1, 3, 7, 10, 11, 480, 501].map(roundUp)).toEqual([1, 1, 5, 10, 10, 20, 500, 1000]);
  });

  it('draws twice the guns twice as wide, and never thinner than can be seen', () => {
    expect(flowWidthPx(1000, 1000)).toBe(WIDEST_FLOW_PX);
    expect(flowWidthPx(500, 1000)).toBe(WIDEST_FLOW_PX / 2);
    expect(flowWidthPx(1, 1000)).toBeGreaterThan(1);
  });

  it('gives a node of four times the guns twice the radius, and none to none', () => {
    expect(nodeRadiusPx(400, 400)).toBe(2 * nodeRadiusPx(100, 400));
    expect(nodeRadiusPx(0, 400)).toBe(0);
  });

  it('is taken from what is drawn', () => {
    expect(flowScale({ features: [flow(12)], nodes: [node('MD', 10, 4, 30, 3)] })).toEqual({
      flowTop: 20,
      nodeTop: 50,
      stayedTop: 10,
    });
  });

  it('is smaller for a part of the guns, and has room for either of two pictures', () => {
    const flows = { features: [flow(1200)], nodes: [node('MD', 10, 40, 3000, 300)] };
    const part = flowScale(flows, 0.1);
    expect(part).toEqual({ flowTop: 200, nodeTop: 500, stayedTop: 50 });
    expect(widerScale(part, { flowTop: 50, nodeTop: 1000, stayedTop: 50 })).toEqual({
      flowTop: 200,
      nodeTop: 1000,
      stayedTop: 50,
    });
  });

  it('stays while the guns change, so that a fixed one draws equal counts equally wide', () => {
    const scale = { flowTop: 1000, nodeTop: 1000, stayedTop: 1000 };
    const width = (count: number) =>
      flowDrawing({ features: [flow(count)], nodes: [] }, scale, 6).features[0]?.properties?.width;
    expect(width(500)).toBe(WIDEST_FLOW_PX / 2);
    expect(width(4000)).toBe(WIDEST_FLOW_PX);
  });
});

const draw = (flows: Parameters<typeof flowDrawing>[0], zoom: number) =>
  flowDrawing(flows, flowScale(flows), zoom).features;
const partsOf = (features: ReturnType<typeof draw>) => features.map(({ properties }) => properties?.part);

describe('the drawing', () => {
  it('ends the line before the node and points the arrow at it', () => {
    const drawn = draw({ features: [flow(10)], nodes: [node('MD', 10, 0, 10, 0)] }, 6);
    expect(partsOf(drawn)).toEqual(['line', 'head', 'recovered']);
    const [line, head] = drawn;
    if (line?.geometry.type !== 'LineString' || head?.geometry.type !== 'Point')
      throw new Error('Other shapes.');
    const [tip = Number.NaN] = head.geometry.coordinates;
    expect(line.geometry.coordinates.at(-1)?.[0]).toBeLessThan(tip);
    expect(tip).toBeLessThan(10);
    expect(head.properties?.bearing).toBeCloseTo(90);
    // Pointing at either marks both.
    expect(head.properties?.id).toBe(line.properties?.id);
  });

  it('keeps a flow too short for an arrow as a plain line', () => {
    expect(partsOf(draw({ features: [flow(10, 0.1)], nodes: [] }, 3))).toEqual(['line']);
  });

  it('draws sold, recovered and stayed of a node, the larger disc below', () => {
    const drawn = draw({ features: [], nodes: [node('MD', 10, 4, 16, 4)] }, 4);
    expect(partsOf(drawn)).toEqual(['sold', 'recovered', 'stayed']);
    const [sold, recovered, stayed] = drawn.map(({ properties }) => properties ?? {});
    expect(recovered?.order).toBeLessThan(sold?.order);
    expect(stayed?.radius).toBeGreaterThan(recovered?.radius);
  });
});
