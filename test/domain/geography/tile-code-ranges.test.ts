import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tileCodeRanges } from '../../../domain/geography/tile-code-ranges.ts';
import { tileCode, toWorld } from '../../../domain/geography/world-grid.ts';

const isIn = (ranges: ReturnType<typeof tileCodeRanges>, lon: number, lat: number): boolean => {
  const code = tileCode(toWorld(lon, lat));
  return ranges.some(({ from, to }) => from <= code && code < to);
};

describe('ranges of tile codes', () => {
  it('hold every point of their box, its edges too', () => {
    const longitude = fc.double({ min: -180, max: 180, noNaN: true });
    const latitude = fc.double({ min: -85, max: 85, noNaN: true });
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(longitude, longitude, latitude, latitude, part, part, (x1, x2, y1, y2, px, py) => {
        const [west, east, south, north] = [
          Math.min(x1, x2),
          Math.max(x1, x2),
          Math.min(y1, y2),
          Math.max(y1, y2),
        ];
        const ranges = tileCodeRanges(west, south, east, north);
        const lon = Math.min(east, west + px * (east - west));
        const lat = Math.min(north, south + py * (north - south));
        return isIn(ranges, lon, lat) && isIn(ranges, west, south) && isIn(ranges, east, north);
      }),
    );
  });

  it.each([
    // Baltimore: at most a rim of an eighth of its width.
    [-76.7, 39.2, -76.5, 39.4],
    [-76.61, 39.29, -76.6099, 39.2901],
    [-76.61, 39.29, -76.61, 39.29],
    [-180, -85, 180, 85],
  ])('are few, in order and apart: %d, %d, %d, %d', (west, south, east, north) => {
    const ranges = tileCodeRanges(west, south, east, north);
    expect(ranges.length).toBeGreaterThan(0);
    expect(ranges.length).toBeLessThanOrEqual(100);
    for (const [index, { from, to }] of ranges.entries()) {
      expect(to).toBeGreaterThan(from);
      expect(from).toBeGreaterThan(ranges[index - 1]?.to ?? -1);
    }
  });

  it('hold little beside it', () => {
    const ranges = tileCodeRanges(-76.7, 39.2, -76.5, 39.4);
    expect(isIn(ranges, -76.6, 39.3)).toBe(true);
    for (const [lon, lat] of [
      [-76.8, 39.3],
      [-76.4, 39.3],
      [-76.6, 39.1],
      [-76.6, 39.5],
    ] as const) {
      expect(isIn(ranges, lon, lat)).toBe(false);
    }
  });
});
