import { describe, expect, it } from 'vitest';
import { toMercator } from '../../../../domain/geography/world-grid.ts';
import type { AskedArea } from '../../../../server/geocoding/match/street-coverage.ts';
import { SQUARE_SIDE, StreetCoverage } from '../../../../server/geocoding/match/street-coverage.ts';

/** The square in the middle, and an address in its middle. */
const home = toMercator(-76.6, 39.3);
const square = { x: Math.floor(home.x / SQUARE_SIDE), y: Math.floor(home.y / SQUARE_SIDE) };
const OF_CITY = new StreetCoverage([{ place: 'BALTIMORE', state: 'MD', ...square }]);
const OF_COUNTY = new StreetCoverage([{ place: null, state: 'MD', ...square }]);

const asked = (parts: Partial<AskedArea>): AskedArea => ({
  precision: 'zip',
  state: 'MD',
  placeKey: null,
  lon: -76.6,
  lat: 39.3,
  ...parts,
});
/** One square north, and three. */
const BESIDE = { lat: 39.335 };
const FAR = { lat: 39.42 };

describe('where streets are loaded', () => {
  it.each<[string, StreetCoverage, Partial<AskedArea>, boolean]>([
    ['among them', OF_CITY, {}, true],
    ['among them, whatever its city is called', OF_CITY, { placeKey: 'DUNDALK' }, true],
    ['in another state', OF_CITY, { state: 'PA' }, false],
    ['just beside them, in their city', OF_CITY, { ...BESIDE, placeKey: 'BALTIMORE' }, true],
    ['just beside them, in a city not said', OF_CITY, BESIDE, true],
    ['in a suburb', OF_CITY, { ...BESIDE, placeKey: 'TOWSON' }, false],
    ['beside streets of no city', OF_COUNTY, { ...BESIDE, placeKey: 'TOWSON' }, true],
    ['far away', OF_CITY, { ...FAR, placeKey: 'BALTIMORE' }, false],
    ['somewhere in the state', OF_CITY, { precision: 'state', lat: 38 }, true],
    ['somewhere in another state', OF_CITY, { precision: 'state', state: 'PA', lat: 41 }, false],
    ['nobody knows where', OF_CITY, { precision: 'none', lon: null, lat: null }, true],
    ['where there are none', new StreetCoverage([]), {}, false],
  ])('%s', (_where, coverage, parts, covers) => expect(coverage.covers(asked(parts))).toBe(covers));
});
