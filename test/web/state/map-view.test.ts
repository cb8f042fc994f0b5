import { describe, expect, it } from 'vitest';
import { viewAround } from '../../../web/state/map-view.ts';

describe('the box asked for around a view', () => {
  it.each([
    // A tile of zoom 9 is 0.703125 degrees wide.
    [
      'takes in the tiles it touches',
      [-76.7, 39.2, -76.5, 39.4],
      9.4,
      [-77.3438, 38.6719, -75.9375, 40.0781],
    ],
    ['goes on around the world', [179.9, 0.1, 180.1, 0.2], 9, [179.2969, 0, -179.2969, 0.7031]],
    ['stays on the globe', [-10, 80, 10, 92], 3, [-45, 45, 45, 90]],
  ] as const)('%s', (_name, bounds, zoom, view) => {
    expect(viewAround(bounds, zoom)).toEqual(view);
  });

  it('is none for the whole world', () => {
    expect(viewAround([-200, -60, 170, 60], 1)).toBeNull();
  });

  it('stays the same for a small move', () => {
    expect(viewAround([-76.6, 39.1, -76.4, 39.3], 9)).toEqual(viewAround([-76.55, 39.12, -76.35, 39.32], 9));
  });
});
