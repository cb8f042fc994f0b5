import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromMercator,
  interleave,
  TILE_CODE_ZOOM,
  tileCode,
  tileCodeRange,
  toMercator,
  toWorld,
} from '../../../domain/geography/world-grid.ts';

const lonLat = fc.record({
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -85, max: 85, noNaN: true }),
});

describe('world grid', () => {
  it('agrees with PostGIS about Web Mercator', () => {
    // SELECT ST_AsText(ST_Transform(ST_SetSRID(ST_MakePoint(-76.6122, 39.2904), 4326), 3857))
    const { x, y } = toMercator(-76.6122, 39.2904);
    expect(x).toBeCloseTo(-8528431.093, 2);
    expect(y).toBeCloseTo(4763354.659, 2);
  });

  it('projects there and back', () => {
    fc.assert(
      fc.property(lonLat, ({ lon, lat }) => {
        const { x, y } = toMercator(lon, lat);
        const back = fromMercator(x, y);
        expect(back.lon).toBeCloseTo(lon, 9);
        expect(back.lat).toBeCloseTo(lat, 9);
      }),
    );
  });

  it.each([
    [0, 0, 0],
    [1, 0, 1],
    [0, 1, 2],
    [3, 3, 15],
    [2 ** 26 - 1, 2 ** 26 - 1, 2 ** 52 - 1],
    [2 ** 25, 0, 2 ** 50],
  ])('interleaves column %i and row %i to %i', (column, row, code) => {
    expect(interleave(column, row)).toBe(code);
  });

  it('puts a point in the code range of the tile it lies in, at every zoom, and in no other', () => {
    fc.assert(
      fc.property(lonLat, fc.integer({ min: 0, max: 20 }), ({ lon, lat }, z) => {
        const point = toWorld(lon, lat);
        const x = Math.floor(point.worldX / 2 ** (30 - z));
        const y = Math.floor(point.worldY / 2 ** (30 - z));
        const code = tileCode(point);
        const { from, to } = tileCodeRange(z, x, y);
        expect(code).toBeGreaterThanOrEqual(from);
        expect(code).toBeLessThan(to);
        expect(Math.floor(code / 4 ** (TILE_CODE_ZOOM - z))).toBe(interleave(x, y));
      }),
    );
  });
});
