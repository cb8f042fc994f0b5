import { describe, expect, it } from 'vitest';
import { toMercator } from '../../../../domain/geography/world-grid.ts';
import {
  distanceMetres,
  lineFromWkb,
  lineMetres,
  middleOf,
  placeAlong,
  placesOf,
} from '../../../../server/geocoding/match/line-geometry.ts';
import { placeInRange } from '../../../../server/geocoding/match/place-in-range.ts';

/** A street due north from the equator, where a unit of EPSG:3857 is a metre: 100 m, then 100 m more. */
const NORTH = Float64Array.of(0, 0, 0, 100, 0, 200);
const at = (x: number, y: number) => ({ x: expect.closeTo(x, 3), y: expect.closeTo(y, 3) });

describe('lines', () => {
  it('are as long as on the ground, wherever they lie', () => {
    expect(lineMetres(NORTH)).toBeCloseTo(200, 6);
    const here = toMercator(-76.6, 39.3);
    // A degree of latitude is 111.2 km on the sphere.
    const there = toMercator(-76.6, 39.301);
    expect(distanceMetres(here, there)).toBeCloseTo(111.2, 0);
  });

  it('have their left side where the left hand of a walker is', () => {
    expect(placeAlong(NORTH, 150, 'L', 10)).toEqual(at(-10, 150));
    expect(placeAlong(NORTH, 150, 'R', 10)).toEqual(at(10, 150));
    expect(placeAlong(NORTH, 150, null, 10)).toEqual(at(0, 150));
  });

  it('end where they end', () => {
    expect(placeAlong(NORTH, -5, null, 0)).toEqual(at(0, 0));
    expect(placeAlong(NORTH, 500, null, 0)).toEqual(at(0, 200));
  });

  it('are read from what PostGIS writes', () => {
    const wkb = Buffer.alloc(9 + 32);
    wkb.writeUInt8(1, 0);
    wkb.writeUInt32LE(2, 1);
    wkb.writeUInt32LE(2, 5);
    for (const [index, value] of [1.5, -2, 3, 4].entries()) wkb.writeDoubleLE(value, 9 + 8 * index);
    expect([...lineFromWkb(wkb)]).toEqual([1.5, -2, 3, 4]);
  });
});

describe('a number in a range', () => {
  const inRange = (number: number, fromNumber: number, toNumber: number, side: 'L' | 'R' = 'L') =>
    placeInRange({ line: NORTH, side, fromNumber, toNumber }, number);

  it('stands beside the street, in the middle of its lot', () => {
    // Ten lots between 8 m from either end: the first is centred 9.2 m into them.
    expect(inRange(100, 100, 118)).toEqual(at(-21, 17.2));
    expect(inRange(118, 100, 118, 'R')).toEqual(at(21, 182.8));
  });

  it('is counted from the other end where numbers fall along the line', () => {
    expect(inRange(118, 118, 100)).toEqual(at(-21, 17.2));
  });

  it('stands in the middle where it is the only one', () => {
    expect(inRange(7, 7, 7)).toEqual(at(-21, 100));
  });

  it('fills the block with the houses there is room for', () => {
    // 200 m hold 40 lots of 5 m; the range promises 200. The 20th house stands in the middle all the same.
    const y = inRange(139, 101, 499).y;
    expect(y).toBeGreaterThan(95);
    expect(y).toBeLessThan(105);
  });
});

describe('points', () => {
  it('have the one nearest to their middle', () => {
    const points = [0, 1, 10].map((x) => ({ x, y: 0 }));
    expect(middleOf(points)).toEqual({ x: 1, y: 0 });
  });

  it('are in one place where each is near another one of it', () => {
    const points = [0, 300, 90, 180].map((x) => ({ x, y: 0 }));
    expect(placesOf(points, 100).map((place) => place.map(({ x }) => x))).toEqual([[0, 90, 180], [300]]);
    expect(placesOf(points, 120).map((place) => place.length)).toEqual([4]);
  });
});
