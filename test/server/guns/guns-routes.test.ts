import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { gunEvents } from '../../../domain/guns/gun-events.ts';
import { gunLifeSchema } from '../../../domain/guns/gun-life.ts';
import type { ImportFormat } from '../../../domain/vocabulary.ts';
import { closeNotedEvents } from '../../../server/audit/note-audit-event.ts';
import { createGunsRoutes } from '../../../server/guns/guns-routes.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { PARTNER, signedInAppOf } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, importInto, rowsOf, useTextFiles } from '../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
const app = () => signedInAppOf(database.current, 'BPD', createGunsRoutes(database.current));

const RIVER = '1-54-760-01-6F-21093,RIVER CITY ARMS,VA';
const TRACES =
  'Case Number,Trace Number,Serial Number,Manufacturer,Importer,Firearm Type,Caliber,Recovery Date,Purchase Date,FFL Number,Dealer Name,Dealer State,Recovery State,Recovery Zip,Recovery Latitude,Recovery Longitude';
const FILES: readonly (readonly [ImportFormat, agency: string, ...rows: readonly string[]])[] = [
  [
    'traces',
    'BPD',
    TRACES,
    // The gun: its number is written in four ways.
    `24-0001,T1,OI234-5,GLOCK GMBH,,Pistol,9MM,2024-03-01,2023-02-01,${RIVER},MD,21202,39.29,-76.61`,
    // The same number of another maker, one too short to tell a gun, and none.
    `24-0002,T2,1234S,RUGER,,Revolver,.38,2024-03-02,,,,,MD,21202,39.29,-76.61`,
    '24-0003,T3,12,GLOCK,,Pistol,9MM,2024-03-03,,,,,MD,21202,39.29,-76.61',
    '24-0003,T4,,GLOCK,,Pistol,9MM,2024-03-04,,,,,MD,21202,39.29,-76.61',
    ',T5,OBLITERATED,GLOCK,,Pistol,9MM,2024-03-05,,,,,MD,21202,39.29,-76.61',
  ],
  // Given back, and recovered again elsewhere.
  ['traces', 'NPD', TRACES, '24-0001,9,01234 5,Glock Inc,,Pistol,9,2024-09-01,,,,,NJ,07102,40.73,-74.17'],
  [
    'thefts',
    'NPD',
    'Report Number,Theft Date,Type of Loss,Victim Type,State,Zip,Make,Serial Number,Firearm Type',
    'R1,2023-05-01,Burglary,Individual,VA,23224,GLOCK,012345,Handgun',
    'R2,2023-06-01,Burglary,Individual,VA,23224,GLOCK,99999,Handgun',
  ],
  [
    'debriefs',
    'OUT',
    'Debrief ID,Debrief Date,How Obtained,Obtained From,State,Zip,Make,Serial Number,Firearm Type',
    'D1,2024-03-10,Bought on the street,Stranger,MD,21215,,12345,Pistol',
    // Nobody says the maker, and it is no pistol.
    'D2,2024-03-11,Bought on the street,Stranger,MD,21215,,12345,Rifle',
  ],
  [
    'multiple-sales',
    'BPD',
    'Report Number,Sale Date,FFL Number,Dealer Name,Dealer State,Purchaser Name,State,Zip,Number of Handguns,Make,Serial Number,Firearm Type',
    `M1,2023-02-01,${RIVER},MARLOWE TESS,VA,23220,1,Glock,I2345,Pistol`,
    `M1,2023-02-01,${RIVER},MARLOWE TESS,VA,23220,1,Glock,I2346,Pistol`,
  ],
  // Casings in two cities, and the gun of BPD's case; NPD has a case of the same number, which is another.
  [
    'ballistics',
    'BPD',
    'NIBIN Lead #,Lead Date,Status,Caliber,Agency 1,Incident 1,Incident Date 1,State 1,Zip 1,Evidence 1,Agency 2,Incident 2,Incident Date 2,State 2,Zip 2,Evidence 2',
    'L1,2024-02-20,Hit,9MM,NEWARK PD,N-77,2024-01-15,NJ,07102,3 casings,BPD,B-66,2024-02-10,MD,21215,5 casings',
    'L2,2024-03-20,Hit,9MM,BPD,B-66,2024-02-10,MD,21215,5 casings,BPD,24 0001,2024-03-01,MD,21202,Recovered pistol',
    'L3,2024-03-21,Lead,9MM,BPD,24-0003,2024-03-03,MD,21202,Recovered pistol,BPD,B-99,2024-02-01,MD,21202,casing',
  ],
];

beforeAll(async () => {
  await addAgencies(database.current, 'BPD', 'NPD', 'OUT', 'DEI');
  for (const [format, agency, ...rows] of FILES) {
    const file = textFile(`${format}-${agency}.csv`, [...rows, ''].join('\n'));
    const { rowsRead, rowsAccepted } = await importInto(database.current, format, agency, file);
    if (rowsAccepted !== rowsRead) throw new Error(`${format} of ${agency}: ${rowsAccepted} of ${rowsRead}.`);
  }
  await database.current.knex.transaction((trx) =>
    trx.raw(
      `INSERT INTO agreement (giving_agency_id, receiving_agency_id, recoveries, traces, ballistics, debriefs, sales,
         legal_basis, starts_on, written_by, accepted_by, accepted_at)
       SELECT g.id, r.id, 'deidentified', 'nothing', 'nothing', 'nothing', 'deidentified', 'tests', '2000-01-01', 't', 't', now()
       FROM agency g, agency r WHERE g.code IN ('BPD', 'NPD') AND r.code = 'DEI'`,
    ),
  );
});

const TABLE_OF = {
  recovery: 'recovery',
  theft: 'theft_report',
  debrief: 'debrief',
  multiple_sale: 'multiple_sale',
} as const;
type Kind = keyof typeof TABLE_OF;

async function idOf(kind: Kind, agency: string, row: number): Promise<number> {
  const [found] = await rowsOf(
    database.current,
    `SELECT r.id FROM ${TABLE_OF[kind]} r JOIN agency a ON a.id = r.agency_id WHERE a.code = '${agency}' AND r.source_row = ${row}`,
  );
  return z.object({ id: z.number() }).parse(found).id;
}

async function ask(kind: Kind, agency: string, row: number, cookie?: string) {
  const get = request(app()).get(`/api/guns/${kind}/${await idOf(kind, agency, row)}`);
  const { body, status, headers } = await (cookie === undefined ? get : get.set('Cookie', cookie));
  expect(status, JSON.stringify(body)).toBe(200);
  expect(headers['cache-control']).toBe('no-store');
  const life = gunLifeSchema.parse(body);
  // Told wholly by its schema: no serial number, key or name beside it.
  expect(life).toEqual(body);
  expect(JSON.stringify(body)).not.toMatch(/1?234-?5|MARLOWE/i);
  return life;
}

/** `recovery B2`, and `?` where nobody can say. */
const told = ({ records }: Awaited<ReturnType<typeof ask>>) =>
  records.map(({ kind, isSure, record }) => {
    const { agency, source } = 'properties' in record ? record.properties : record;
    return `${kind} ${agency[0]}${source.row}${isSure ? '' : '?'}`;
  });

const GUN = ['debrief O2?', 'multiple_sale B2', 'recovery B2', 'recovery N2', 'theft N2'];

describe('the gun of a record', () => {
  it.each<[Kind, string]>([
    ['recovery', 'BPD'],
    ['recovery', 'NPD'],
    ['theft', 'NPD'],
    ['multiple_sale', 'BPD'],
  ])('is the same from a %s of %s', async (kind, agency) => {
    const life = await ask(kind, agency, 2);
    expect(told(life)[0]).toBe(`${kind} ${agency[0]}2`);
    expect(told(life).toSorted()).toEqual(GUN);
    expect(life).toMatchObject({
      isKnownBySerial: true,
      gun: { firearmType: 'pistol', serialObliterated: false },
    });
  });

  it('takes from each record what the others do not say', async () => {
    const { gun, dealers } = await ask('theft', 'NPD', 2);
    expect(gun).toMatchObject({ manufacturer: 'GLOCK', caliber: '9MM', model: null });
    expect(dealers).toHaveLength(1);
  });

  it('says what agrees', async () => {
    const { records } = await ask('recovery', 'BPD', 2);
    const of = (kind: Kind) =>
      records.find((one) => one.kind === kind && one.comparison !== null)?.comparison;
    expect(of('recovery')).toEqual({ maker: 'agrees', firearmType: 'agrees', caliber: 'agrees' });
    expect(of('theft')).toEqual({ maker: 'agrees', firearmType: 'agrees', caliber: 'unknown' });
    expect(of('debrief')).toEqual({ maker: 'unknown', firearmType: 'agrees', caliber: 'unknown' });
  });

  it('was used where hits join its case with casings, of its own agency alone', async () => {
    for (const [kind, agency] of [
      ['recovery', 'BPD'],
      ['theft', 'NPD'],
    ] as const) {
      const life = await ask(kind, agency, 2);
      const cases = life.links.flatMap(({ properties }) =>
        properties.incidents.flatMap((one) => one.recoveries),
      );
      expect(cases).toEqual([await idOf('recovery', 'BPD', 2)]);
      expect(life.links.map(({ properties }) => properties.linkNumber)).toEqual(['L1', 'L2']);
      expect(
        gunEvents(life).map(({ kind: event, on, isSure }) => `${event} ${on}${isSure ? '' : '?'}`),
      ).toEqual([
        'sold 2023-02-01',
        'stolen 2023-05-01',
        'used 2024-01-15',
        'used 2024-02-10',
        'recovered 2024-03-01',
        'recovered 2024-09-01',
        'obtained null?',
      ]);
    }
  });

  it('may have been used where its case brought several guns', async () => {
    const life = await ask('recovery', 'BPD', 4);
    expect(life.links.map(({ properties }) => properties.linkNumber)).toEqual(['L3']);
    expect(gunEvents(life).map(({ kind, isSure }) => `${kind}${isSure ? '' : '?'}`)).toEqual([
      'used?',
      'recovered',
    ]);
  });

  it('may be any of several where its own record says little', async () => {
    const life = await ask('debrief', 'OUT', 2);
    expect(told(life)).toEqual([
      'debrief O2',
      'multiple_sale B2?',
      'recovery B2?',
      'recovery N2?',
      'theft N2?',
    ]);
  });

  it.each([
    [3, true, 'another maker'],
    [4, false, 'a number too short to tell a gun'],
    [5, false, 'none'],
    [6, false, 'an obliterated one'],
  ])('in line %i is in no other record: %j, %s', async (row, isKnownBySerial) => {
    const life = await ask('recovery', 'BPD', row);
    expect(told(life)).toEqual([`recovery B${row}`]);
    expect(life).toMatchObject({ isKnownBySerial, gun: { serialObliterated: row === 6 } });
  });

  it('is told of as far as agreements go: without serial numbers, and nothing of what is not shared', async () => {
    const partner = await accountCookie(database.current, 'DEI', 'analyst');
    const life = await ask('recovery', 'NPD', 2, partner);
    expect(told(life).toSorted()).toEqual(['multiple_sale B2', 'recovery B2', 'recovery N2', 'theft N2']);
    // The trace of the recovery is not shared.
    expect(
      life.records.map(({ record }) =>
        'properties' in record && 'purchasedOn' in record.properties ? record.properties.purchasedOn : null,
      ),
    ).toEqual([null, null, null, null]);
    const address = `/api/guns/debrief/${await idOf('debrief', 'OUT', 2)}`;
    const { status } = await request(app()).get(address).set('Cookie', partner);
    expect(status).toBe(404);
  });

  it('is told to nobody outside, nor to those who see no single records', async () => {
    const address = `/api/guns/recovery/${await idOf('recovery', 'BPD', 2)}`;
    const outsider = await accountCookie(database.current, 'OUT', 'analyst');
    const mayor = await accountCookie(database.current, 'BPD', 'briefing');
    expect((await request(app()).get(address).set('Cookie', outsider)).status).toBe(404);
    expect((await request(app()).get(address).set('Cookie', mayor)).status).toBe(403);
    expect((await request(routeApp(createGunsRoutes(database.current))).get(address)).status).toBe(401);
  });

  it('is told to its agencies, record by record', async () => {
    await ask('theft', 'NPD', 2);
    await closeNotedEvents(database.current);
    const viewed = await rowsOf(
      database.current,
      `SELECT DISTINCT a.code, split_part(e.subject, ' ', 1) AS kind FROM audit_event e JOIN agency a ON a.id = e.agency_id
       WHERE e.action = 'record.viewed' AND e.actor = '${PARTNER}'
         AND e.subject = ANY(ARRAY['theft ${await idOf('theft', 'NPD', 2)}', 'recovery ${await idOf('recovery', 'BPD', 2)}',
           'recovery ${await idOf('recovery', 'NPD', 2)}', 'debrief ${await idOf('debrief', 'OUT', 2)}',
           'multiple_sale ${await idOf('multiple_sale', 'BPD', 2)}']) ORDER BY 1, 2`,
    );
    expect(viewed).toEqual([
      { code: 'BPD', kind: 'multiple_sale' },
      { code: 'BPD', kind: 'recovery' },
      { code: 'NPD', kind: 'recovery' },
      { code: 'NPD', kind: 'theft' },
      { code: 'OUT', kind: 'debrief' },
    ]);
  });

  it.each([
    ['/api/guns/incident/1', 404, /recovery, theft, debrief, multiple_sale/],
    ['/api/guns/recovery/999999', 404, /no recovery 999999/],
    ['/api/guns/multiple_sale/x', 404, /no multiple sale x/],
    ['/api/guns/recovery/1?agency=BPD', 400, /agency/],
  ])('is refused in words: %s', async (address, status, words) => {
    const answer = await request(app()).get(address);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toMatch(words);
  });
});
