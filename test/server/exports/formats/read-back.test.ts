/** Files of every format, read back as those who may see different things got them. */
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportDictionary } from '../../../../domain/exports/export-dictionary.ts';
import type { ExportFormatId, ExportLayer } from '../../../../domain/exports/export-layers.ts';
import { EXPORT_FORMATS, EXPORT_LAYERS, formatsOf } from '../../../../domain/exports/export-layers.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../../../domain/vocabulary.ts';
import { createExportsRoutes } from '../../../../server/exports/exports-routes.ts';
import { accountCookie } from '../../../helpers/account-cookie.ts';
import {
  fromCsv,
  fromFlatGeobuf,
  fromGeoPackage,
  fromWorkbook,
  fromZip,
  OGRINFO,
  toldByGdal,
} from '../../../helpers/read-exported.ts';
import { insertReleasedYear } from '../../../helpers/release-year.ts';
import { routeApp } from '../../../helpers/route-app.ts';
import type { SharingWorld } from '../../../helpers/sharing-world.ts';
import { dealerOf, makeSharingWorld, OWN } from '../../../helpers/sharing-world.ts';
import { useTestDatabase } from '../../../helpers/test-database.ts';

const database = useTestDatabase();
const ODD_DEALER = '=1+1 <"Guns"> & Sons';

let world: SharingWorld;

beforeAll(async () => {
  world = await makeSharingWorld(database.current);
  await database.current
    .knex('dealer')
    .where('license_name', dealerOf('RECORDS'))
    .update({ license_name: ODD_DEALER });
  await insertReleasedYear(database.current, world.agencies[OWN] ?? 0, 20);
}, 120_000);

/** How a request shows that an agency's analyst sends it. */
async function analystOf(agency: string): Promise<Readonly<Record<string, string>>> {
  if (agency === OWN) return world.headersOf('analyst');
  return { Cookie: await accountCookie(database.current, agency, 'analyst') };
}

async function taken(path: string, agency = 'OWN'): Promise<Buffer> {
  const answer = await request(routeApp(createExportsRoutes(database.current)))
    .get(`/api/exports/${path}`)
    .set({ ...(await analystOf(agency)) })
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
  expect(answer.status, path).toBe(200);
  return answer.body;
}

/** How many rows a file has. */
const COUNT: Readonly<
  Record<ExportFormatId, (bytes: Buffer, layer: ExportLayer) => number | Promise<number>>
> = {
  geojson: (bytes) => JSON.parse(bytes.toString()).features.length,
  csv: (bytes) => fromCsv(bytes).length,
  xlsx: async (bytes) => ((await fromWorkbook(bytes)).Data?.length ?? 0) - 1,
  gpkg: (bytes, layer) => Number(fromGeoPackage(bytes, `SELECT count(*) AS count FROM "${layer}"`)[0]?.count),
  fgb: async (bytes) => (await fromFlatGeobuf(bytes)).length,
  graphml: (bytes) => bytes.toString().split('<edge ').length - 1,
};

describe.each(EXPORT_FORMATS)('%s', (format) => {
  const layer = format === 'graphml' ? 'flows' : 'recoveries';
  const query = format === 'graphml' ? '?level=state' : '';
  it.each([
    // Its own three, and those that three others share row by row; of each two are placed.
    ['a partner', OWN, 12, 8, 2],
    ['an owner', 'RECORDS', 3, 2, 2],
    ['an outsider', 'OUTSIDER', 3, 2, 2],
  ] as const)('has what %s sees', async (_who, agency, recoveries, placed, flows) => {
    const bytes = await taken(`${layer}.${format}${query}`, agency);
    const expected = { graphml: flows, fgb: placed };
    expect(await COUNT[format](bytes, layer)).toBe(
      format === 'graphml' || format === 'fgb' ? expected[format] : recoveries,
    );
  });
});

describe('every layer in every format that can hold it', () => {
  it.each(EXPORT_LAYERS)('%s', async (layer) => {
    const counts: Record<string, number> = {};
    for (const format of formatsOf(layer)) {
      counts[format] = await COUNT[format](await taken(`${layer}.${format}`), layer);
    }
    expect(counts.csv).toBeGreaterThan(0);
    const { fgb, ...others } = counts;
    expect(new Set(Object.values(others)).size, JSON.stringify(counts)).toBe(1);
    const { features } = JSON.parse((await taken(`${layer}.geojson`)).toString());
    const placed = features.filter(({ geometry }: { geometry: unknown }) => geometry !== null).length;
    expect(fgb ?? placed).toBe(placed);
  });
});

describe('a GeoPackage', () => {
  it('has columns of their types, places where they are known, and the extent of them', async () => {
    const bytes = await taken('recoveries.gpkg', 'RECORDS');
    expect(fromGeoPackage(bytes, 'PRAGMA application_id')).toEqual([{ application_id: 0x47504b47 }]);
    expect(fromGeoPackage(bytes, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(fromGeoPackage(bytes, 'PRAGMA foreign_key_check')).toEqual([]);
    const types = fromGeoPackage(bytes, `SELECT name, type FROM pragma_table_info('recoveries')`);
    expect(Object.fromEntries(types.map(({ name, type }) => [name, type]))).toMatchObject({
      fid: 'INTEGER',
      geom: 'POINT',
      recoveredOn: 'DATE',
      timeToCrimeDays: 'INTEGER',
      uncertaintyMetres: 'REAL',
      multipleSale: 'BOOLEAN',
    });
    const [first, second] = fromGeoPackage(bytes, 'SELECT * FROM recoveries ORDER BY fid');
    expect(first).toMatchObject({ recoveredOn: '2024-01-10', dealerName: ODD_DEALER, multipleSale: 1 });
    expect(second?.geom).toBeNull();
    const [contents] = fromGeoPackage(bytes, 'SELECT * FROM gpkg_contents');
    expect(contents).toMatchObject({ data_type: 'features', srs_id: 4326, description: NOT_A_RANDOM_SAMPLE });
    expect(Number(contents?.min_x)).toBeGreaterThan(-76.8);
    expect(Number(contents?.max_y)).toBeLessThan(39.5);
  });

  it('says what its columns mean and where it comes from', async () => {
    const bytes = await taken('flows.gpkg?level=state');
    expect(fromGeoPackage(bytes, 'SELECT column_name FROM gpkg_data_columns')).toHaveLength(
      exportDictionary('flows').length,
    );
    const [{ metadata } = {}] = fromGeoPackage(bytes, 'SELECT metadata FROM gpkg_metadata');
    expect(JSON.parse(String(metadata))).toMatchObject({
      madeBy: 'analyst of OWN',
      asked: [{ parameter: 'level', value: 'state' }],
    });
  });

  it('of what lies nowhere is a table alone', async () => {
    const bytes = await taken('inspections.gpkg');
    expect(fromGeoPackage(bytes, 'SELECT data_type, srs_id, min_x FROM gpkg_contents')).toEqual([
      { data_type: 'attributes', srs_id: null, min_x: null },
    ]);
    expect(fromGeoPackage(bytes, 'SELECT * FROM gpkg_geometry_columns')).toEqual([]);
  });
});

describe('a workbook', () => {
  it('keeps days, numbers and yes apart from text, and a formula as the text it is', async () => {
    const { Data: [heads = [], ...rows] = [] } = await fromWorkbook(
      await taken('recoveries.xlsx', 'RECORDS'),
    );
    expect(heads).toEqual([
      ...exportDictionary('recoveries').map(({ name }) => name),
      'longitude',
      'latitude',
    ]);
    const cell = (name: string) => rows[0]?.[heads.indexOf(name)];
    expect(cell('recoveredOn')).toEqual(new Date('2024-01-10'));
    expect(cell('multipleSale')).toBe(true);
    expect(cell('timeToCrimeDays')).toBe(101);
    expect(cell('dealerName')).toBe(ODD_DEALER);
    expect(typeof cell('longitude')).toBe('number');
    expect(rows[1]?.[heads.indexOf('longitude')]).toBeNull();
  });

  it('says in a second sheet what it is', async () => {
    const { About = [] } = await fromWorkbook(await taken('recoveries.xlsx?ttc_max=1095'));
    const told = About.map((row) => row.join(' | ')).join('\n');
    expect(told).toContain(`Notice | ${NOT_A_RANDOM_SAMPLE}`);
    expect(told).toContain('Filter | ttc_max=1095 (most days from first sale to recovery)');
    expect(told).toContain('Made by | analyst of OWN');
    expect(told).toMatch(/timeToCrimeDays \| Days from the first retail sale to the recovery/);
  });
});

describe('FlatGeobuf', () => {
  it('has what is known of each row whose place is', async () => {
    const [first] = await fromFlatGeobuf(await taken('recoveries.fgb', 'RECORDS'));
    expect(first?.properties).toMatchObject({
      recoveredOn: '2024-01-10',
      timeToCrimeDays: 101,
      multipleSale: true,
    });
    expect(first?.geometry?.type).toBe('Point');
    const [cell] = await fromFlatGeobuf(await taken('hotspots.fgb'));
    expect(cell?.geometry?.type).toBe('Polygon');
  });
});

describe('GraphML', () => {
  it('is a network of areas with where they lie, and its notice', async () => {
    const text = (await taken('flows.graphml?level=state')).toString();
    expect(text).toContain('<graph id="flows" edgedefault="directed">');
    expect(text).toContain(NOT_A_RANDOM_SAMPLE);
    expect(text).toMatch(
      /<node id="VA"><data key="node-name">Virginia<\/data><data key="node-longitude">-77\.\d+<\/data>/,
    );
    expect(text).toMatch(/<edge source="VA" target="MD"><data key="edge-count">\d+<\/data>/);
    // Each once, before the edges that name it.
    for (const code of ['VA', 'MD', 'PA']) expect(text.split(`<node id="${code}">`)).toHaveLength(2);
    expect(text.indexOf('<node id="MD">')).toBeLessThan(text.indexOf('target="MD"'));
  });
});

describe('some columns', () => {
  it.each(EXPORT_FORMATS)('are all that is in %s beside what tells rows apart', async (format) => {
    const bytes = await taken(`flows.${format}?level=state&columns=count,distanceKm`);
    const text = format === 'xlsx' ? JSON.stringify(await fromWorkbook(bytes)) : bytes.toString('latin1');
    expect(text).toContain('distanceKm');
    expect(text).not.toContain('knownTimeToCrime');
    const csv = fromCsv(await taken('flows.csv?level=state&columns=count,distanceKm'));
    expect(Object.keys(csv[0] ?? {})).toEqual([
      ...['origin', 'destination', 'count', 'distanceKm'],
      ...['longitude', 'latitude', 'notice'],
    ]);
  });

  it('of which there is none are refused by name', async () => {
    const { body } = await request(routeApp(createExportsRoutes(database.current)))
      .get('/api/exports/flows.gpkg?columns=serialNumber')
      .set({ ...world.headersOf('analyst') })
      .expect(400);
    expect(body.detail).toMatch(/^flows have no "serialNumber" among their columns. There are origin, /);
  });
});

describe('documents', () => {
  it.each(EXPORT_FORMATS)('go with %s in one ZIP', async (format) => {
    const files = await fromZip(await taken(`flows.${format}?level=state&columns=count&with=documents`));
    expect(Object.keys(files)).toEqual([`tracemap-flows.${format}`, 'dictionary.csv', 'provenance.json']);
    const file = files[`tracemap-flows.${format}`] ?? Buffer.alloc(0);
    const rows = await COUNT[format](file, 'flows');
    expect(fromCsv(files['dictionary.csv'] ?? Buffer.alloc(0)).map(({ column }) => column)).toEqual([
      'origin',
      'destination',
      'count',
    ]);
    const provenance = JSON.parse(String(files['provenance.json']));
    expect(provenance).toMatchObject({ layer: 'flows', format, rows, madeBy: 'analyst of OWN' });
    expect(provenance.notice).toBe(NOT_A_RANDOM_SAMPLE);
    expect(provenance.agencies.map(({ code }: { code: string }) => code)).toContain('RECORDS');
    // Who took it stands in the audit log alone.
    expect(JSON.stringify(provenance)).not.toMatch(/@/);
  });

  it('tell of the columns of a layer by themselves', async () => {
    const { items } = JSON.parse((await taken('recoveries/dictionary.json')).toString());
    expect(items).toEqual(exportDictionary('recoveries'));
    expect(fromCsv(await taken('recoveries/dictionary.csv'))).toHaveLength(items.length);
  });
});

describe.runIf(OGRINFO !== null)('GDAL (skipped where ogrinfo is not installed)', () => {
  it.each([
    ['recoveries', 'gpkg', 'Point', 12],
    ['hotspots', 'gpkg', 'Polygon', null],
    ['links', 'gpkg', 'Line String', 4],
    ['inspections', 'gpkg', 'None', 4],
    ['recoveries', 'fgb', 'Point', 8],
    ['hotspots', 'fgb', 'Polygon', null],
    ['flows', 'fgb', 'Line String', null],
    ['recoveries', 'geojson', 'Point', 12],
    ['flows', 'geojson', 'Line String', null],
  ] as const)('opens %s as %s', async (layer, format, geometry, rows) => {
    const bytes = await taken(`${layer}.${format}`);
    const told = toldByGdal(`${layer}.${format}`, bytes);
    expect(told).not.toMatch(/warning|error|failure/i);
    expect(told).toContain(`Geometry: ${geometry}`);
    expect(told).toContain(`Feature Count: ${rows ?? (await COUNT[format](bytes, layer))}`);
  });
});
