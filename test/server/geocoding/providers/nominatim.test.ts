import { describe, expect, it } from 'vitest';
import { SetupError } from '../../../../server/errors.ts';
import { createNominatim } from '../../../../server/geocoding/providers/nominatim.ts';
import { json, page, status, useProviderServer } from '../../../helpers/provider-server.ts';
import { testClock } from '../../../helpers/test-clock.ts';
import { askDirectly } from './ask-directly.ts';

const server = useProviderServer();
const nominatim = (nominatimEmail: string | null = null) =>
  createNominatim({ nominatimUrl: server.url, nominatimEmail });

/** Places as Nominatim 5 gives them for `format=jsonv2&addressdetails=1`. */
const HOUSE = {
  place_id: 382353032,
  licence: 'Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright',
  osm_type: 'node',
  osm_id: 2846295644,
  lat: '41.6612917',
  lon: '-72.7844227',
  category: 'place',
  type: 'house',
  place_rank: 30,
  importance: 9.99999999995449e-6,
  addresstype: 'place',
  name: '',
  display_name:
    '98, Camp Street, Downtown New Britain, New Britain, Capitol Planning Region, Connecticut, 06052, United States',
  address: {
    house_number: '98',
    road: 'Camp Street',
    neighbourhood: 'Downtown New Britain',
    city: 'New Britain',
    county: 'Capitol Planning Region',
    state: 'Connecticut',
    'ISO3166-2-lvl4': 'US-CT',
    postcode: '06052',
    country: 'United States',
    country_code: 'us',
  },
  boundingbox: ['41.6612417', '41.6613417', '-72.7844727', '-72.7843727'],
};
/** Interpolated in TIGER's ranges: it refers to the street, a way. */
const INTERPOLATED = { ...HOUSE, osm_type: 'way', osm_id: 860818842 };
const SHOP = { ...HOUSE, category: 'shop', type: 'bakery', name: 'Bakery', place_rank: 30 };
const BUILDING = { ...HOUSE, osm_type: 'way', category: 'building', type: 'yes' };
const { house_number: _number, ...STREET_ADDRESS } = HOUSE.address;
const STREET = {
  ...HOUSE,
  osm_type: 'way',
  category: 'highway',
  type: 'residential',
  place_rank: 26,
  addresstype: 'road',
  name: 'Camp Street',
  address: STREET_ADDRESS,
};
const ASKED = '98 Camp St, New Britain, CT, 06052';
const ask = async () => (await askDirectly(nominatim(), [ASKED]))[0];

describe('the request', () => {
  it('asks for one address by its parts and says who asks', async () => {
    server.reply(json([]));
    await askDirectly(nominatim('geo@agency.example'), [ASKED, '1 Elm St, , , 06052']);
    const [first, second] = server.received;
    expect(first).toMatchObject({ method: 'GET', path: '/search', body: '' });
    expect(Object.fromEntries(first?.query ?? [])).toEqual({
      street: '98 CAMP ST',
      city: 'NEW BRITAIN',
      state: 'CT',
      postalcode: '06052',
      countrycodes: 'us',
      format: 'jsonv2',
      addressdetails: '1',
      limit: '10',
    });
    expect(first?.headers['user-agent']).toBe('Tracemap (geo@agency.example)');
    expect(second?.query.get('postalcode')).toBe('06052');
    expect(second?.query.has('city')).toBe(false);
  });

  it('goes to the public server at most once a second, and never from nobody', async () => {
    const nominatimUrl = 'https://nominatim.openstreetmap.org';
    expect(() => createNominatim({ nominatimUrl, nominatimEmail: null })).toThrow(SetupError);
    expect(() => createNominatim({ nominatimUrl, nominatimEmail: null })).toThrow(
      /^TRACEMAP_NOMINATIM_EMAIL is/,
    );
    const provider = createNominatim({ nominatimUrl, nominatimEmail: 'geo@agency.example' });
    expect(provider.pace.requestsPerSecond).toBe(1);
    const clock = testClock();
    server.reply(json([]));
    await askDirectly({ ...nominatim(), pace: provider.pace }, [ASKED, ASKED, ASKED], clock);
    expect(clock.sleeps).toEqual([1000, 1000]);
  });
});

describe('the answer', () => {
  it.each<[string, object, string]>([
    ['an address', HOUSE, 'point'],
    ['a building', BUILDING, 'point'],
    ['a shop at the address', SHOP, 'point'],
    ['a number interpolated', INTERPOLATED, 'range'],
  ])('%s is found', async (_what, place, precision) => {
    server.reply(json([place]));
    expect(await ask()).toEqual({
      outcome: 'found',
      lon: -72.7844227,
      lat: 41.6612917,
      precision,
      label: HOUSE.display_name,
      score: 1,
    });
  });

  it.each<[string, object[]]>([
    ['nothing', []],
    ['the street alone', [STREET]],
    ['another house', [{ ...HOUSE, address: { ...HOUSE.address, house_number: '96' } }]],
    ['another street', [{ ...HOUSE, address: { ...HOUSE.address, road: 'Main Street' } }]],
    ['another state', [{ ...HOUSE, address: { ...HOUSE.address, 'ISO3166-2-lvl4': 'US-NY' } }]],
    ['another city', [{ ...HOUSE, address: { ...HOUSE.address, city: 'Hartford', postcode: '06103' } }]],
    ['a place without parts', [{ ...HOUSE, address: undefined }]],
  ])('%s is none', async (_what, places) => {
    server.reply(json(places));
    expect(await ask()).toEqual({ outcome: 'none' });
  });

  it('the house in two places is several', async () => {
    server.reply(json([STREET, HOUSE, { ...HOUSE, lat: '41.6712917' }]));
    expect(await ask()).toEqual({ outcome: 'several' });
  });

  it('too many requests, a page or another format are asked for again', async () => {
    server.reply(
      status(429, { 'retry-after': '0' }),
      page,
      json({ error: 'busy' }),
      json([{ lat: 'x' }]),
      json([HOUSE]),
    );
    expect(await ask()).toMatchObject({ outcome: 'found' });
    expect(server.received.length).toBe(5);
  });

  it('a question it calls wrong has no answer, and a block ends it', async () => {
    server.reply((response) => {
      response.statusCode = 400;
      response.end(JSON.stringify({ error: { code: 400, message: "Parameter 'street' is wrong." } }));
    });
    expect(await ask()).toBeNull();
    server.reply(status(403));
    await expect(ask()).rejects.toThrow(
      /^Nominatim refuses requests from here \(HTTP 403\)\. Look at its terms of use and at TRACEMAP_NOMINATIM_URL/,
    );
    expect(server.received.length).toBe(2);
  });
});
