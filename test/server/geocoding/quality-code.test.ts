import { describe, expect, it } from 'vitest';
import type { GeocodeResult } from '../../../server/geocoding/address.ts';
import { WITHOUT_STREET } from '../../../server/geocoding/address.ts';
import { naaccrCode } from '../../../server/geocoding/quality-code.ts';

const NOWHERE: GeocodeResult = {
  ...WITHOUT_STREET,
  precision: 'none',
  score: 0,
  matchType: 'none',
  lon: null,
  lat: null,
  state: null,
  county: null,
  zip: null,
  matchedAddress: null,
};

describe('naaccrCode', () => {
  it.each<[string, Partial<GeocodeResult>, string]>([
    ['an address point', { precision: 'point', matchType: 'address_point' }, '00'],
    ['coordinates of the file', { precision: 'point', matchType: 'coordinates+zip_contradicts' }, '98'],
    ['a range', { precision: 'range', matchType: 'range' }, '03'],
    ['a point a provider knew', { precision: 'point', matchType: 'nominatim' }, '98'],
    ['a range a provider knew', { precision: 'range', matchType: 'census' }, '03'],
    ['a ZIP', { precision: 'zip', matchType: 'zip' }, '09'],
    ['the ZIP of a post box', { precision: 'zip', matchType: 'zip_city', isBox: true }, '10'],
    ['the city of a post box', { precision: 'city', matchType: 'city_state', isBox: true }, '11'],
    ['nothing', {}, '99'],
  ])('%s', (_what, result, code) => expect(naaccrCode({ ...NOWHERE, ...result })).toBe(code));
});
