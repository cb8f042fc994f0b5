/** Flows from where guns were stolen or obtained, told by another record of the recovered gun. */
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../domain/access.ts';
import type { Flows } from '../../../domain/responses.ts';
import { flowsSchema } from '../../../domain/responses.ts';
import type { ImportFormat } from '../../../domain/vocabulary.ts';
import { createExportsRoutes } from '../../../server/exports/exports-routes.ts';
import { createFlowsRoutes } from '../../../server/flows/flows-routes.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { importInto, useTextFiles } from '../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
const app = () => routeApp(createFlowsRoutes(database.current), createExportsRoutes(database.current));

const TRACES =
  'Case Number,Trace Number,Serial Number,Manufacturer,Importer,Firearm Type,Caliber,Recovery Date,Purchase Date,FFL Number,Dealer Name,Dealer State,Recovery State,Recovery Zip';
const THEFTS =
  'Report Number,Theft Date,Date Reported,Type of Loss,Victim Type,State,Zip,Make,Serial Number,Firearm Type';
const DEBRIEFS =
  'Debrief ID,Debrief Date,Date Obtained,How Obtained,Obtained From,State,Zip,Make,Serial Number,Firearm Type';
const RIVER = '1-54-760-01-6F-21093,RIVER CITY ARMS,VA';
const UNTRACED = ',,,';

const FILES: readonly (readonly [ImportFormat, agency: string, ...rows: readonly string[]])[] = [
  [
    'traces',
    'BPD',
    TRACES,
    // Two thefts before it and one after it: counted once, from the later of the two (ZIP 23224).
    `1,T1,AB1001,GLOCK,,Pistol,9MM,2024-03-01,2023-03-02,${RIVER},MD,21202`,
    `2,T2,AB1002,GLOCK GMBH,,Pistol,9MM,2024-04-01,2020-04-01,${RIVER},MD,21202`,
    // The same number of another maker; recovered before the theft; on its day; never stolen.
    `3,T3,AB1003,RUGER,,Pistol,9MM,2024-05-01,${UNTRACED},MD,21202`,
    `4,T4,AB1004,GLOCK,,Pistol,9MM,2024-05-02,${UNTRACED},MD,21202`,
    `5,T5,AB1005,GLOCK,,Pistol,9MM,2024-05-03,${UNTRACED},MD,21202`,
    `6,T6,AB1006,GLOCK,,Pistol,9MM,2024-05-04,${UNTRACED},MD,21202`,
    // Known by its state alone, and nobody says of which type it is.
    `7,T7,AB1007,GLOCK,,,9MM,2024-05-05,${UNTRACED},MD,`,
    // Of another type than the stolen one: nobody can say.
    `8,T8,AB1008,GLOCK,,Rifle,9MM,2024-05-06,${UNTRACED},MD,21202`,
  ],
  [
    'traces',
    'NPD',
    TRACES,
    // The second gun again, given back meanwhile; and one that only OUT's theft and BPD's debrief tell of.
    `1,N1,AB1002,GLOCK,,Pistol,9MM,2024-09-01,${UNTRACED},NJ,07102`,
    `2,N2,AB1009,TAURUS,,Pistol,9MM,2024-09-02,${UNTRACED},NJ,07102`,
  ],
  [
    'thefts',
    'BPD',
    THEFTS,
    'R1,2023-05-01,,Burglary,Individual,VA,23220,GLOCK,AB1001,Pistol',
    'R2,2023-12-01,,Burglary,Individual,VA,23224,GLOCK,AB1001,Pistol',
    'R3,2024-06-01,,Burglary,Individual,PA,19103,GLOCK,AB1001,Pistol',
    // Its day is that of the report; its number is written otherwise.
    'R4,,2024-01-01,Larceny,Individual,MD,21202,GLOCK,ABI0O2,Handgun',
    'R5,2024-01-01,,Burglary,Individual,VA,23224,GLOCK,AB1003,Pistol',
    'R6,2024-05-03,,Burglary,Individual,VA,23224,GLOCK,AB1004,Pistol',
    // On the day of the recovery; and one without a day, and of which only the state is known.
    'R7,2024-05-03,,Burglary,Individual,VA,23224,GLOCK,AB1005,Pistol',
    'R8,,,Burglary,Individual,VA,,GLOCK,AB1007,Pistol',
    'R9,2024-01-01,,Burglary,Individual,VA,23224,GLOCK,AB1008,Pistol',
  ],
  [
    'thefts',
    'OUT',
    THEFTS,
    'R1,2024-01-01,,Burglary,Individual,PA,19103,TAURUS,AB1009,Pistol',
    // Later than BPD's: whoever sees it is told of it.
    'R2,2024-02-01,,Burglary,Individual,PA,19103,GLOCK,AB1001,Pistol',
  ],
  [
    'debriefs',
    'BPD',
    DEBRIEFS,
    'D1,2024-03-10,2024-02-01,Bought on the street,Stranger,MD,21202,GLOCK,AB1001,Pistol',
    'D2,2024-09-10,,Bought on the street,Stranger,PA,19103,TAURUS,AB1009,Pistol',
    // Obtained after it was recovered; and a gun whose maker nobody told.
    'D3,2024-09-10,2024-08-01,Bought on the street,Stranger,PA,19103,GLOCK,AB1004,Pistol',
    'D4,2024-09-10,2024-01-01,Bought on the street,Stranger,PA,19103,,AB1006,Pistol',
  ],
];

const PLACES = {
  MD: [-76.61, 39.29],
  VA: [-77.44, 37.54],
  PA: [-75.16, 39.95],
  NJ: [-74.17, 40.73],
} as const;
type State = keyof typeof PLACES;
const area = (level: 'state' | 'county' | 'zip', code: string, state: State) =>
  ({ level, code, name: level === 'state' ? `State of ${code}` : code, state, at: PLACES[state] }) as const;

beforeAll(async () => {
  await insertRecords(database.current, {
    agencies: ['BPD', 'NPD', 'OUT', 'DEI', 'CNT', 'UNT', 'ALL'],
    areas: [
      ...(['MD', 'VA', 'PA', 'NJ'] as const).map((code) => area('state', code, code)),
      area('county', '24510', 'MD'),
      area('county', '51760', 'VA'),
      area('zip', '21202', 'MD'),
      area('zip', '23220', 'VA'),
      area('zip', '23224', 'VA'),
      area('zip', '07102', 'NJ'),
    ],
  });
  for (const [format, agency, ...rows] of FILES) {
    const file = textFile(`${format}-${agency}.csv`, [...rows, ''].join('\n'));
    const { rowsRead, rowsAccepted } = await importInto(database.current, format, agency, file);
    if (rowsAccepted !== rowsRead) throw new Error(`${format} of ${agency}: ${rowsAccepted} of ${rowsRead}.`);
  }
  await database.current.knex.transaction(async (trx) => {
    await trx.raw(`UPDATE recovery SET recovery_county = '24510' WHERE recovery_zip = '21202'`);
    await trx.raw(`UPDATE theft_report SET area_county = '51760' WHERE area_zip LIKE '23%'`);
    const agree = (to: string, level: string, from = ['BPD', 'NPD']) =>
      trx.raw(
        `INSERT INTO agreement (giving_agency_id, receiving_agency_id, recoveries, traces, ballistics, debriefs, sales,
           legal_basis, starts_on, written_by, accepted_by, accepted_at)
         SELECT g.id, r.id, :level, :level, 'nothing', 'nothing', :level, 'tests', '2000-01-01', 't', 't', now()
         FROM agency g, agency r WHERE g.code IN (SELECT unnest(:from::text[])) AND r.code = :to`,
        { to, level, from },
      );
    await agree('DEI', 'deidentified');
    await agree('CNT', 'aggregates');
    await agree('BPD', 'records', ['NPD']);
    await agree('UNT', 'records');
    await trx.raw(
      `UPDATE agreement SET traces = 'nothing' WHERE receiving_agency_id = (SELECT id FROM agency WHERE code = 'UNT')`,
    );
    await agree('ALL', 'records', ['BPD', 'NPD', 'OUT']);
  });
});

const get = async (query: string, agency = 'BPD', role: Role = 'analyst') =>
  request(app())
    .get(`/api/flows?destination=recovery&${query}`)
    .set('Cookie', await accountCookie(database.current, agency, role));

async function ask(query: string, agency?: string): Promise<Flows> {
  const { body, status } = await get(query, agency);
  expect(status, JSON.stringify(body)).toBe(200);
  const flows = flowsSchema.parse(body);
  expect(flows).toEqual(body);
  const { count, withinArea, withinCluster, drawn, notDrawn, unplaced, suppressed } = flows.totals;
  expect(withinArea + withinCluster + drawn + notDrawn + unplaced + suppressed).toBe(count);
  return flows;
}

/** `VA>MD 2`, then what stayed and what has no place. */
const told = ({ features, totals, nodes }: Flows) => [
  ...features.map(({ id, properties }) => `${id} ${properties.count}`),
  ...nodes.flatMap(({ properties: { code, stayed } }) => (stayed === 0 ? [] : [`${code} ${stayed}`])),
  ...(totals.unplaced === 0 ? [] : [`unplaced ${totals.unplaced}`]),
];

describe('flows from thefts to recoveries', () => {
  it.each([
    // T1, T5 and T7 from Virginia, T2 and N1 from Maryland.
    ['state', ['VA>MD 3', 'MD>NJ 1', 'MD 1']],
    ['county', ['51760>24510 2', 'unplaced 3']],
    ['zip', ['23224>21202 2', '21202>07102 1', '21202 1', 'unplaced 1']],
    ['auto', ['VA>MD 3', 'MD>NJ 1', 'MD 1']],
    ['auto&zoom=9', ['23224>21202 2', '21202>07102 1', '21202 1', 'unplaced 1']],
    ['auto&zoom=15', ['23224>21202 2', '21202>07102 1', '21202 1', 'unplaced 1']],
  ])('are counted once a recovery, by %s', async (level, expected) => {
    expect(told(await ask(`origin=theft&level=${level}`))).toEqual(expected);
  });

  it('tells their times-to-crime, as far as they are known', async () => {
    const { features } = await ask('origin=theft&level=state');
    expect(features[0]?.properties).toMatchObject({
      originName: 'State of VA',
      count: 3,
      share: 3 / 5,
      medianTimeToCrimeDays: 365,
      shortTimeToCrimeShare: 1,
      knownTimeToCrime: 1,
    });
    expect(features[1]?.properties).toMatchObject({ medianTimeToCrimeDays: null, knownTimeToCrime: 0 });
  });

  it('tells no times-to-crime where traces are not shared', async () => {
    const { features } = await ask('origin=theft&level=state', 'UNT');
    expect(features[0]?.properties).toMatchObject({ medianTimeToCrimeDays: null, knownTimeToCrime: 0 });
    expect(told(await ask('origin=theft&level=state&source_state=VA', 'UNT'))).toEqual([]);
  });

  it.each([
    ['recovered_from=2024-09-01', ['MD>NJ 1']],
    ['recovery_state=MD', ['VA>MD 3', 'MD 1']],
    ['ttc_max=1000', ['VA>MD 1']],
    ['source_state=VA', ['VA>MD 1', 'MD 1']],
    ['agency=NPD', ['MD>NJ 1']],
    ['manufacturer=RUGER', []],
    ['limit=1', ['VA>MD 3', 'MD 1']],
  ])('are of the recoveries that a filter lets through: %s', async (filter, expected) => {
    expect(told(await ask(`origin=theft&level=state&${filter}`))).toEqual(expected);
  });

  it('are drawn where they touch the part looked at, and counted elsewhere', async () => {
    const flows = await ask('origin=theft&level=zip&view=-78,37,-77,38');
    expect(told(flows)).toEqual(['23224>21202 2', 'unplaced 1']);
    expect(flows.totals).toMatchObject({ count: 5, drawn: 2, notDrawn: 1, withinArea: 1, unplaced: 1 });
  });

  it('are drawn as one where their ends are near each other', async () => {
    const flows = await ask('origin=theft&level=zip&cluster=zoom&zoom=2');
    expect(told(flows)).toEqual(['21202+2 4', 'unplaced 1']);
    expect(flows.totals).toMatchObject({ withinCluster: 3, withinArea: 1 });
  });
});

describe('flows from where guns were obtained to recoveries', () => {
  it.each([
    ['state', ['PA>NJ 1', 'MD 1']],
    ['zip', ['21202 1', 'unplaced 1']],
  ])('are counted by %s', async (level, expected) => {
    expect(told(await ask(`origin=debrief&level=${level}`))).toEqual(expected);
  });
});

describe('flows from other records', () => {
  it.each([
    ['a de-identified partner', 'DEI', 'theft', ['VA>MD 3', 'MD>NJ 1', 'MD 1']],
    ['one who is told nothing of traces', 'UNT', 'theft', ['VA>MD 3', 'MD>NJ 1', 'MD 1']],
    ['one who is not told of debriefs', 'DEI', 'debrief', []],
    ['one with whom all is shared', 'ALL', 'theft', ['VA>MD 2', 'MD>NJ 1', 'PA>MD 1', 'PA>NJ 1', 'MD 1']],
    ['one who is told counts alone', 'CNT', 'theft', []],
    ['an outsider with thefts of those guns', 'OUT', 'theft', []],
    ['one with recoveries of those guns', 'NPD', 'theft', []],
  ])('are told to %s as far as both records are shared', async (_who, agency, origin, expected) => {
    expect(told(await ask(`origin=${origin}&level=state`, agency))).toEqual(expected);
  });

  it('are told to nobody who sees no single records, as an answer or a file', async () => {
    for (const origin of ['theft', 'debrief']) {
      const { status, body } = await get(`origin=${origin}`, 'BPD', 'briefing');
      expect([status, body.detail]).toEqual([403, expect.stringContaining('not single records')]);
      expect((await request(app()).get(`/api/flows?origin=${origin}`)).status).toBe(401);
    }
    expect((await get('origin=dealer', 'BPD', 'briefing')).status).toBe(200);
    const file = async (query: string, role: Role) =>
      request(app())
        .get(`/api/exports/flows.csv?level=state&${query}`)
        .set('Cookie', await accountCookie(database.current, 'BPD', role));
    expect((await file('origin=theft', 'briefing')).status).toBe(403);
    const { status, text } = await file('origin=theft', 'analyst');
    expect(status).toBe(200);
    expect(text.split('\n').filter((line) => /^\W*VA\b/.test(line) || line.includes('VA>MD'))).toHaveLength(
      1,
    );
  });

  it.each([
    ['origin=theft&level=cell', /state, county or zip/],
    ['origin=debrief&level=cell&zoom=14', /state, county or zip/],
    ['origin=possessor', /dealer, purchaser, theft, debrief/],
  ])('are refused in words: %s', async (query, words) => {
    const { status, body } = await get(query);
    expect([status, body.detail]).toEqual([400, expect.stringMatching(words)]);
  });

  it('end at a recovery', async () => {
    const cookie = await accountCookie(database.current, 'BPD', 'analyst');
    const { status, body } = await request(app())
      .get('/api/flows?origin=theft&destination=purchaser')
      .set('Cookie', cookie);
    expect([status, body.detail]).toEqual([400, expect.stringMatching(/end at the recovery/)]);
  });
});
