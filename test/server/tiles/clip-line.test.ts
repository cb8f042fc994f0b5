import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TilePosition } from '../../../server/tiles/clip-line.ts';
import { clipLine } from '../../../server/tiles/clip-line.ts';

describe('clipLine', () => {
  it.each<[string, TilePosition[], TilePosition[][]]>([
    [
      'inside',
      [
        [1, 1],
        [2, 2],
        [3, 1],
      ],
      [
        [
          [1, 1],
          [2, 2],
          [3, 1],
        ],
      ],
    ],
    [
      'outside',
      [
        [-5, 1],
        [-5, 9],
      ],
      [],
    ],
    [
      'across',
      [
        [-5, 5],
        [15, 5],
      ],
      [
        [
          [0, 5],
          [10, 5],
        ],
      ],
    ],
    [
      'out and in again',
      [
        [5, 5],
        [15, 5],
        [15, 6],
        [5, 6],
      ],
      [
        [
          [5, 5],
          [10, 5],
        ],
        [
          [10, 6],
          [5, 6],
        ],
      ],
    ],
    [
      'along the edge',
      [
        [0, -5],
        [0, 5],
      ],
      [
        [
          [0, 0],
          [0, 5],
        ],
      ],
    ],
    [
      'past a corner',
      [
        [-2, 1],
        [1, -2],
      ],
      [],
    ],
  ])('of a line %s', (_name, line, parts) => {
    expect(clipLine(line, 0, 10)).toEqual(parts);
  });

  it('leaves nothing outside, and no part of one point', () => {
    const place = fc.tuple(fc.integer({ min: -30, max: 40 }), fc.integer({ min: -30, max: 40 }));
    fc.assert(
      fc.property(fc.array(place, { maxLength: 8 }), (line) => {
        for (const part of clipLine(line, 0, 10)) {
          expect(part.length).toBeGreaterThan(1);
          for (const value of part.flat()) {
            expect(value).toBeGreaterThanOrEqual(-1e-9);
            expect(value).toBeLessThanOrEqual(10 + 1e-9);
          }
        }
      }),
    );
  });
});
