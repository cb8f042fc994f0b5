import { expect, it } from 'vitest';
import { extentOf, geoPackageGeometry } from '../../../../server/exports/formats/wkb.ts';

const hex = (geometry: Parameters<typeof extentOf>[0]) =>
  Buffer.from(geoPackageGeometry(geometry, extentOf(geometry))).toString('hex');
const HEAD = (flags: string) => `4750${'00'}${flags}e6100000`;
const f = (value: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes.toString('hex');
};

it('a point is its header and well-known binary', () => {
  expect(hex({ type: 'Point', coordinates: [-76.5, 39.25] })).toBe(
    `${HEAD('01')}0101000000${f(-76.5)}${f(39.25)}`,
  );
});

it('a line has its extent before it', () => {
  expect(
    hex({
      type: 'LineString',
      coordinates: [
        [1, 5],
        [3, 2],
      ],
    }),
  ).toBe(`${HEAD('03')}${f(1)}${f(3)}${f(2)}${f(5)}010200000002000000${f(1)}${f(5)}${f(3)}${f(2)}`);
});

it('a polygon tells its rings', () => {
  const ring: [number, number][] = [
    [0, 0],
    [2, 0],
    [0, 1],
    [0, 0],
  ];
  expect(hex({ type: 'Polygon', coordinates: [ring] })).toBe(
    `${HEAD('03')}${f(0)}${f(2)}${f(0)}${f(1)}01030000000100000004000000${ring.flat().map(f).join('')}`,
  );
});

it('extents grow', () => {
  expect(extentOf({ type: 'Point', coordinates: [5, -1] }, [0, 0, 1, 1])).toEqual([0, -1, 5, 1]);
});
