import { PassThrough, Writable } from 'node:stream';
import { check } from '@placemarkio/check-geojson';
import { parse } from 'csv-parse/sync';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../../domain/vocabulary.ts';
import type { ExportRequest } from '../../../server/exports/export-layer.ts';
import { exportLayer } from '../../../server/exports/export-layer.ts';
import { exportQuestion } from '../../../server/exports/export-question.ts';
import { createExportsRoutes } from '../../../server/exports/exports-routes.ts';
import type { InsertedRecords } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let inserted: InsertedRecords;

beforeAll(async () => {
  inserted = await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    areas: [
      { level: 'state', code: 'MD', name: 'Maryland', state: 'MD', at: [-76.7, 39.05] },
      { level: 'state', code: 'VA', name: 'Virginia', state: 'VA', at: [-78.6, 37.5], population: 8_000_000 },
    ],
    dealers: [{ name: '=cmd|"calc"', listed: true, state: 'VA', at: [-77.4, 37.5] }],
    recoveries: [
      {
        agency: 'BPD',
        on: '2024-01-10',
        ttc: 100,
        at: [-76.61, 39.29],
        dealer: '=cmd|"calc"',
        from: { state: 'VA' },
        to: { state: 'MD' },
        manufacturer: '@SUM(A1), or "so"',
      },
      { agency: 'NPD', on: '2024-02-10', ttc: 200, from: { state: 'VA' }, to: { state: 'MD' } },
    ],
  });
});

/** What is exported where nothing is asked for by name. */
const WHOLE = {
  ...exportQuestion(new URLSearchParams()),
  taker: { role: 'analyst', agencyId: null },
} as const;

async function exported(
  wanted: Pick<ExportRequest, 'layer' | 'format'> & Partial<ExportRequest>,
  agencies: readonly string[] = ['BPD', 'NPD'],
) {
  const scope = scopeOfAllRecords(agencies.map((code) => inserted.agencies[code] ?? 0));
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const { rows: count } = await exportLayer(database.current, scope, { ...WHOLE, ...wanted }, stream);
  return { count, text: Buffer.concat(chunks).toString() };
}

const csvRows = z.array(z.record(z.string(), z.string()));
const table = (text: string) => csvRows.parse(parse(text, { columns: true }));

describe('exportLayer', () => {
  it.each([
    ['recoveries', 2],
    ['dealers', 1],
    ['flows', 1],
    ['hotspots', 1],
    ['area-balance', 2],
  ] as const)('writes %s as valid GeoJSON with the notice', async (layer, expected) => {
    const { count, text } = await exported({ layer, format: 'geojson' });
    expect(count).toBe(expected);
    const collection = check(text);
    expect(collection).toMatchObject({ type: 'FeatureCollection', notice: NOT_A_RANDOM_SAMPLE });
    expect('features' in collection && collection.features).toHaveLength(expected);
  });

  it.each(['recoveries', 'dealers', 'flows', 'hotspots', 'area-balance'] as const)(
    'writes the same of %s as CSV',
    async (layer) => {
      const { text: json } = await exported({ layer, format: 'geojson' });
      const { text: csv, count } = await exported({ layer, format: 'csv' });
      const rows = table(csv);
      expect(rows).toHaveLength(count);
      const first = z
        .object({ features: z.array(z.object({ properties: z.record(z.string(), z.unknown()) })) })
        .parse(JSON.parse(json)).features[0]?.properties;
      expect(Object.keys(rows[0] ?? {})).toEqual([
        ...Object.keys(first ?? {}),
        'longitude',
        'latitude',
        'notice',
      ]);
      expect(rows[0]?.notice).toBe('Traced guns are not a random sample of crime guns.');
    },
  );

  it('writes coordinates only where the place may be drawn', async () => {
    const rows = table((await exported({ layer: 'recoveries', format: 'csv' })).text);
    expect(rows.map(({ longitude, latitude }) => [longitude, latitude])).toEqual([
      ['-76.61', '39.29'],
      ['', ''],
    ]);
  });

  it('writes states with each figure, its interval and where their name stands', async () => {
    const [virginia, maryland] = table((await exported({ layer: 'area-balance', format: 'csv' })).text);
    expect(virginia).toMatchObject({
      code: 'VA',
      exported: '2',
      imported: '0',
      exportedPer100000: '0.025',
      exportedPer100000Few: 'true',
      ratio: '',
      shortShare: '1',
      knownTimeToCrime: '2',
      per: 'per 100,000 inhabitants of the 2020 census',
      longitude: '-78.6',
      latitude: '37.5',
    });
    expect(Number(virginia?.exportedPer100000Low)).toBeCloseTo(0.2422 / 80, 4);
    expect(maryland).toMatchObject({ code: 'MD', ratio: '0', ratioLow: '0', exportedPer100000: '' });
  });

  it('makes cells safe that a spreadsheet would run', async () => {
    const [recovery] = table((await exported({ layer: 'recoveries', format: 'csv' })).text);
    expect(recovery?.dealerName).toBe(`'=cmd|"calc"`);
    expect(recovery?.manufacturer).toBe(`'@SUM(A1), or "so"`);
    const [dealer] = table((await exported({ layer: 'dealers', format: 'csv' })).text);
    expect(dealer?.name).toBe(`'=cmd|"calc"`);
  });

  it('names no person and no serial number', async () => {
    for (const layer of ['recoveries', 'dealers', 'flows', 'area-balance'] as const) {
      const { text } = await exported({ layer, format: 'csv' });
      // How many purchasers a dealer's guns had is a count.
      expect(text.split('\r\n')[0]).not.toMatch(/purchaser(?!s)|possessor|birth|serial|fullName/i);
      expect(text).not.toMatch('S-0001');
    }
  });

  it('keeps to the filter and the scope, with headings where nothing is left', async () => {
    expect((await exported({ layer: 'recoveries', format: 'csv', filter: { ttcMax: 100 } })).count).toBe(1);
    expect((await exported({ layer: 'recoveries', format: 'csv' }, ['NPD'])).count).toBe(1);
    const nothing = await exported({ layer: 'flows', format: 'csv' }, []);
    expect(nothing.count).toBe(0);
    expect(nothing.text).toMatch(/^origin,destination,.*notice\r\n$/);
    expect(check((await exported({ layer: 'recoveries', format: 'geojson' }, [])).text)).toMatchObject({
      features: [],
    });
  });

  it('waits for a slow reader', async () => {
    const scope = scopeOfAllRecords(Object.values(inserted.agencies));
    const chunks: string[] = [];
    const slow = new Writable({
      highWaterMark: 1,
      write(chunk, _encoding, done) {
        chunks.push(String(chunk));
        setImmediate(done);
      },
    });
    const { rows: count } = await exportLayer(
      database.current,
      scope,
      { ...WHOLE, layer: 'recoveries', format: 'geojson' },
      slow,
    );
    expect(count).toBe(2);
    expect(check(chunks.join(''))).toMatchObject({ type: 'FeatureCollection' });
  });
});

describe('GET /api/exports/{layer}.{format}', () => {
  const app = () => signedInApp(database.current, createExportsRoutes(database.current));

  it.each([
    ['recoveries.geojson', 'application/geo+json'],
    ['dealers.csv', 'text/csv'],
    ['flows.csv', 'text/csv'],
  ])('answers %s as a file', async (name, type) => {
    const answer = await request(app()).get(`/api/exports/${name}?ttc_max=150`);
    expect(answer.status).toBe(200);
    expect(answer.type).toBe(type);
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="tracemap-${name}"`);
  });

  it('takes the level and number of flows', async () => {
    const { text } = await request(app()).get('/api/exports/flows.csv?level=county&limit=5');
    expect(table(text)).toHaveLength(0);
  });

  it.each([
    ['/api/exports/guns.csv', 404],
    ['/api/exports/recoveries.graphml', 404],
    ['/api/exports/flows.csv?colour=red', 400],
    ['/api/exports/flows.csv?level=town', 400],
  ])('refuses %s', async (path, status) => {
    const answer = await request(app()).get(path);
    expect(answer.status).toBe(status);
    expect(answer.type).toBe('application/problem+json');
  });
});
