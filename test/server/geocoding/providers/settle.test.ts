import { describe, expect, it } from 'vitest';
import type { FoundAnswer } from '../../../../server/geocoding/providers/provider.ts';
import { settle } from '../../../../server/geocoding/providers/settle.ts';

/** 0.0001 degrees of latitude are 11 m. */
const at = (lat: number, precision: FoundAnswer['precision'] = 'point', score = 1): FoundAnswer => ({
  outcome: 'found',
  lon: -76.6,
  lat,
  precision,
  label: '1 Main St',
  score,
});

describe('settle', () => {
  it('has none of nothing', () => expect(settle([])).toEqual({ outcome: 'none' }));
  it('takes the only one', () => expect(settle([at(39.3)])).toEqual(at(39.3)));
  it('takes one of two that are the same house', () => {
    expect(settle([at(39.3), at(39.3002)])).toEqual(at(39.3));
  });
  it('chooses between no two places', () => {
    expect(settle([at(39.3), at(39.301)])).toEqual({ outcome: 'several' });
  });
  it('takes the better one where the other is clearly worse', () => {
    expect(settle([at(39.3, 'point', 0.9), at(39.301)])).toEqual(at(39.301));
  });
  it('takes a point before a number in a range, wherever that lies', () => {
    expect(settle([at(39.3, 'range'), at(39.301, 'point', 0.8)])).toEqual(at(39.301, 'point', 0.8));
  });
});
