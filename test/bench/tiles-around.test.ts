import { expect, it } from 'vitest';
import { tilesAround } from '../../bench/tiles-around.ts';

it('tells each tile once, however many of the places lie in it', () => {
  const baltimoreAndPhiladelphia = [
    [-76.61, 39.29],
    [-75.16, 39.95],
  ] as const;
  expect(tilesAround(baltimoreAndPhiladelphia, [4, 11])).toEqual([
    { z: 4, x: 4, y: 6 },
    { z: 11, x: 588, y: 780 },
    { z: 11, x: 596, y: 775 },
  ]);
});
