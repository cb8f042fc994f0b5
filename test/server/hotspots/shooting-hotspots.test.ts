import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  hotspotAccuracySchema,
  hotspotDensitySchema,
  hotspotDetailSchema,
  hotspotsSchema,
} from '../../../domain/hotspots.ts';
import type { Speech } from '../../../domain/languages/speech.ts';
import { IN_ENGLISH } from '../../../domain/languages/speech.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { parseTraceFilter } from '../../../domain/trace-filter.ts';
import { NOT_A_RANDOM_SAMPLE, RECORDED_SHOOTINGS_ONLY } from '../../../domain/vocabulary.ts';
import type { ScopedRead } from '../../../server/database/with-scope.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { createExportsRoutes } from '../../../server/exports/exports-routes.ts';
import { readHotspotAccuracy } from '../../../server/hotspots/hotspot-accuracy-read-model.ts';
import { readHotspotDensity } from '../../../server/hotspots/hotspot-density-read-model.ts';
import { HOTSPOT_PARAMETERS, hotspotQuestion } from '../../../server/hotspots/hotspot-question.ts';
import { readHotspot, readHotspots } from '../../../server/hotspots/hotspots-read-model.ts';
import { createHotspotsRoutes } from '../../../server/hotspots/hotspots-routes.ts';
import { insertRecords } from '../../helpers/records.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { importInto, useTextFiles } from '../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
let agencies: Readonly<Record<string, number>>;

/** Resolution 8, about half a kilometre an edge. */
const MIDDLE = latLngToCell(39.29, -76.61, 8);
const NEAR = gridDisk(MIDDLE, 1).filter((cell) => cell !== MIDDLE);
const NEWARK = latLngToCell(40.73, -74.17, 8);
/** Far from each other and from all else. */
const LONELY = Array.from({ length: 10 }, (_, index) => latLngToCell(38 + index / 10, -78, 8));
/** Cells within one ring of the middle and its neighbours (19), and of each lonely one (7). */
const CELLS = 19 + 10 * 7;

const HEADINGS = 'Incident Number,Incident Date,Type,Zip,State,Latitude,Longitude';

/** A box that has the middle of a cell in it and of no other. */
function boxAround(cell: string): string {
  const [lat, lon] = cellToLatLng(cell);
  return [lon - 0.001, lat - 0.001, lon + 0.001, lat + 0.001].join();
}

/** Rows of so many incidents, each with a number of its own. */
function rowsOf(prefix: string, count: number, day: string, type: string, cell: string | null): string[] {
  const [lat, lon] = cell === null ? ['', ''] : cellToLatLng(cell);
  const [zip, state] = cell === NEWARK ? ['07102', 'NJ'] : [cell === null ? '' : '21202', 'MD'];
  return Array.from(
    { length: count },
    (_, index) => `${prefix}${index},${day},${type},${zip},${state},${lat},${lon}`,
  );
}

/**
 *   where                        what            agency  when
 *   the middle cell              30 shootings    BPD     2024-03-10
 *                                 4 robberies, 3 homicides, 2 shots fired: none of them a shooting
 *   each of its six neighbours    2 shootings    BPD     2025-03-10
 *   Maryland, no more is known    5 shootings    BPD     2025-03-11
 *   ten cells far apart           1 shooting     CPD     2010-01-01
 *   Newark, one cell              1 shooting     NPD     2025-01-05
 *   Newark, one cell              1 recovery     NPD
 */
beforeAll(async () => {
  ({ agencies } = await insertRecords(database.current, {
    agencies: ['BPD', 'CPD', 'NPD', 'OUT'],
    recoveries: [{ agency: 'NPD', on: '2025-01-15', at: [-74.17, 40.73], to: { state: 'NJ' } }],
  }));
  const bpd = [
    ...rowsOf('A', 30, '2024-03-10', 'SHOOTING', MIDDLE),
    ...rowsOf('R', 4, '2024-03-10', 'ROBBERY', MIDDLE),
    ...rowsOf('H', 3, '2024-03-10', 'HOMICIDE', MIDDLE),
    ...rowsOf('F', 2, '2024-03-10', 'SHOTS FIRED', MIDDLE),
    ...NEAR.flatMap((cell, index) => rowsOf(`N${index}-`, 2, '2025-03-10', 'SHOOTING', cell)),
    ...rowsOf('U', 5, '2025-03-11', 'SHOOTING', null),
  ];
  const file = (name: string, rows: readonly string[]) => textFile(name, [HEADINGS, ...rows, ''].join('\n'));
  await importInto(database.current, 'incidents', 'BPD', file('bpd.csv', bpd));
  const cpd = LONELY.flatMap((cell, index) => rowsOf(`L${index}-`, 1, '2010-01-01', 'SHOOTING', cell));
  await importInto(database.current, 'incidents', 'CPD', file('cpd.csv', cpd));
  await importInto(
    database.current,
    'incidents',
    'NPD',
    file('npd.csv', rowsOf('N', 1, '2025-01-05', 'SHOOTING', NEWARK)),
  );
});

function asked<Result>(
  text: string,
  codes: readonly string[],
  read: (
    scoped: ScopedRead,
    filter: ReturnType<typeof parseTraceFilter>,
    question: ReturnType<typeof hotspotQuestion>,
    speech: Speech,
  ) => Promise<Result>,
): Promise<Result> {
  const query = new URLSearchParams(`of=shootings&${text}`);
  const scope = scopeOfAllRecords(codes.map((code) => agencies[code] ?? 0));
  return withScope(database.current, scope, {}, (scoped) =>
    read(scoped, parseTraceFilter(query, HOTSPOT_PARAMETERS), hotspotQuestion(query), IN_ENGLISH),
  );
}
const hotspots = (text: string, codes: readonly string[] = ['BPD']) => asked(text, codes, readHotspots);
const countsOf = ({ features }: Awaited<ReturnType<typeof hotspots>>) =>
  new Map(
    features
      .filter(({ properties }) => properties.count > 0)
      .map(({ id, properties }) => [id, properties.count]),
  );

describe('hotspots of shootings', () => {
  it('counts shootings alone, and says how many are placed too coarsely for a cell', async () => {
    const found = await hotspots('resolution=8&rings=1');
    expect(countsOf(found)).toEqual(
      new Map([[MIDDLE, 30], ...NEAR.map((cell): [string, number] => [cell, 2])]),
    );
    expect(found.totals).toMatchObject({ count: 47, placed: 42, unplaced: 5 });
    expect(found.notice).toBe(RECORDED_SHOOTINGS_ONLY);
  });

  it('takes the cells around any shooting as the study area, not those around guns', async () => {
    const { method, features } = await hotspots('resolution=8&rings=1', ['BPD', 'CPD']);
    expect(method).toMatchObject({ of: 'shootings', n: CELLS, untested: null });
    expect(method.studyArea).toMatch(/any shooting is recorded/);
    // Gi* by hand: all 42 of the middle lie within its reach of 7 cells, and ten shootings elsewhere.
    const mean = 52 / CELLS;
    const s = Math.sqrt((30 ** 2 + 6 * 2 ** 2 + 10) / CELLS - mean ** 2);
    const z = (42 - 7 * mean) / (s * Math.sqrt((CELLS * 7 - 7 ** 2) / (CELLS - 1)));
    const middle = features.find(({ id }) => id === MIDDLE)?.properties;
    expect(middle).toMatchObject({ count: 30, nearby: 42, outOf: null, rate: null, class: 'hot99' });
    expect(middle?.z).toBeCloseTo(z, 4);
  });

  it('keeps the study areas of guns and of shootings apart', async () => {
    const both = ['BPD', 'NPD'];
    const shootings = await hotspots('resolution=8&rings=1', both);
    const guns = await asked('resolution=8&rings=1', both, (read, filter, question) =>
      readHotspots(read, filter, { ...question, of: 'recoveries' }, IN_ENGLISH),
    );
    expect([shootings.method.n, guns.method.n]).toEqual([19 + 7, 7]);
    expect(guns.notice).toBe(NOT_A_RANDOM_SAMPLE);
    expect((await hotspots('resolution=8&rings=1', both)).method.n).toBe(19 + 7);
  });

  it.each([
    ['recovered_from=2025-01-01', 12 + 5, 12],
    ['recovered_to=2025-01-01', 30, 30],
    ['recovery_state=NJ', 0, 0],
    ['recovery_zip=21202', 42, 42],
    ['precision_min=street', 42, 42],
    [`bbox=${boxAround(MIDDLE)}`, 30, 30],
  ])('counts what %s leaves', async (query, count, placed) => {
    expect((await hotspots(`resolution=8&${query}`)).totals).toMatchObject({ count, placed });
  });

  it('makes larger cells of the same shootings, and names them', async () => {
    const { features } = await hotspots('resolution=5&rings=1', ['BPD', 'NPD']);
    const all = features.reduce((sum, { properties }) => sum + properties.count, 0);
    expect(all).toBe(43);
    const names = features.map(({ id, properties }) => [id, properties.place]);
    expect(names).toContainEqual([latLngToCell(39.29, -76.61, 5), '21202']);
    expect(names).toContainEqual([latLngToCell(40.73, -74.17, 5), '07102']);
  });

  it('tells their course over whole months', async () => {
    const found = await hotspots('resolution=8&periods=months', ['BPD']);
    expect(found.method.periods).toMatchObject({
      from: expect.objectContaining({ length: 13 }),
      to: '2025-04-01',
    });
    expect(found.totals.outsidePeriods).toBe(0);
  });

  it('shows an owner its own, a partner both, an outsider nothing', async () => {
    const countOf = async (codes: readonly string[]) => {
      const found = await hotspots('resolution=8', codes);
      return [found.totals.count, countsOf(found).size];
    };
    expect(await countOf(['NPD'])).toEqual([1, 1]);
    expect(await countOf(['BPD', 'NPD'])).toEqual([48, 8]);
    expect(await countOf(['OUT'])).toEqual([0, 0]);
    expect((await hotspots('resolution=8', ['OUT'])).method).toMatchObject({ n: 0 });
  });

  it('tells one cell by month, and none of it to whoever may not see it', async () => {
    const detail = (cell: string, codes: readonly string[]) =>
      asked('resolution=8', codes, (read, filter, question, speech) =>
        readHotspot(read, filter, question, cell, speech),
      );
    expect(await detail(NEWARK, ['NPD'])).toMatchObject({
      months: [{ month: '2025-01', count: 1 }],
      undated: 0,
      notice: RECORDED_SHOOTINGS_ONLY,
    });
    expect(await detail(NEWARK, ['BPD'])).toBeNull();
  });
});

describe('what hotspots of shootings foretell, and their surface', () => {
  it('holds the shootings of one period against those of the next', async () => {
    // The last twelve months with shootings, and the twelve before.
    const months = {
      previous: { from: '2023-04-01', to: '2024-04-01' },
      current: { from: '2024-04-01', to: '2025-04-01' },
      notice: RECORDED_SHOOTINGS_ONLY,
    };
    const found = await asked('resolution=8&rings=1', ['BPD', 'CPD'], readHotspotAccuracy);
    expect(found).toMatchObject({
      ...months,
      previousCount: 30,
      count: 12,
      cells: CELLS,
      hotCells: 7,
      hits: 12,
    });
    expect(found.predictionAccuracyIndex).toBeCloseTo(CELLS / 7, 9);
    const few = await asked('resolution=8&rings=1', ['BPD', 'NPD'], readHotspotAccuracy);
    expect(few).toMatchObject({ ...months, count: 13, hotCells: 0 });
    expect(few.method.untested).toMatch(/Only 26 cells/);
  });

  it.each([
    ['BPD', { count: 47, placed: 42, unplaced: 5 }],
    ['OUT', { count: 0, placed: 0, unplaced: 0 }],
  ])('spreads those that %s may see over a surface', async (code, totals) => {
    const surface = await asked('resolution=8', [code], (read, filter, question) =>
      readHotspotDensity(read, filter, question, null),
    );
    expect(surface).toMatchObject({ totals, notice: RECORDED_SHOOTINGS_ONLY });
    expect(surface.most > 0).toBe(totals.placed > 0);
  });
});

describe('GET /api/hotspots?of=shootings', () => {
  const app = () => signedInApp(database.current, createHotspotsRoutes(database.current));
  const at = (path: string) => request(app()).get(`/api/hotspots${path}`);

  it('answers the promised shapes', async () => {
    for (const [path, schema] of [
      ['?of=shootings&resolution=8&periods=months', hotspotsSchema],
      [`/${MIDDLE}?of=shootings&resolution=8`, hotspotDetailSchema],
      ['/accuracy?of=shootings&resolution=8', hotspotAccuracySchema],
      ['/density?of=shootings&resolution=8', hotspotDensitySchema],
    ] as const) {
      const { body, status } = await at(path);
      expect([path, status]).toEqual([path, 200]);
      expect(schema.parse(body)).toEqual(body);
    }
  });

  it.each([
    'ttc_min=1',
    'ttc_max=1095',
    'source_state=VA',
    'source_county=51013',
    'source_zip=22201',
    'purchaser_state=VA',
    'purchaser_county=51013',
    'purchaser_zip=22201',
    'firearm_type=pistol',
    'caliber=9MM',
    'manufacturer=ACME',
    'crime_code=1',
    'dealer=1',
    'indicator=multipleSale',
  ])('refuses %s in words that name it', async (filter) => {
    const [name = ''] = filter.split('=');
    for (const path of ['', '/accuracy', '/density', `/${MIDDLE}`]) {
      const { body, status } = await at(`${path}?of=shootings&resolution=8&${filter}`);
      expect([path, status, body.parameter]).toEqual([path, 400, name]);
      expect(body.detail).toMatch(/says something of guns, not of incidents/);
    }
  });

  it('knows no rate of them', async () => {
    const { body, status } = await at('?of=shootings&rate=recoveries');
    expect([status, body.parameter]).toEqual([400, 'rate']);
  });

  it('exports them with their own notice, and refuses there what it refuses here', async () => {
    const exports = signedInApp(database.current, createExportsRoutes(database.current));
    const { text } = await request(exports).get(
      '/api/exports/hotspots.csv?of=shootings&resolution=8&recovery_state=NJ',
    );
    const [headings = '', ...rows] = text.trimEnd().split('\r\n');
    expect(headings).toMatch(/^cell,place,count,/);
    expect(rows.map((row) => row.split(',').slice(0, 3))).toEqual([[NEWARK, '07102', '1']]);
    expect(rows[0]).toMatch(/Recorded shootings only\.$/);
    const refused = await request(exports).get('/api/exports/hotspots.csv?of=shootings&dealer=1');
    expect([refused.status, refused.body.parameter]).toEqual([400, 'dealer']);
  });
});
