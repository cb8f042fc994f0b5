import { describe, expect, it } from 'vitest';
import { boundingBox, flowCurve } from '../../../domain/geography/flow-curve.ts';

const MARYLAND = { lon: -76.7, lat: 39.05 };
const GEORGIA = { lon: -83.4, lat: 32.6 };
const GUAM = { lon: 144.8, lat: 13.4 };
const ALASKA = { lon: -152.7, lat: 63.7 };

/** On which side of the straight line from start to end the middle lies: negative is right of travel. */
function sideOfMiddle(line: readonly [number, number][]): number {
  const [start, middle, end] = [line[0], line[Math.floor(line.length / 2)], line.at(-1)];
  if (start === undefined || middle === undefined || end === undefined) throw new Error('The line is empty.');
  return (end[0] - start[0]) * (middle[1] - start[1]) - (end[1] - start[1]) * (middle[0] - start[0]);
}

describe('flowCurve', () => {
  it('goes from end to end in 16 pieces', () => {
    const line = flowCurve(GEORGIA, MARYLAND);
    expect(line).toHaveLength(17);
    expect(line[0]).toEqual([-83.4, 32.6]);
    expect(line.at(-1)).toEqual([-76.7, 39.05]);
  });

  it.each([
    ['Georgia and Maryland', GEORGIA, MARYLAND],
    ['north and south', { lon: -80, lat: 30 }, { lon: -80, lat: 45 }],
    ['east and west', { lon: -120, lat: 40 }, { lon: -75, lat: 40 }],
  ])('bends to the right of travel both ways, so that the two never overlap: %s', (_name, a, b) => {
    // Long eastward great circles rise far north of the straight line, so sides are compared with each other.
    const there = flowCurve(a, b);
    const back = flowCurve(b, a).reverse();
    expect(sideOfMiddle(there)).toBeLessThan(sideOfMiddle(back));
    const apart = there.slice(1, -1).map(([lon, lat], index) => {
      const [otherLon = 0, otherLat = 0] = back[index + 1] ?? [];
      return Math.hypot(lon - otherLon, lat - otherLat);
    });
    expect(Math.min(...apart)).toBeGreaterThan(0.1);
  });

  it('goes on beyond 180 degrees rather than round the world', () => {
    for (const line of [flowCurve(GUAM, MARYLAND), flowCurve(GUAM, ALASKA)]) {
      const steps = line.slice(1).map(([lon], index) => Math.abs(lon - (line[index]?.[0] ?? 0)));
      expect(Math.max(...steps)).toBeLessThan(30);
      expect(line[0]?.[0]).toBeCloseTo(-215.2, 4);
    }
    expect(flowCurve(GUAM, MARYLAND).at(-1)).toEqual([-76.7, 39.05]);
  });

  it('is a point twice where both ends are the same', () => {
    expect(flowCurve(GUAM, GUAM)).toEqual([
      [144.8, 13.4],
      [144.8, 13.4],
    ]);
  });
});

describe('boundingBox', () => {
  it('is west, south, east, north', () => {
    expect(
      boundingBox([
        [-77, 39],
        [-80, 41],
      ]),
    ).toEqual([-80, 39, -77, 41]);
    expect(boundingBox([])).toBeNull();
  });

  it('has west > east across the antimeridian', () => {
    expect(
      boundingBox([
        [-215, 13],
        [-76, 39],
      ]),
    ).toEqual([145, 13, -76, 39]);
  });
});
