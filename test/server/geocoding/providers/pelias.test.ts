import { describe, expect, it } from 'vitest';
import { SetupError } from '../../../../server/errors.ts';
import { createPelias } from '../../../../server/geocoding/providers/pelias.ts';
import { brokenHalfway, json, page, status, useProviderServer } from '../../../helpers/provider-server.ts';
import { testClock } from '../../../helpers/test-clock.ts';
import { askDirectly } from './ask-directly.ts';

const server = useProviderServer();
const pelias = (peliasKey: string | null = null) => createPelias({ peliasUrl: server.url, peliasKey });

/** A collection as Pelias gives it for `/v1/search/structured`. */
const collection = (...features: object[]) => ({
  geocoding: {
    version: '0.2',
    attribution: 'https://pelias.example/attribution',
    query: { parsed_text: { address: '30 W 26TH ST' }, size: 10, private: false, querySize: 20 },
    engine: { name: 'Pelias', author: 'Mapzen', version: '1.0' },
    timestamp: 1789790343142,
  },
  type: 'FeatureCollection',
  features,
});

interface Properties {
  readonly [name: string]: string | number | undefined;
}

const feature = (properties: Properties = {}, coordinates = [-73.990342, 40.744243]) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates },
  properties: {
    id: 'node/1535843098',
    gid: 'openstreetmap:address:node/1535843098',
    layer: 'address',
    source: 'openstreetmap',
    source_id: 'node/1535843098',
    country_code: 'US',
    name: '30 West 26th Street',
    housenumber: '30',
    street: 'West 26th Street',
    postalcode: '10010',
    confidence: 1,
    match_type: 'exact',
    accuracy: 'point',
    country: 'United States',
    country_a: 'USA',
    region: 'New York',
    region_a: 'NY',
    county: 'New York County',
    locality: 'New York',
    borough: 'Manhattan',
    neighbourhood: 'Flatiron District',
    label: '30 West 26th Street, Manhattan, New York, NY, USA',
    ...properties,
  },
});
const ASKED = '30 W 26th St, New York, NY, 10010';
const ask = async () => (await askDirectly(pelias(), [ASKED]))[0];

describe('the request', () => {
  it('asks for one address by its parts, with the key if there is one', async () => {
    server.reply(json(collection()));
    await askDirectly(pelias('ge-123'), [ASKED]);
    await askDirectly(pelias(), [ASKED]);
    const [first, second] = server.received;
    expect(first).toMatchObject({ method: 'GET', path: '/v1/search/structured', body: '' });
    expect(Object.fromEntries(first?.query ?? [])).toEqual({
      address: '30 W 26TH ST',
      locality: 'NEW YORK',
      region: 'NY',
      postalcode: '10010',
      country: 'USA',
      size: '10',
      api_key: 'ge-123',
    });
    expect(second?.query.has('api_key')).toBe(false);
  });

  it('goes to no server but the one that is named, at most five times a second', async () => {
    expect(() => createPelias({ peliasUrl: null, peliasKey: 'ge-123' })).toThrow(SetupError);
    const clock = testClock();
    server.reply(json(collection()));
    await askDirectly(pelias(), [ASKED, ASKED], clock);
    expect(clock.sleeps).toEqual([200]);
  });
});

describe('the answer', () => {
  it.each<[string, Properties, string, number]>([
    ['exactly', {}, 'point', 1],
    [
      'as a venue, said to be a fallback',
      { layer: 'venue', match_type: 'fallback', confidence: 0.8 },
      'point',
      0.8,
    ],
    ['interpolated', { match_type: 'interpolated', confidence: 0.8 }, 'range', 0.8],
    [
      'interpolated, as newer versions say it',
      { match_type: 'fallback', accuracy: 'interpolated' },
      'range',
      1,
    ],
    ['with another ZIP', { postalcode: '10011', confidence: 0.9 }, 'point', 0.81],
  ])('the house found %s', async (_how, properties, precision, score) => {
    server.reply(json(collection(feature(properties))));
    expect(await ask()).toEqual({
      outcome: 'found',
      lon: -73.990342,
      lat: 40.744243,
      precision,
      label: '30 West 26th Street, Manhattan, New York, NY, USA',
      score: expect.closeTo(score, 6),
    });
  });

  it.each<[string, Properties]>([
    [
      'another house that is called a fallback',
      { housenumber: '32', match_type: 'fallback', confidence: 0.8 },
    ],
    [
      'the same number in another street',
      { street: 'West 27th Street', match_type: 'fallback', confidence: 0.8 },
    ],
    ['the street', { layer: 'street', housenumber: undefined, match_type: 'fallback', accuracy: 'centroid' }],
    ['the city', { layer: 'locality', housenumber: undefined, street: undefined, accuracy: 'centroid' }],
    ['the middle of an area', { accuracy: 'centroid' }],
    ['another state', { region_a: 'NJ' }],
  ])('%s is none', async (_what, properties) => {
    server.reply(json(collection(feature(properties))));
    expect(await ask()).toEqual({ outcome: 'none' });
  });

  it('nothing is none, and the house in two places is several', async () => {
    server.reply(json(collection()), json(collection(feature(), feature({}, [-73.98, 40.744243]))));
    expect(await ask()).toEqual({ outcome: 'none' });
    expect(await ask()).toEqual({ outcome: 'several' });
  });

  it('what may pass is asked for again', async () => {
    const busy = { ...collection(), geocoding: { errors: ['Request Timeout after 5000ms'] } };
    const timedOut = (response: Parameters<ReturnType<typeof json>>[0]) => {
      response.statusCode = 408;
      response.end(JSON.stringify(busy));
    };
    const text = JSON.stringify(collection(feature()));
    server.reply(timedOut, status(429), page, brokenHalfway(text), json(collection(feature())));
    expect(await ask()).toMatchObject({ outcome: 'found' });
    expect(server.received.length).toBe(5);
  });

  it('a wrong question has no answer, and a key that is used up ends it without telling the key', async () => {
    server.reply((response) => {
      response.statusCode = 400;
      response.end(
        JSON.stringify({ geocoding: { errors: ['at least one of the following fields is required'] } }),
      );
    });
    expect(await ask()).toBeNull();
    server.reply(status(403));
    const refused = askDirectly(pelias('ge-123'), [ASKED]);
    await expect(refused).rejects.toThrow(
      /^Pelias refuses requests from here \(HTTP 403\).*TRACEMAP_PELIAS_KEY\.$/,
    );
    await expect(refused).rejects.not.toThrow(/ge-123|26TH/);
  });
});
