import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BENDS, flowBends, type LinePath } from '../../../domain/geography/flow-bends.ts';
import { flowCurve } from '../../../domain/geography/flow-curve.ts';
import { distanceKm, type LonLat } from '../../../domain/geography/great-circle.ts';

type Line = readonly (readonly [number, number])[];

const place: fc.Arbitrary<LonLat> = fc.record({
  lon: fc.double({ min: -125, max: -67, noNaN: true }),
  lat: fc.double({ min: 25, max: 49, noNaN: true }),
});
/** Far enough apart to be drawn: 4 decimals of a degree are 11 m. */
const ends: fc.Arbitrary<LinePath> = fc
  .record({ from: place, to: place })
  .filter(({ from, to }) => distanceKm(from, to) > 20);
const bend = fc.constantFrom(...BENDS);

const STEPS_A_PIECE = 24;

/** Distance in kilometres from a place to a line, by going along it in small steps. */
function distanceToLine(line: Line, node: LonLat): number {
  let least = Infinity;
  line.slice(1).forEach(([lon, lat], index) => {
    const [fromLon, fromLat] = line[index] ?? [lon, lat];
    for (let step = 0; step <= STEPS_A_PIECE; step += 1) {
      const part = step / STEPS_A_PIECE;
      const at = { lon: fromLon + (lon - fromLon) * part, lat: fromLat + (lat - fromLat) * part };
      least = Math.min(least, distanceKm(at, node));
    }
  });
  return least;
}

/** Whether two lines cross, their shared ends left aside. */
function cross(a: Line, b: Line): boolean {
  const side = (p: Line[number], q: Line[number], r: Line[number]) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  const pieces = (line: Line) =>
    line.slice(2, -1).map((end, index) => [line[index + 1] ?? end, end] as const);
  return pieces(a).some(([p, q]) =>
    pieces(b).some(([r, s]) => side(p, q, r) !== side(p, q, s) && side(r, s, p) !== side(r, s, q)),
  );
}

const CLEARANCE_KM = 40;
const choose = (flow: LinePath, nodes: readonly LonLat[]) =>
  flowBends([flow], [flow.from, ...nodes, flow.to], CLEARANCE_KM)[0] ?? Number.NaN;

describe('flowBends', () => {
  const flow = { from: { lon: -84, lat: 34 }, to: { lon: -77, lat: 39 } };
  const [middleLon = 0, middleLat = 0] = flowCurve(flow.from, flow.to)[8] ?? [];
  const inTheWay = { lon: middleLon, lat: middleLat };

  it('bends as usual where nothing is in the way', () => {
    expect(choose(flow, [{ lon: -90, lat: 40 }])).toBe(0.12);
    expect(flowBends([], [], CLEARANCE_KM)).toEqual([]);
  });

  it('goes round a third node, the way there and the way back each for itself', () => {
    const chosen = choose(flow, [inTheWay]);
    expect(chosen).not.toBe(0.12);
    expect(distanceToLine(flowCurve(flow.from, flow.to, chosen), inTheWay)).toBeGreaterThan(CLEARANCE_KM);
    expect(choose({ from: flow.to, to: flow.from }, [inTheWay])).toBe(0.12);
  });

  it('leaves aside what touches the ends, and flows that go nowhere', () => {
    expect(choose(flow, [{ lon: -83.9, lat: 34.05 }])).toBe(0.12);
    expect(choose({ from: flow.from, to: flow.from }, [inTheWay])).toBe(0.12);
  });

  it('never comes nearer to a third node than the least bad bend does', () => {
    fc.assert(
      fc.property(ends, fc.array(place, { maxLength: 60 }), (one, nodes) => {
        const others = nodes.filter(
          (node) =>
            distanceKm(node, one.from) > CLEARANCE_KM * 1.05 &&
            distanceKm(node, one.to) > CLEARANCE_KM * 1.05,
        );
        const kept = (by: number) => {
          const line = flowCurve(one.from, one.to, by);
          return Math.min(CLEARANCE_KM, ...others.map((node) => distanceToLine(line, node)));
        };
        const leastBad = Math.max(...BENDS.map(kept));
        // The unrolled map is true to some per cent, and the steps along the line are some kilometres.
        expect(kept(choose(one, others))).toBeGreaterThan(leastBad * 0.93 - 2.5);
      }),
      { numRuns: 150, seed: 20_261_124 },
    );
  });

  it('chooses the same whatever the order of the nodes', () => {
    fc.assert(
      fc.property(ends, fc.array(place, { maxLength: 80 }), (one, nodes) => {
        expect(choose(one, [...nodes].reverse())).toBe(choose(one, nodes));
      }),
      { numRuns: 100, seed: 20_261_124 },
    );
  });
});

describe('the way there and the way back', () => {
  it('do not cross between their ends, whichever bends they take', () => {
    fc.assert(
      fc.property(ends, bend, bend, ({ from, to }, there, back) => {
        expect(cross(flowCurve(from, to, there), flowCurve(to, from, back))).toBe(false);
      }),
      { numRuns: 300, seed: 20_261_124 },
    );
  });

  it('are continuous over the antimeridian', () => {
    const pacific = fc.record({
      lon: fc.double({ min: 130, max: 230, noNaN: true }).map((lon) => (lon > 180 ? lon - 360 : lon)),
      lat: fc.double({ min: -20, max: 65, noNaN: true }),
    });
    fc.assert(
      fc.property(pacific, pacific, bend, (from, to, by) => {
        const line = flowCurve(from, to, by);
        const steps = line.slice(1).map(([lon], index) => Math.abs(lon - (line[index]?.[0] ?? 0)));
        expect(Math.max(...steps)).toBeLessThan(60);
        expect(line.at(-1)?.[0]).toBeCloseTo(to.lon, 3);
      }),
      { numRuns: 200, seed: 20_261_124 },
    );
  });
});
