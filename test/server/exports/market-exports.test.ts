/** Files of links, debriefs, thefts, sales, multiple sales and inspections. */
import { PassThrough } from 'node:stream';
import { check } from '@placemarkio/check-geojson';
import { parse } from 'csv-parse/sync';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ExportLayer } from '../../../domain/exports/export-layers.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { RECORDED_ONLY } from '../../../domain/vocabulary.ts';
import type { ExportRequest } from '../../../server/exports/export-layer.ts';
import { exportLayer } from '../../../server/exports/export-layer.ts';
import { EXPORT_COLUMNS } from '../../../server/exports/export-pages.ts';
import { exportQuestion } from '../../../server/exports/export-question.ts';
import { createExportsRoutes } from '../../../server/exports/exports-routes.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, importInto, rowsOf, useTextFiles } from '../imports/import-bench.ts';
import { addFewRecords } from '../records/few-records.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

const LINKS = [
  'NIBIN Lead #,Lead Date,Status,Agency 1,Incident 1,Incident Date 1,State 1,Latitude 1,Longitude 1,Evidence 1,Agency 2,Incident 2,Incident Date 2,State 2,Zip 2,Latitude 2,Longitude 2',
  'L1,2024-03-10,Hit,Baltimore PD,B1,2024-03-02,MD,39.29,-76.61,casing; bullet,Newark PD,N1,2024-01-10,NJ,07102,,',
  'L2,2024-03-11,Lead,Baltimore PD,B2,2024-03-03,MD,39.30,-76.61,casing,Baltimore PD,B1,2024-03-02,MD,,39.29,-76.61',
  '',
].join('\n');

beforeAll(async () => {
  await addAgencies(database.current, 'BPD', 'NPD');
  await addFewRecords(database.current, textFile);
  await importInto(database.current, 'ballistics', 'BPD', textFile('links.csv', LINKS));
});

async function exported(
  layer: ExportLayer,
  format: ExportRequest['format'],
  {
    query = '',
    agencies = ['BPD', 'NPD'],
  }: { readonly query?: string; readonly agencies?: readonly string[] } = {},
) {
  const ids = (await rowsOf(database.current, 'SELECT id, code FROM agency')).flatMap(({ id, code }) =>
    agencies.includes(String(code)) ? [Number(id)] : [],
  );
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const taker = { role: 'analyst', agencyId: null } as const;
  const wanted = { layer, format, taker, ...exportQuestion(new URLSearchParams(query)) };
  const { rows: count } = await exportLayer(database.current, scopeOfAllRecords(ids), wanted, stream);
  return { count, text: Buffer.concat(chunks).toString() };
}

const csvRows = z.array(z.record(z.string(), z.string()));
const table = async (...asked: Parameters<typeof exported>) =>
  csvRows.parse(parse((await exported(...asked)).text, { columns: true }));

/** Layers, with how many rows each has and how many of these are drawn. */
const LAYERS = [
  ['links', 2, 1],
  ['debriefs', 4, 3],
  ['thefts', 5, 2],
  ['dealer-sales', 4, 0],
  ['multiple-sales', 4, 0],
  ['inspections', 4, 0],
] as const;

describe.each(LAYERS)('%s', (layer, rows, drawn) => {
  it('are written as valid GeoJSON with their notice', async () => {
    const { count, text } = await exported(layer, 'geojson');
    expect(count).toBe(rows);
    const collection = check(text);
    expect(collection).toMatchObject({ type: 'FeatureCollection', notice: RECORDED_ONLY });
    const features = 'features' in collection ? collection.features : [];
    expect(features).toHaveLength(rows);
    expect(features.filter(({ geometry }) => geometry !== null)).toHaveLength(drawn);
    for (const { properties } of features)
      expect(Object.keys(properties ?? {})).toEqual(EXPORT_COLUMNS[layer]);
  });

  it('are written as a table of the same, the notice in each row', async () => {
    const written = await table(layer, 'csv');
    expect(written).toHaveLength(rows);
    for (const row of written) {
      expect(Object.keys(row)).toEqual([...EXPORT_COLUMNS[layer], 'longitude', 'latitude', 'notice']);
      expect(row.notice).toBe('Only what agencies recorded and brought in.');
    }
    const points = written.filter(({ longitude, latitude }) => longitude !== '' && latitude !== '');
    expect(points).toHaveLength(layer === 'links' ? 0 : drawn);
  });

  it('name no person, serial number, home or statement', async () => {
    const { text } = await exported(layer, 'csv');
    expect(text).not.toMatch(/MARLOWE|ARDEN|QUILL|AA000|BB000|CC000|37\.55|bought it for me|It was his/);
    expect(EXPORT_COLUMNS[layer].join()).not.toMatch(/purchaser|birth|serialNumber|fullName|statement/i);
  });

  it('keep to the filter and the scope', async () => {
    const ofBpd = await exported(layer, 'csv', { query: 'agency=BPD' });
    const scopeOfBpd = await exported(layer, 'csv', { agencies: ['BPD'] });
    expect(ofBpd.count).toBe(layer === 'links' ? rows : rows - 1);
    expect(scopeOfBpd.count).toBe(ofBpd.count);
    expect((await exported(layer, 'csv', { agencies: [] })).count).toBe(0);
    await request(signedInApp(database.current, createExportsRoutes(database.current)))
      .get(`/api/exports/${layer}.csv?ttc_max=1095`)
      .expect(400);
  });
});

it('a link is a row, what is known of its incidents parted by semicolons in the order of their days', async () => {
  const first = (await table('links', 'csv')).find(({ linkNumber }) => linkNumber === 'L1');
  expect(first).toMatchObject({
    agency: 'BPD',
    linkNumber: 'L1',
    linkType: 'hit',
    linkedOn: '2024-03-10',
    incidents: '2',
    incidentAgencies: 'NEWARK PD; BALTIMORE PD',
    incidentNumbers: 'N1; B1',
    occurredOn: '2024-01-10; 2024-03-02',
    // One within an entry is a comma.
    evidence: '; casing, bullet',
    places: '07102, NJ; MD',
    precisions: 'zip; point',
    positions: '; -76.61 39.29',
    sourceFiles: 'links.csv; links.csv',
    sourceRows: '2; 2',
  });
  const [link, other] = await table('links', 'csv');
  expect(link?.chain).toBe(other?.chain);
});

it('a record has its own columns and the line of its file', async () => {
  const [sale] = await table('dealer-sales', 'csv', { query: 'recovered_to=2023-01-01&agency=BPD' });
  expect(sale).toMatchObject({
    agency: 'BPD',
    dealerName: 'RIVER CITY ARMS',
    periodFrom: '2022-01-01',
    periodTo: '2023-01-01',
    gunsSold: '645',
    sourceFile: 'dealer-sales-BPD.csv',
    sourceRow: '2',
    longitude: '',
  });
});
