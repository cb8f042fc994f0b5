import { describe, expect, it } from 'vitest';
import { toMercator } from '../../../../domain/geography/world-grid.ts';
import type { AskedArea } from '../../../../server/geocoding/match/street-coverage.ts';
import { StreetCoverage } from '../../../../server/geocoding/match/street-coverage.ts';

const southWest = toMercator(-76.7, 39.2);
const northEast = toMercator(-76.5, 39.37);
const BOX = { west: southWest.x, south: southWest.y, east: northEast.x, north: northEast.y };
const OF_CITY = new StreetCoverage([{ place: 'BALTIMORE', state: 'MD', ...BOX }]);
const OF_COUNTY = new StreetCoverage([{ place: null, state: 'MD', ...BOX }]);

const asked = (parts: Partial<AskedArea>): AskedArea => ({
  precision: 'zip',
  state: 'MD',
  placeKey: null,
  lon: -76.6,
  lat: 39.3,
  ...parts,
});
/** 3 km north of the box. */
const BESIDE = { lat: 39.397 };

describe('where streets are loaded', () => {
  it.each<[string, StreetCoverage, Partial<AskedArea>, boolean]>([
    ['among them', OF_CITY, {}, true],
    ['among them, whatever its city is called', OF_CITY, { placeKey: 'DUNDALK' }, true],
    ['in another state', OF_CITY, { state: 'PA' }, false],
    ['just beside them, in their city', OF_CITY, { ...BESIDE, placeKey: 'BALTIMORE' }, true],
    ['just beside them, in a city not said', OF_CITY, BESIDE, true],
    ['in a suburb', OF_CITY, { ...BESIDE, placeKey: 'TOWSON' }, false],
    ['beside a file of many cities', OF_COUNTY, { ...BESIDE, placeKey: 'TOWSON' }, true],
    ['far away', OF_CITY, { lat: 39.6, placeKey: 'BALTIMORE' }, false],
    ['somewhere in the state', OF_CITY, { precision: 'state', lat: 38 }, true],
    ['nobody knows where', OF_CITY, { precision: 'none', lon: null, lat: null }, true],
    ['where there are none', new StreetCoverage([]), {}, false],
  ])('%s', (_where, coverage, parts, covers) => expect(coverage.covers(asked(parts))).toBe(covers));
});
