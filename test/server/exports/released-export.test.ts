/** Released counts as files: the same for everybody of the agency, nothing that is not released, nothing of others. */
import { parse } from 'csv-parse/sync';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Role } from '../../../domain/access.ts';
import { createExportsRoutes } from '../../../server/exports/exports-routes.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import { insertRecords } from '../../helpers/records.ts';
import { makeYear, releaseYear } from '../../helpers/release-year.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { unzip } from '../../helpers/unzip.ts';

const database = useTestDatabase();

/** BPD recovered 60 guns in 2024 (30 sold in Maryland, 27 in Virginia, 3 in Georgia), 20 in 2025; NPD 13 in 2024. */
beforeAll(async () => {
  const guns = (count: number, agency: string, on: string, state: string) =>
    Array.from({ length: count }, () => ({
      agency,
      on,
      to: { state: 'MD', county: '24510' },
      from: { state },
      outcome: 'dealer' as const,
      ttc: 100,
    }));
  await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    areas: [
      { level: 'state', code: 'MD', name: 'Maryland', state: 'MD', at: [-76.8, 39] },
      { level: 'state', code: 'VA', name: 'Virginia', state: 'VA', at: [-78.6, 37.5] },
      { level: 'county', code: '24510', name: 'Baltimore city', state: 'MD', at: [-76.6, 39.3] },
    ],
    recoveries: [
      ...guns(30, 'BPD', '2024-03-01', 'MD'),
      ...guns(27, 'BPD', '2024-05-01', 'VA'),
      ...guns(3, 'BPD', '2024-06-01', 'GA'),
      ...guns(20, 'BPD', '2025-01-01', 'MD'),
      ...guns(13, 'NPD', '2024-06-01', 'VA'),
    ],
  });
  await releaseYear(database.current, 'BPD', 2024);
  await makeYear(database.current, 'BPD', 2025);
});

/** The file is `body`, as bytes. */
async function take(path: string, role: Role = 'briefing', agency = 'BPD') {
  const cookie = await accountCookie(database.current, agency, role);
  return request(routeApp(createExportsRoutes(database.current)))
    .get(`/api/exports/${path}`)
    .set('Cookie', cookie)
    .responseType('blob');
}

const rowsOf = (csv: Buffer) =>
  z.array(z.record(z.string(), z.string())).parse(parse(csv, { columns: true }));

describe('released.csv', () => {
  it('has each count of each released year, or why it is not shown', async () => {
    const { status, body } = await take('released.csv');
    expect(status).toBe(200);
    const rows = rowsOf(body);
    expect([...new Set(rows.map(({ year }) => year))]).toEqual(['2024']);
    const bySource = rows.filter(({ way }) => way === 'source');
    expect(bySource.map(({ category, guns, told }) => [category, guns, told])).toEqual([
      ['MD', '30', 'shown'],
      ['VA', '', 'withheld'],
      ['other', '', 'fewer'],
      ['unknown', '0', 'shown'],
    ]);
    expect(rows[0]).toMatchObject({
      agency: 'BPD',
      area: 'all',
      way: 'all',
      category: 'all',
      guns: '60',
      threshold: '11',
    });
  });

  it('is the same for all of the agency, and empty for one that has released nothing', async () => {
    const { body } = await take('released.csv', 'briefing');
    for (const role of ['analyst', 'steward'] as const) {
      expect((await take('released.csv', role)).body).toEqual(body);
    }
    expect(rowsOf((await take('released.csv', 'briefing', 'NPD')).body)).toEqual([]);
    expect((await take('released.csv', 'auditor')).status).toBe(403);
  });
});

describe('released.geojson', () => {
  it('has lines from states of sale to that of the agency, none for what stayed or is told together', async () => {
    const { features } = z
      .object({
        features: z.array(
          z.object({
            geometry: z.object({ type: z.string(), coordinates: z.array(z.array(z.number())) }).nullable(),
            properties: z.object({ way: z.string(), category: z.string() }),
          }),
        ),
      })
      .parse(JSON.parse(String((await take('released.geojson')).body)));
    const drawn = features.filter(({ geometry }) => geometry !== null);
    expect(drawn.map(({ properties }) => properties)).toEqual([{ way: 'source', category: 'VA' }]);
    expect(drawn[0]?.geometry?.coordinates[0]).toEqual([-78.6, 37.5]);
    expect(drawn[0]?.geometry?.coordinates.at(-1)).toEqual([-76.8, 39]);
  });

  it('comes with provenance that tells of one’s own agency, and of no change since', async () => {
    const { body } = await take('released.geojson?with=documents');
    const provenance = JSON.parse((await unzip(body)).get('provenance.json') ?? '{}');
    expect(provenance).toMatchObject({ dataVersion: null, agencies: [{ code: 'BPD' }] });
    expect(provenance.terms).toContain('released for everybody');
  });
});

it.each(['flows', 'hotspots', 'area-balance', 'recoveries'])(
  'who sees counts alone takes no file of %s: they are counted live',
  async (layer) => {
    expect((await take(`${layer}.geojson`)).status).toBe(403);
    expect((await take(`${layer}.geojson`, 'analyst')).status).toBe(200);
  },
);
