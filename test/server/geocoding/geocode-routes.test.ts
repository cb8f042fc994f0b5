import type { Express } from 'express';
import express from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { geocodeSchema } from '../../../domain/responses.ts';
import { CurrentGeocoder } from '../../../server/geocoding/current-geocoder.ts';
import { createGeocodeRoutes } from '../../../server/geocoding/geocode-routes.ts';
import { problemHandler } from '../../../server/http/problem-handler.ts';
import { ensureAreas } from '../../../server/reference/load-areas.ts';
import { removeReference } from '../../../server/reference/sources/load-reference.ts';
import { loadBaltimoreStreets } from '../../helpers/baltimore-streets.ts';
import { cookieOfPartner } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let geocoder: CurrentGeocoder;
let app: Express;
let logged = '';

beforeAll(async () => {
  await ensureAreas(database.current);
  const cookie = await cookieOfPartner(database.current);
  geocoder = new CurrentGeocoder(database.current);
  app = express();
  app.set('etag', false);
  app.use(async (incoming, _response, next) => {
    incoming.headers.cookie ??= cookie;
    next();
  });
  app.use(createGeocodeRoutes(database.current, geocoder));
  const write = (line: string) => {
    logged += line;
  };
  app.use(problemHandler(pino({ level: 'trace' }, { write })));
});

const ask = (query: Record<string, string>) => request(app).get('/api/geocode').query(query);

async function place(q: string) {
  const { body } = await ask({ q }).expect(200);
  return geocodeSchema.parse(body);
}

describe('before any streets are loaded', () => {
  it('knows the area of an address, and says that there are no streets', async () => {
    expect(await place('100 N Calvert St, Baltimore, MD 21202')).toEqual({
      result: {
        lon: expect.closeTo(-76.6, 1),
        lat: expect.closeTo(39.3, 1),
        precision: 'zip',
        score: 0.95,
        parts: null,
        matchType: 'zip_city',
        matchedAddress: 'BALTIMORE, MD 21202',
        naaccrCode: '09',
        uncertaintyMetres: null,
        reference: null,
        review: null,
        census: { match: 'No_Match', exactness: null },
      },
      candidates: [],
      streetsLoaded: false,
    });
  });

  it('says of a post box that it is one, and of a street named for boxes that it is none', async () => {
    expect((await place('PO Box 12, Baltimore, MD 21202')).result.naaccrCode).toBe('10');
    expect((await place('12 Box Elder Rd, Baltimore, MD 21202')).result.naaccrCode).toBe('09');
  });

  it('has nothing to say of nonsense, and is not upset by it', async () => {
    const { result } = await place('\u0000 %% \'; DROP TABLE area; -- "');
    expect(result).toMatchObject({ precision: 'none', lon: null, lat: null, matchedAddress: null });
  });
});

describe('the geocoder', () => {
  it('is made once for all who ask at once, and anew when streets come and go', async () => {
    const [one, other] = await Promise.all([geocoder.get(), geocoder.get()]);
    expect(other).toBe(one);
    expect(await geocoder.get()).toBe(one);
    await loadBaltimoreStreets(database.current);
    const withStreets = await geocoder.get();
    expect([one.knowsStreets, withStreets.knowsStreets]).toEqual([false, true]);
    await removeReference(database.current, 'street-ranges', 'baltimore');
    expect((await geocoder.get()).knowsStreets).toBe(false);
    await loadBaltimoreStreets(database.current);
    expect((await geocoder.get()).knowsStreets).toBe(true);
  });
});

describe('with streets', () => {
  it('places a house in the range of its street', async () => {
    expect(await place('150 N Calvert St, Baltimore, MD 21202')).toEqual({
      result: {
        // 50 of the 98 numbers along.
        lon: expect.closeTo(-76.612, 3),
        lat: expect.closeTo(39.291, 3),
        precision: 'range',
        score: 1,
        parts: { name: 1, direction: 1, suffix: 1, place: 1 },
        matchType: 'range',
        matchedAddress: '150 N CALVERT ST, BALTIMORE, MD 21202',
        naaccrCode: '03',
        uncertaintyMetres: expect.any(Number),
        reference: {
          kind: 'street-ranges',
          name: 'baltimore',
          version: expect.stringMatching(/^[0-9a-f]{64}$/),
          loadedAt: expect.any(String),
        },
        review: null,
        census: { match: 'Match', exactness: 'Exact' },
      },
      candidates: [],
      streetsLoaded: true,
    });
  });

  it('places a crossing', async () => {
    const { result } = await place('Greenmount Ave & E North Ave, Baltimore, MD');
    expect(result).toMatchObject({ precision: 'intersection', lon: -76.609, lat: 39.311, naaccrCode: '04' });
  });

  it('offers what fits where the address leaves it open', async () => {
    const { result, candidates } = await place('350 North Ave, Baltimore, MD');
    expect(result).toMatchObject({
      precision: 'city',
      review: {
        reason: 'direction_missing',
        words: 'Streets that differ only in direction fit; the address does not say which.',
      },
      census: { match: 'Tie', exactness: null },
    });
    expect(candidates.map(({ label, precision }) => [label, precision])).toEqual([
      ['350 E NORTH AVE, BALTIMORE, MD 21202', 'range'],
      ['350 W NORTH AVE, BALTIMORE, MD 21201', 'range'],
    ]);
    expect(candidates.map(({ lon }) => lon)).toEqual([expect.closeTo(-76.61, 3), expect.closeTo(-76.62, 3)]);
  });

  it('says of a post box that it is one', async () => {
    expect((await place('PO Box 12, Baltimore, MD 21202')).result).toMatchObject({
      precision: 'zip',
      naaccrCode: '10',
      review: null,
    });
    expect((await place('12 Box Elder Rd, Baltimore, MD 21202')).result.naaccrCode).toBe('09');
  });
});

describe('addresses are personal', () => {
  it('is neither kept nor marked on the way back', async () => {
    const { headers } = await ask({ q: '150 N Calvert St, Baltimore, MD' }).expect(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers.etag).toBeUndefined();
  });

  it('does not reach the log, not even when the database fails', async () => {
    await database.current.knex.raw('ALTER TABLE street_range RENAME TO gone');
    try {
      await ask({ q: '13579 N Calvert St, Baltimore, MD 21202' }).expect(500);
    } finally {
      await database.current.knex.raw('ALTER TABLE gone RENAME TO street_range');
    }
    expect(logged).toContain('street_range');
    expect(logged).not.toMatch(/13579|Calvert/i);
  });
});

describe('what cannot be asked', () => {
  it.each([
    ['no address', {}, 'q'],
    ['an empty one', { q: '  ' }, 'q'],
    ['one that is too long', { q: 'x'.repeat(301) }, 'q'],
    ['another parameter', { q: '1 Main St', city: 'Baltimore' }, 'city'],
  ])('%s is a 400 that names the parameter', async (_what, query, parameter) => {
    const { body, headers } = await ask(query).expect(400);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ status: 400, parameter });
  });

  it('two addresses at once', async () => {
    const { body } = await request(app).get('/api/geocode?q=1+Main+St&q=2+Main+St').expect(400);
    expect(body.parameter).toBe('q');
    expect(body.detail).not.toContain('Main');
  });
});
