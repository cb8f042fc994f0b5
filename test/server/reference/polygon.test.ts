import { describe, expect, it } from 'vitest';
import { labelPoint } from '../../../server/reference/label-point.ts';
import { containsPoint, fromWkb, ringArea, toWkb } from '../../../server/reference/polygon.ts';

const square = (from: number, to: number) =>
  Float64Array.of(from, from, to, from, to, to, from, to, from, from);
const withHole = [[square(0, 10), square(4, 6)]];

describe('polygons', () => {
  it('are not entered through a hole', () => {
    expect(containsPoint(withHole, 2, 2)).toBe(true);
    expect(containsPoint(withHole, 5, 5)).toBe(false);
    expect(containsPoint(withHole, 11, 5)).toBe(false);
  });

  it('survive well-known binary unchanged', () => {
    const shapes = [...withHole, [square(20, 23)]];
    expect(fromWkb(toWkb(shapes))).toEqual(shapes);
  });

  it('have areas whatever the winding', () => {
    expect(ringArea(square(0, 10))).toBe(100);
    expect(ringArea(Float64Array.from(square(0, 10)).reverse())).toBe(100);
  });
});

describe('labelPoint', () => {
  it('takes the centre of gravity of the largest part', () => {
    expect(labelPoint([[square(50, 51)], [square(0, 10)]])).toEqual({ x: 5, y: 5 });
  });

  it('keeps out of the bay of a horseshoe, where its centre of gravity lies', () => {
    const horseshoe = [[Float64Array.of(0, 0, 30, 0, 30, 40, 20, 40, 20, 10, 10, 10, 10, 40, 0, 40, 0, 0)]];
    const { x, y } = labelPoint(horseshoe);
    expect(containsPoint(horseshoe, x, y)).toBe(true);
  });

  it('keeps out of a lake', () => {
    const { x, y } = labelPoint(withHole);
    expect(containsPoint(withHole, x, y)).toBe(true);
  });
});
