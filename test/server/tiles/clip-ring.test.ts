import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TilePosition } from '../../../server/tiles/clip-line.ts';
import { clipRing } from '../../../server/tiles/clip-ring.ts';

const box = (west: number, north: number, east: number, south: number): TilePosition[] => [
  [west, north],
  [east, north],
  [east, south],
  [west, south],
  [west, north],
];

/** Positive where it turns clockwise on the screen. */
const area = (ring: readonly TilePosition[]) =>
  ring.slice(1).reduce((sum, [x, y], index) => {
    const [lastX, lastY] = ring[index] ?? [0, 0];
    return sum + (lastX * y - x * lastY) / 2;
  }, 0);

describe('clipRing', () => {
  it('keeps what is inside as it is', () => {
    expect(clipRing(box(2, 3, 5, 7), 0, 10)).toEqual(box(2, 3, 5, 7));
  });

  it('leaves nothing of what is outside, and the whole square of what surrounds it', () => {
    expect(clipRing(box(12, 3, 15, 7), 0, 10)).toEqual([]);
    expect(area(clipRing(box(-50, -50, 50, 50), 0, 10))).toBe(100);
  });

  it('cuts a corner off', () => {
    const cut = clipRing(
      [
        [8, 5],
        [14, 5],
        [8, 11],
        [8, 5],
      ],
      0,
      10,
    );
    // The triangle of 18 less those beyond x = 10 (8) and beyond y = 10 (0.5).
    expect(area(cut)).toBeCloseTo(18 - 8 - 0.5);
  });

  it('has as much of a box as they share, turned the same way', () => {
    const side = fc.integer({ min: -20, max: 20 });
    const length = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(side, side, length, length, (west, north, width, height) => {
        const shared = (from: number, size: number) =>
          Math.max(0, Math.min(10, from + size) - Math.max(0, from));
        const ring = clipRing(box(west, north, west + width, north + height), 0, 10);
        expect(area(ring)).toBeCloseTo(shared(west, width) * shared(north, height));
      }),
    );
  });
});
