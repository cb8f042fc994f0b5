import { beforeAll, describe, expect, it } from 'vitest';
import type { Address, GeocodeResult } from '../../../server/geocoding/address.ts';
import { WITHOUT_STREET } from '../../../server/geocoding/address.ts';
import type { Geocoder } from '../../../server/geocoding/geocoder.ts';
import { createGeocoder } from '../../../server/geocoding/geocoder.ts';
import { ensureAreas } from '../../../server/reference/load-areas.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let geocoder: Geocoder;
beforeAll(async () => {
  await ensureAreas(database.current);
  geocoder = await createGeocoder(database.current);
});

const NOTHING: Address = {
  street: null,
  city: null,
  county: null,
  state: null,
  zip: null,
  lon: null,
  lat: null,
};

async function place(address: Partial<Address>): Promise<GeocodeResult> {
  const [result] = await geocoder.geocode([{ ...NOTHING, ...address }]);
  if (result === undefined) throw new Error('An address had no result.');
  return result;
}

/** precision, how it matched, state, county, ZIP */
async function found(address: Partial<Address>) {
  const { precision, matchType, state, county, zip } = await place(address);
  return [precision, matchType, state, county, zip];
}

describe('without coordinates', () => {
  it.each<[string, Partial<Address>, unknown[]]>([
    [
      'ZIP and city',
      { city: 'Balto', state: 'MD', zip: '21202-1234' },
      ['zip', 'zip_city', 'MD', '24510', '21202'],
    ],
    [
      'a ZIP that lost its zero',
      { city: 'Newark', state: 'NJ', zip: '7102' },
      ['zip', 'zip_city', 'NJ', '34013', '07102'],
    ],
    ['a PO-box ZIP', { state: 'MD', zip: '21203' }, ['zip', 'zip', 'MD', '24510', '21203']],
    ['a ZIP alone', { zip: '98101' }, ['zip', 'zip', 'WA', '53033', '98101']],
    [
      'a ZIP of Puerto Rico',
      { city: 'Ponce', state: 'PR', zip: '716' },
      ['zip', 'zip_city', 'PR', '72113', '00716'],
    ],
    ['a ZIP of Connecticut', { state: 'CT', zip: '06604' }, ['zip', 'zip', 'CT', '09001', '06604']],
    ['city and state', { city: 'PHILA', state: 'Penna.' }, ['city', 'city_state', 'PA', '42101', null]],
    [
      'a city of several counties',
      { city: 'Atlanta', state: 'GA' },
      ['city', 'city_state', 'GA', null, null],
    ],
    [
      'the same with its county',
      { city: 'Atlanta', county: 'Fulton', state: 'GA' },
      ['city', 'city_state', 'GA', '13121', null],
    ],
    ['a township', { city: 'TOMS RIVER TWP', state: 'NJ' }, ['city', 'city_state', 'NJ', '34029', null]],
    [
      'a city of an unknown ZIP',
      { city: 'Seattle', state: 'WA', zip: '98999' },
      ['city', 'city_state+zip_unknown', 'WA', '53033', null],
    ],
    ['county and state', { county: 'King', state: 'WA' }, ['county', 'county_state', 'WA', '53033', null]],
    [
      'the city among two counties',
      { county: 'Baltimore City', state: 'MD' },
      ['county', 'county_state', 'MD', '24510', null],
    ],
    [
      'the county among two',
      { county: 'Baltimore Co', state: 'MD' },
      ['county', 'county_state', 'MD', '24005', null],
    ],
    ['neither of two', { county: 'Baltimore', state: 'MD' }, ['state', 'state', 'MD', null, null]],
    ['a mistyped city', { city: 'Baltimroe', state: 'MD' }, ['state', 'state', 'MD', null, null]],
    ['a city in no state', { city: 'Springfield' }, ['none', 'none', null, null, null]],
    ['nothing', { street: 'UNKNOWN', city: 'N/A' }, ['none', 'none', null, null, null]],
  ])('places %s', async (_what, address, expected) => {
    expect(await found(address)).toEqual(expected);
  });

  it('believes state and city against the ZIP, and ZIP and city against the state', async () => {
    expect(await found({ city: 'Baltimore', state: 'MD', zip: '19103' })).toEqual([
      'city',
      'city_state+zip_contradicts',
      'MD',
      '24510',
      null,
    ]);
    expect(await found({ city: 'Philadelphia', state: 'NJ', zip: '19103' })).toEqual([
      'zip',
      'zip_city+state_contradicts',
      'PA',
      '42101',
      '19103',
    ]);
    expect(await found({ state: 'NJ', zip: '19103' })).toEqual([
      'state',
      'state+zip_contradicts',
      'NJ',
      null,
      null,
    ]);
    expect(await found({ city: 'Springfield', state: 'MA', zip: '02115' })).toEqual([
      'zip',
      'zip+city_contradicts',
      'MA',
      '25025',
      '02115',
    ]);
  });

  it('scores a contradiction lower', async () => {
    const agreeing = await place({ city: 'Baltimore', state: 'MD' });
    const contradicted = await place({ city: 'Baltimore', state: 'MD', zip: '19103' });
    expect(contradicted.score).toBeLessThan(agreeing.score);
  });
});

describe('an address on one line', () => {
  it.each<[string, unknown[]]>([
    ['1200 N Charles St, Baltimore, MD 21201', ['zip', 'zip_city', 'MD', '24510', '21201']],
    ['1200 N CHARLES ST BALTIMORE MD', ['city', 'city_state', 'MD', '24510', null]],
    ['100 Main St St. Louis, Missouri, USA', ['city', 'city_state', 'MO', null, null]],
    ['12 Oak Ct, Newark NJ', ['city', 'city_state', 'NJ', '34013', null]],
    ['somewhere, MD', ['state', 'state', 'MD', null, null]],
    ['12 OAK CT', ['none', 'none', null, null, null]],
  ])('%s', async (street, expected) => {
    expect(await found({ street })).toEqual(expected);
  });
});

describe('with coordinates', () => {
  const inBaltimore = { lon: -76.6157, lat: 39.3045 };

  it('takes those that lie in the state, with the county they lie in', async () => {
    const address = { street: '1200 North Charles Street', city: 'Baltimore', state: 'MD', zip: '21201' };
    expect(await place({ ...address, ...inBaltimore })).toEqual({
      ...WITHOUT_STREET,
      precision: 'point',
      score: 1,
      matchType: 'coordinates',
      ...inBaltimore,
      state: 'MD',
      county: '24510',
      zip: '21201',
      matchedAddress: '1200 N CHARLES ST, BALTIMORE, MD 21201',
    });
    expect(await found({ ...inBaltimore })).toEqual(['point', 'coordinates', 'MD', '24510', null]);
  });

  it('tells the county from the city around it', async () => {
    expect((await place({ state: 'MD', lon: -76.605, lat: 39.4015 })).county).toBe('24005');
  });

  it('takes a pier, which lies outside the generalised coast', async () => {
    expect((await place({ state: 'WA', lon: -122.345, lat: 47.605 })).county).toBe('53033');
  });

  it.each<[string, number, number, string]>([
    ['a lost sign', 76.6157, 39.3045, 'coordinates+coordinates_sign_mended'],
    ['exchanged columns', 39.3045, -76.6157, 'coordinates+coordinates_swapped_mended'],
    ['both', 39.3045, 76.6157, 'coordinates+coordinates_swapped_mended+coordinates_sign_mended'],
  ])('mends %s where the state is known, and says so', async (_what, lon, lat, matchType) => {
    const result = await place({ state: 'MD', lon, lat });
    expect(result).toMatchObject({ ...inBaltimore, precision: 'point', matchType, county: '24510' });
    expect(result.score).toBeLessThan(1);
  });

  it.each<[string, number, number]>([
    ['zero', 0, 0],
    ['in another state', -122.33, 47.6],
    ['at sea', -70, 38],
    ['in feet', 1_420_000, 590_000],
    ['not a number', Number.NaN, 39],
  ])('refuses what is %s, and uses the address', async (_what, lon, lat) => {
    expect(await found({ state: 'MD', zip: '21201', lon, lat })).toEqual([
      'zip',
      'zip+coordinates_refused',
      'MD',
      '24510',
      '21201',
    ]);
  });

  it('believes coordinates and ZIP against the state', async () => {
    expect(await found({ state: 'NJ', zip: '21201', ...inBaltimore })).toEqual([
      'point',
      'coordinates+state_contradicts',
      'MD',
      '24510',
      '21201',
    ]);
  });

  it('leaves out a ZIP far from the point', async () => {
    expect(await found({ state: 'MD', zip: '21502', ...inBaltimore })).toEqual([
      'point',
      'coordinates+zip_contradicts',
      'MD',
      '24510',
      null,
    ]);
  });
});

it.each<[string, string, unknown[]]>([
  ['a street', '12 Oak Ct', [false, 'unloaded']],
  ['a house with a box of its own', '12 Oak Ct Box 5', [false, 'unloaded']],
  ['a post box', 'P.O. Box 12', [true, 'none']],
  ['a rural route', 'RR 2 Box 12', [true, 'none']],
  ['general delivery', 'General Delivery', [true, 'none']],
  ['nothing', 'Unknown', [false, 'none']],
])('says of %s what it is where no streets are loaded', async (_what, street, expected) => {
  const { isBox, streetLookup } = await place({ street, city: 'Baltimore', state: 'MD' });
  expect([isBox, streetLookup]).toEqual(expected);
});

it('gives one result for each address, in order', async () => {
  const zips = ['21201', '98101', 'nowhere', '19103'];
  const results = await geocoder.geocode(zips.map((zip) => ({ ...NOTHING, zip })));
  expect(results.map(({ zip }) => zip)).toEqual(['21201', '98101', null, '19103']);
});
