import { check } from '@placemarkio/check-geojson';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { INCIDENT_FILTERS } from '../../../domain/incident-filter.ts';
import type { Incidents } from '../../../domain/responses.ts';
import { incidentsSchema } from '../../../domain/responses.ts';
import type { Scope } from '../../../domain/scope.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { RECORDED_INCIDENTS_ONLY } from '../../../domain/vocabulary.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { createExportsRoutes } from '../../../server/exports/exports-routes.ts';
import { incidentCondition } from '../../../server/incidents/incident-condition.ts';
import { incidentsList } from '../../../server/incidents/incidents-list.ts';
import { createIncidentsRoutes } from '../../../server/incidents/incidents-routes.ts';
import { filtersOf } from '../../../server/records/record-condition.ts';
import { countRecords, readRecordPage } from '../../../server/records/record-list-read-model.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, importInto, rowsOf, useTextFiles } from '../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
const app = () => signedInApp(database.current, createIncidentsRoutes(database.current));

const HEADINGS =
  'Incident Number,Incident Date,Time,Type,Fatal,Victims,Casings,Casing Caliber,Zip,State,Latitude,Longitude';
const BPD = [
  HEADINGS,
  'B1,2024-01-10,22:15,SHOOTING,Y,2,14,9MM,21202,MD,39.29,-76.61',
  'B2,2024-03-10,,ROBBERY,,,,,21215,MD,39.35,-76.67',
  'B3,2024-02-10,,SHOOTING,N,,,,,MD,,',
  '',
].join('\n');
const NPD = [HEADINGS, 'N1,2024-02-01,01:00,SHOOTING,N,1,,,07102,NJ,40.73,-74.17', ''].join('\n');

beforeAll(async () => {
  await addAgencies(database.current, 'BPD', 'NPD', 'OUT');
  await importInto(database.current, 'incidents', 'BPD', textFile('bpd.csv', BPD));
  await importInto(database.current, 'incidents', 'NPD', textFile('npd.csv', NPD));
});

async function ask(query: string): Promise<Incidents> {
  const { body, status } = await request(app()).get(`/api/incidents${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return incidentsSchema.parse(body);
}
const numbers = ({ features }: Incidents) => features.map(({ properties }) => properties.incidentNumber);

describe('GET /api/incidents', () => {
  it('tells all of an incident, and the line of its file', async () => {
    const { body } = await request(app()).get('/api/incidents?agency=BPD&sort=oldest&limit=1');
    expect(check(JSON.stringify(body))).toMatchObject({ type: 'FeatureCollection' });
    expect(incidentsSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({ numberMatched: 3, drawable: 2, bbox: [-76.61, 39.29, -76.61, 39.29] });
    expect(body.features).toEqual([
      {
        type: 'Feature',
        id: expect.any(Number),
        geometry: { type: 'Point', coordinates: [-76.61, 39.29] },
        properties: {
          agency: 'BPD',
          agencyName: 'BPD',
          incidentNumber: 'B1',
          occurredOn: '2024-01-10',
          occurredTime: '22:15',
          incidentType: 'shooting',
          reportedType: 'SHOOTING',
          fatal: true,
          victims: 2,
          casings: 14,
          casingCaliber: '9MM',
          precision: 'point',
          uncertaintyMetres: null,
          placedBy: 'coordinates',
          place: '21202, MD',
          state: 'MD',
          county: null,
          source: { file: 'bpd.csv', row: 2, batch: expect.any(Number) },
        },
      },
    ]);
  });

  it.each([
    ['', ['B2', 'B3', 'N1', 'B1']],
    ['?sort=oldest', ['B1', 'N1', 'B3', 'B2']],
    // Half-open, as everywhere.
    ['?recovered_from=2024-02-01&recovered_to=2024-02-10', ['N1']],
    ['?recovery_state=NJ', ['N1']],
    ['?recovery_zip=21202,07102', ['N1', 'B1']],
    ['?recovery_county=24510', []],
    ['?precision_min=street', ['B2', 'N1', 'B1']],
    ['?bbox=-77,39,-76,39.3', ['B1']],
    ['?incident_type=robbery', ['B2']],
    ['?incident_type=robbery,shooting&agency=BPD', ['B2', 'B3', 'B1']],
  ])('answers %j with %j', async (query, expected) => {
    const answer = await ask(query);
    expect(numbers(answer)).toEqual(expected);
    expect(answer.numberMatched).toBe(expected.length);
  });

  it('draws no point of what is known to its state only', async () => {
    const answer = await ask('?recovered_from=2024-02-10&recovered_to=2024-02-11');
    expect(answer.features.map(({ geometry }) => geometry)).toEqual([null]);
    expect([answer.numberMatched, answer.drawable]).toEqual([1, 0]);
  });

  it('goes on from page to page, each incident once', async () => {
    const seen: (string | null)[] = [];
    let after = '';
    do {
      const page = await ask(`?limit=1${after}`);
      expect(page.numberMatched).toBe(4);
      seen.push(...numbers(page));
      after = page.next === null ? '' : `&after=${page.next}`;
    } while (after !== '' && seen.length < 10);
    expect(seen).toEqual(['B2', 'B3', 'N1', 'B1']);
  });

  it.each([
    ['?caliber=9MM', 'caliber'],
    ['?ttc_max=1095', 'ttc_max'],
    ['?incident_type=arson', 'incident_type'],
    ['?sort=shortest', 'sort'],
    ['?place=here', 'place'],
  ])('refuses %s and names it', async (query, parameter) => {
    const { body, status } = await request(app()).get(`/api/incidents${query}`);
    expect([status, body.parameter]).toEqual([400, parameter]);
  });
});

it('takes the filters that the page leaves for it', () => {
  expect(filtersOf(incidentsList.filters)).toEqual(INCIDENT_FILTERS);
});

describe('whose incidents are read', () => {
  const idOf = async (code: string) => {
    const [agency] = await rowsOf(database.current, `SELECT id FROM agency WHERE code = '${code}'`);
    return Number(agency?.id);
  };
  const read = async (...codes: readonly string[]) => {
    const scope: Scope = scopeOfAllRecords(await Promise.all(codes.map(idOf)));
    const condition = incidentCondition({ filter: {}, types: [] });
    return withScope(database.current, scope, {}, async ({ trx }) => ({
      numbers: (
        await readRecordPage(trx, incidentsList, condition, { sort: 'oldest', limit: 10, after: null })
      ).items.map(({ properties }) => properties.incidentNumber),
      count: await countRecords(trx, incidentsList, condition),
    }));
  };

  it.each([
    ['the owner sees its own', ['BPD'], ['B1', 'B3', 'B2'], 2],
    ['a partner sees both', ['BPD', 'NPD'], ['B1', 'N1', 'B3', 'B2'], 3],
    ['an outsider sees none', ['OUT'], [], 0],
    ['nobody sees none', [], [], 0],
  ])('%s', async (_who, codes, expected, drawable) => {
    expect(await read(...codes)).toEqual({
      numbers: expected,
      count: { all: expected.length, drawable },
    });
  });
});

describe('the export of incidents', () => {
  const exported = (file: string) =>
    request(signedInApp(database.current, createExportsRoutes(database.current)))
      .get(`/api/exports/incidents.${file}`)
      .buffer(true);

  it('has each as a point where it may be drawn, with its own notice', async () => {
    const { text, status } = await exported('geojson?agency=BPD')
      .parse((response, done) => {
        let all = '';
        response.on('data', (chunk: Buffer) => {
          all += chunk.toString();
        });
        response.on('end', () => done(null, all));
      })
      .then(({ body, status }) => ({ text: String(body), status }));
    expect(status).toBe(200);
    const collection = check(text);
    expect(collection).toMatchObject({ notice: RECORDED_INCIDENTS_ONLY });
    expect('features' in collection && collection.features.map(({ geometry }) => geometry?.type)).toEqual([
      'Point',
      'Point',
      undefined,
    ]);
  });

  it('is a table with the line of each incident’s file', async () => {
    const { text } = await exported('csv');
    const [headings, ...rows] = text.trimEnd().split('\r\n');
    expect(headings).toMatch(
      /^id,agency,agencyName,incidentNumber,occurredOn,.*,sourceFile,sourceRow,longitude,latitude,notice$/,
    );
    expect(rows.find((row) => row.includes(',B1,'))).toMatch(
      /,BPD,BPD,B1,2024-01-10,22:15,shooting,SHOOTING,true,2,14,9MM,.*,bpd\.csv,2,-76\.61,39\.29,Recorded incidents only\.$/,
    );
    expect(rows).toHaveLength(4);
  });

  it('refuses a filter of guns', async () => {
    expect((await exported('csv?dealer=1')).status).toBe(400);
  });
});
