import fc from 'fast-check';
import { cellToParent, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { cellOfKey, keyOfCell, parentKey } from '../../../server/rollups/h3-keys.ts';

const place = fc.tuple(
  fc.double({ min: -90, max: 90, noNaN: true }),
  fc.double({ min: -180, max: 180, noNaN: true }),
);

describe('keys of H3 cells', () => {
  it('give each cell and its parents back as H3 has them', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: 9 }), ([lat, lon], resolution) => {
        const cell = latLngToCell(lat, lon, 9);
        const key = parentKey(keyOfCell(BigInt(`0x${cell}`)), resolution);
        expect(cellOfKey(key, resolution)).toBe(cellToParent(cell, resolution));
      }),
    );
  });
});
