import { check } from '@placemarkio/check-geojson';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  dealerSalesSchema,
  debriefStatementSchema,
  debriefsSchema,
  inspectionsSchema,
  multipleSalesSchema,
  theftsSchema,
} from '../../../domain/market-responses.ts';
import { MARKET_FILTERS } from '../../../domain/record-filter.ts';
import { FILTER_PARAMETERS } from '../../../domain/trace-filter.ts';
import { RECORDED_ONLY } from '../../../domain/vocabulary.ts';
import { closeNotedEvents } from '../../../server/audit/note-audit-event.ts';
import { debriefsList } from '../../../server/records/lists/debriefs-list.ts';
import { theftsList } from '../../../server/records/lists/thefts-list.ts';
import { filtersOf } from '../../../server/records/record-condition.ts';
import { createRecordsRoutes } from '../../../server/records/records-routes.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { PARTNER, signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, rowsOf, useTextFiles } from '../imports/import-bench.ts';
import { addFewRecords } from './few-records.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
const app = () => signedInApp(database.current, createRecordsRoutes(database.current));

beforeAll(async () => {
  await addAgencies(database.current, 'BPD', 'NPD', 'DEI', 'OUT');
  await addFewRecords(database.current, textFile);
  await database.current.knex.transaction(async (trx) => {
    await trx.raw(
      `INSERT INTO agreement (giving_agency_id, receiving_agency_id, recoveries, traces, ballistics, debriefs, sales,
         legal_basis, starts_on, written_by, accepted_by, accepted_at)
       SELECT g.id, r.id, 'nothing', 'nothing', 'nothing', 'deidentified', 'nothing', 'tests', '2000-01-01', 't', 't', now()
       FROM agency g, agency r WHERE g.code = 'BPD' AND r.code = 'DEI'`,
    );
    await trx.raw(
      `WITH c AS (INSERT INTO corridor (agency_id, name) SELECT id, 'Any' FROM agency WHERE code = 'BPD' RETURNING id)
       INSERT INTO corridor_end (corridor_id, side, level, code)
       SELECT c.id, side, 'state', 'MD' FROM c, (VALUES ('origin'), ('destination')) e (side)`,
    );
  });
});

const SCHEMAS = {
  debriefs: debriefsSchema,
  thefts: theftsSchema,
  'dealer-sales': dealerSalesSchema,
  'multiple-sales': multipleSalesSchema,
  inspections: inspectionsSchema,
} as const;
type List = keyof typeof SCHEMAS;

const idRow = z.object({ id: z.number() });
const idOf = async (sql: string) => {
  const [row] = await rowsOf(database.current, sql);
  return idRow.parse(row).id;
};
const dealerId = (name: string) => idOf(`SELECT id FROM dealer WHERE license_name LIKE '${name}%'`);

/** `RIVER` and `HARBOR` in a query are the ids of these dealers. */
async function ask(list: List, query: string) {
  const address = `/api/${list}${query}`
    .replace('RIVER', String(await dealerId('RIVER')))
    .replace('HARBOR', String(await dealerId('HARBOR')));
  const { body, status } = await request(app()).get(address);
  expect(status, JSON.stringify(body)).toBe(200);
  // Told wholly by its schema: no name, home or serial number beside it.
  expect(SCHEMAS[list].parse(body)).toEqual(body);
  return SCHEMAS[list].parse(body);
}
type Answer = Awaited<ReturnType<typeof ask>>;

/** Records by agency and line: `B2` is that of the second line of BPD's file. */
const linesOf = (answer: Answer) =>
  ('features' in answer ? answer.features.map(({ properties }) => properties) : answer.items).map(
    ({ agency, source }) => `${agency[0]}${source.row}`,
  );
const totalOf = (answer: Answer) => ('features' in answer ? answer.numberMatched : answer.total);

describe('pages', () => {
  it.each<[List, string, string]>([
    // Those without a day come last in either order.
    ['debriefs', 'newest', 'B4 N2 B2 B3'],
    ['debriefs', 'oldest', 'B2 N2 B4 B3'],
    // By the day of the theft, else of its report.
    ['thefts', 'newest', 'B5 N2 B3 B2 B4'],
    ['thefts', 'oldest', 'B2 B3 N2 B5 B4'],
    ['dealer-sales', 'newest', 'B3 B4 B2 N2'],
    ['dealer-sales', 'oldest', 'N2 B2 B3 B4'],
    ['multiple-sales', 'newest', 'B3 B2 B4 N2'],
    ['multiple-sales', 'oldest', 'N2 B4 B2 B3'],
    ['inspections', 'newest', 'B3 B4 B2 N2'],
    ['inspections', 'oldest', 'N2 B2 B4 B3'],
  ])('of %s by %s have each record once, whatever their size', async (list, sort, expected) => {
    const records = expected.split(' ');
    for (const limit of [1, 2, 100]) {
      const seen: string[] = [];
      let after = '';
      for (let pages = 0; pages < 10; pages += 1) {
        const page = await ask(list, `?sort=${sort}&limit=${limit}${after}`);
        expect(totalOf(page)).toBe(records.length);
        seen.push(...linesOf(page));
        if (page.next === null) break;
        after = `&after=${page.next}`;
      }
      expect(seen).toEqual(records);
    }
  });

  it.each(Object.keys(SCHEMAS) as List[])('of %s by id have each record once', async (list) => {
    const ids: number[] = [];
    let after = '';
    for (let pages = 0; pages < 10; pages += 1) {
      const page = await ask(list, `?sort=id&limit=2${after}`);
      ids.push(...('features' in page ? page.features : page.items).map(({ id }) => id));
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    expect(ids).toHaveLength(list === 'thefts' ? 5 : 4);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  });

  it.each(Object.keys(SCHEMAS) as List[])('of %s have the one record that an id asks for', async (list) => {
    const all = await ask(list, '?sort=id');
    for (const one of 'features' in all ? all.features : all.items) {
      const answer = await ask(list, `?id=${one.id}`);
      expect('features' in answer ? answer.features : answer.items).toEqual([one]);
      expect(totalOf(answer)).toBe(1);
    }
    expect(totalOf(await ask(list, '?id=999999999'))).toBe(0);
  });

  it('are by the newest where no order is asked for', async () => {
    expect(linesOf(await ask('debriefs', ''))).toEqual(['B4', 'N2', 'B2', 'B3']);
  });
});

it('the page knows what filters hold for what it draws', () => {
  expect(filtersOf(debriefsList.filters)).toEqual(MARKET_FILTERS.debriefs);
  expect(filtersOf(theftsList.filters)).toEqual(MARKET_FILTERS.thefts);
});

describe('filters', () => {
  it.each<[List, string, string]>([
    // Half-open, as everywhere; what has no day is on none.
    ['debriefs', '?recovered_from=2024-01-10&recovered_to=2024-03-10', 'B2 N2'],
    ['debriefs', '?recovered_to=2030-01-01', 'B2 N2 B4'],
    ['debriefs', '?agency=NPD', 'N2'],
    ['debriefs', '?agency=NPD,BPD&firearm_type=revolver', 'B4'],
    ['debriefs', '?recovery_state=MD', 'B2 B4 B3'],
    ['debriefs', '?recovery_county=24510', 'B2'],
    ['debriefs', '?recovery_zip=21215,07102', 'N2 B4 B3'],
    ['debriefs', '?precision_min=street', 'B2 N2 B4'],
    ['debriefs', '?bbox=-77,39,-76,39.3', 'B2'],
    ['debriefs', '?caliber=9MM', 'B2 B3'],
    ['debriefs', '?manufacturer=GLOCK', 'B2 N2'],
    ['thefts', '?recovered_from=2024-01-11&recovered_to=2024-03-10', 'B3 N2'],
    ['thefts', '?agency=BPD&recovery_state=MD', 'B3 B5 B4'],
    ['thefts', '?recovery_county=24510', 'B3'],
    ['thefts', '?recovery_zip=21202', 'B3'],
    ['thefts', '?precision_min=street&agency=NPD', 'N2'],
    // A private person's home is in no box.
    ['thefts', '?bbox=-180,-80,180,80', 'B2 N2'],
    ['thefts', '?bbox=-78,37,-77,38', 'B2'],
    ['thefts', '?firearm_type=revolver', 'B3'],
    ['thefts', '?caliber=.40', 'N2'],
    ['thefts', '?manufacturer=TAURUS', 'B4'],
    ['thefts', '?dealer=RIVER', 'B2'],
    ['thefts', '?dealer=RIVER,HARBOR', 'B2 N2'],
    ['dealer-sales', '?recovered_from=2022-01-01&recovered_to=2023-01-01', 'B2'],
    ['dealer-sales', '?agency=NPD', 'N2'],
    ['dealer-sales', '?dealer=HARBOR', 'N2 B4'],
    ['multiple-sales', '?recovered_from=2024-03-05', 'B3'],
    ['multiple-sales', '?agency=NPD', 'N2'],
    ['multiple-sales', '?recovery_state=VA', 'B2 B3'],
    ['multiple-sales', '?recovery_county=51760', 'B2 B3'],
    ['multiple-sales', '?recovery_zip=21215', 'B4'],
    ['multiple-sales', '?firearm_type=revolver', 'B3'],
    ['multiple-sales', '?caliber=.40', 'N2'],
    ['multiple-sales', '?manufacturer=GLOCK', 'N2 B2'],
    ['multiple-sales', '?dealer=HARBOR', 'N2 B4'],
    ['inspections', '?recovered_from=2024-01-01&recovered_to=2024-06-20', 'B4'],
    ['inspections', '?agency=NPD', 'N2'],
    ['inspections', '?dealer=RIVER', 'B2 B3'],
  ])('%s%s are %s', async (list, query, expected) => {
    const answer = await ask(list, `${query}&sort=oldest`);
    expect(linesOf(answer)).toEqual(expected.split(' '));
    expect(totalOf(answer)).toBe(expected.split(' ').length);
  });

  const OF_ALL = ['recovered_from', 'recovered_to', 'agency'];
  const OF_AREAS = ['recovery_state', 'recovery_county', 'recovery_zip'];
  const OF_GUNS = ['firearm_type', 'caliber', 'manufacturer'];
  const KNOWN: Readonly<Record<List, readonly string[]>> = {
    debriefs: [...OF_ALL, ...OF_AREAS, 'precision_min', 'bbox', ...OF_GUNS],
    thefts: [...OF_ALL, ...OF_AREAS, 'precision_min', 'bbox', ...OF_GUNS, 'dealer'],
    'dealer-sales': [...OF_ALL, 'dealer'],
    'multiple-sales': [...OF_ALL, ...OF_AREAS, ...OF_GUNS, 'dealer'],
    inspections: [...OF_ALL, 'dealer'],
  };
  /** A value of each filter that nothing is wrong with. */
  const VALUES: Readonly<Record<string, string>> = {
    recovered_from: '2024-01-01',
    recovered_to: '2024-12-31',
    ttc_min: '1',
    ttc_max: '1095',
    agency: 'BPD',
    source_state: 'VA',
    source_county: '51760',
    source_zip: '23220',
    recovery_state: 'MD',
    recovery_county: '24510',
    recovery_zip: '21202',
    purchaser_state: 'VA',
    purchaser_county: '51760',
    purchaser_zip: '23220',
    firearm_type: 'pistol',
    caliber: '9MM',
    manufacturer: 'GLOCK',
    crime_code: '1',
    dealer: '1',
    indicator: 'multipleSale',
    precision_min: 'street',
    bbox: '-77,39,-76,40',
  };

  it.each(Object.keys(SCHEMAS) as List[])(
    'of %s are those that say something of them; others are named',
    async (list) => {
      const corridor = String(await idOf('SELECT id FROM corridor'));
      const answers = await Promise.all(
        FILTER_PARAMETERS.map(async (name) => {
          const value = name === 'corridor' ? corridor : VALUES[name];
          const { status, body } = await request(app()).get(`/api/${list}?${name}=${value}`);
          return [name, status, body.parameter];
        }),
      );
      expect(answers).toEqual(
        FILTER_PARAMETERS.map((name) =>
          KNOWN[list].includes(name) ? [name, 200, undefined] : [name, 400, name],
        ),
      );
    },
  );

  it.each([
    'sort=shortest',
    'limit=0',
    'after=x',
    'after=WyJ4IiwxXQ',
    'id=0',
    'id=T1',
    'incident_type=shooting',
  ])('refuse %s', async (parameter) => {
    const { status, body } = await request(app()).get(`/api/thefts?${parameter}`);
    expect([status, body.parameter]).toEqual([400, parameter.split('=')[0]]);
  });
});

describe('GET /api/debriefs', () => {
  it('tells all of a debrief but who said it and what, and the line of its file', async () => {
    const { body } = await request(app()).get('/api/debriefs?agency=BPD&sort=oldest&limit=1');
    expect(check(JSON.stringify(body))).toMatchObject({ type: 'FeatureCollection' });
    expect(body).toEqual({
      type: 'FeatureCollection',
      bbox: [-76.61, 39.29, -76.61, 39.29],
      numberMatched: 3,
      drawable: 2,
      next: expect.any(String),
      features: [
        {
          type: 'Feature',
          id: expect.any(Number),
          geometry: { type: 'Point', coordinates: [-76.61, 39.29] },
          properties: {
            agency: 'BPD',
            agencyName: 'BPD',
            source: { file: 'debriefs-BPD.csv', row: 2, batch: expect.any(Number) },
            debriefedOn: '2024-01-10',
            obtainedOn: null,
            obtainedHow: 'straw_purchase',
            reportedHow: 'Straw purchase',
            obtainedFrom: 'friend',
            reportedFrom: 'Girlfriend',
            priceDollars: 450,
            firearmType: 'pistol',
            manufacturer: 'GLOCK',
            importer: null,
            model: null,
            caliber: '9MM',
            serialObliterated: false,
            precision: 'point',
            place: '21202, MD',
            state: 'MD',
            county: '24510',
          },
        },
      ],
      notice: RECORDED_ONLY,
    });
  });

  it('draws no point of what is known to its ZIP only', async () => {
    const answer = debriefsSchema.parse(await ask('debriefs', '?sort=oldest&agency=BPD'));
    expect(answer.features.map(({ geometry }) => geometry?.type)).toEqual(['Point', 'Point', undefined]);
  });
});

describe('GET /api/debriefs/:id', () => {
  const idOfLine = (agency: string, row: number) =>
    idOf(
      `SELECT d.id FROM debrief d JOIN agency a ON a.id = d.agency_id WHERE a.code = '${agency}' AND d.source_row = ${row}`,
    );
  const askAs = async (agency: string, role: 'analyst' | 'briefing' | 'steward', id: number | string) =>
    request(routeApp(createRecordsRoutes(database.current)))
      .get(`/api/debriefs/${id}`)
      .set('Cookie', await accountCookie(database.current, agency, role));

  it('tells the owner what was said', async () => {
    const id = await idOfLine('BPD', 2);
    const { body, status } = await askAs('BPD', 'analyst', id);
    expect(status).toBe(200);
    expect(debriefStatementSchema.parse(body)).toEqual({ id, statement: 'She bought it for me.' });
  });

  it('tells a partner with whom debriefs are shared as they are, and that nothing was said', async () => {
    const [said, unsaid] = [await idOfLine('NPD', 2), await idOfLine('BPD', 3)];
    const { body } = await request(app()).get(`/api/debriefs/${said}`).expect(200);
    expect(body).toEqual({ id: said, statement: 'It was his.' });
    const { body: none } = await request(app()).get(`/api/debriefs/${unsaid}`).expect(200);
    expect(none).toEqual({ id: unsaid, statement: null });
  });

  it.each([
    ['a partner without names', 'DEI', 'steward', 404],
    ['an outsider', 'OUT', 'steward', 404],
    ['somebody of the owner who sees counts alone', 'BPD', 'briefing', 403],
  ] as const)('tells %s nothing', async (_who, agency, role, expected) => {
    const { body, status } = await askAs(agency, role, await idOfLine('BPD', 2));
    expect(status).toBe(expected);
    expect(JSON.stringify(body)).not.toMatch('bought it for me');
  });

  it('is noted for the owner, once for each who read it and for none who was told nothing', async () => {
    const id = await idOfLine('BPD', 4);
    for (const [agency, role] of [
      ['BPD', 'analyst'],
      ['BPD', 'analyst'],
      ['DEI', 'steward'],
      ['BPD', 'briefing'],
    ] as const) {
      await askAs(agency, role, id);
    }
    await request(app()).get(`/api/debriefs/${id}`).expect(200);
    await request(app()).get('/api/debriefs').expect(200);
    await closeNotedEvents(database.current);
    const events = await rowsOf(
      database.current,
      `SELECT e.actor, a.code AS owner FROM audit_event e JOIN agency a ON a.id = e.agency_id
       WHERE e.action = 'record.viewed' AND e.subject = 'debrief ${id}' ORDER BY e.actor`,
    );
    expect(events).toEqual([
      { actor: 'analyst@bpd.example', owner: 'BPD' },
      { actor: PARTNER, owner: 'BPD' },
    ]);
  });

  it.each(['0', '999999', 'D1'])('has no debrief %s', async (id) => {
    expect((await askAs('BPD', 'analyst', id)).status).toBe(404);
  });
});

describe('GET /api/thefts', () => {
  it('draws dealers’ places alone: private ones and those of nobody knows whom are told by ZIP', async () => {
    const answer = theftsSchema.parse(await ask('thefts', '?sort=oldest'));
    expect(
      answer.features.map(({ geometry, properties: { victimKind, precision, place } }) => [
        victimKind,
        precision,
        geometry?.coordinates,
        place,
      ]),
    ).toEqual([
      ['dealer', 'point', [-77.44, 37.52], '23224, VA'],
      ['private', 'point', undefined, '21202, MD'],
      ['dealer', 'point', [-74.17, 40.73], '07102, NJ'],
      ['unknown', 'point', undefined, '21215, MD'],
      ['carrier', 'zip', undefined, '21215, MD'],
    ]);
    expect(answer.drawable).toBe(2);
    expect(answer.bbox).toEqual([-77.44, 37.52, -74.17, 40.73]);
    expect(answer.features[0]?.properties).toMatchObject({
      reportNumber: 'T1',
      stolenOn: '2024-01-10',
      reportedOn: '2024-01-11',
      theftKind: 'burglary',
      reportedKind: 'Burglary',
      guns: 6,
      dealerId: await dealerId('RIVER'),
      dealerName: 'RIVER CITY ARMS',
      dealerLicense: expect.stringContaining('21093'),
    });
  });
});

describe('GET /api/dealer-sales', () => {
  it('tells the period and the dealer', async () => {
    const answer = dealerSalesSchema.parse(await ask('dealer-sales', '?sort=oldest&limit=1&agency=BPD'));
    expect(answer.items).toMatchObject([
      {
        periodFrom: '2022-01-01',
        periodTo: '2023-01-01',
        gunsSold: 645,
        crimeGuns: null,
        dealerName: 'RIVER CITY ARMS',
      },
    ]);
    expect(answer.notice).toBe(RECORDED_ONLY);
  });
});

describe('GET /api/multiple-sales', () => {
  it('adds up the guns of a sale, of its own agency alone and whatever the filter leaves', async () => {
    const sums = async (query: string) => {
      const { items } = multipleSalesSchema.parse(await ask('multiple-sales', `?sort=newest${query}`));
      return items.map(({ agency, reportNumber, guns, gunsOfSale }) => [
        agency,
        reportNumber,
        guns,
        gunsOfSale,
      ]);
    };
    expect(await sums('')).toEqual([
      ['BPD', 'M1', 1, 2],
      ['BPD', 'M1', 1, 2],
      ['BPD', 'M2', 4, 4],
      ['NPD', 'M1', 3, 3],
    ]);
    expect(await sums('&firearm_type=pistol')).toEqual([
      ['BPD', 'M1', 1, 2],
      ['NPD', 'M1', 3, 3],
    ]);
  });

  it('names the guns of one sale alike, and no others', async () => {
    const { items } = multipleSalesSchema.parse(await ask('multiple-sales', '?sort=newest'));
    const [first, second, ...others] = items.map(({ reportId }) => reportId);
    expect(first).toBe(second);
    expect(first).toBe(Math.min(items[0]?.id ?? 0, items[1]?.id ?? 0));
    expect(new Set([first, ...others]).size).toBe(3);
  });

  it('tells of buyers the ZIP of their home alone', async () => {
    const { text } = await request(app()).get('/api/multiple-sales').expect(200);
    expect(text).toMatch('23220, VA');
    expect(text).not.toMatch(/MARLOWE|ARDEN|QUILL|CC000|coordinates|37\.55|-77\.46/);
  });
});

describe('GET /api/inspections', () => {
  it('tells what came of each', async () => {
    const { items } = inspectionsSchema.parse(await ask('inspections', '?sort=oldest'));
    expect(
      items.map(({ inspectedOn, result, reportedResult, violations }) => [
        inspectedOn,
        result,
        reportedResult,
        violations,
      ]),
    ).toEqual([
      ['2022-06-01', 'report_of_violations', 'Report of Violations', 2],
      ['2023-06-12', 'warning_conference', 'Warning conference', 7],
      ['2024-03-02', 'no_violations', 'No violations', 0],
      ['2024-06-20', 'revocation', 'Revocation', 19],
    ]);
  });
});

describe('whose records are listed', () => {
  const asked = async (list: List, agency: string) => {
    const { body, status } = await request(routeApp(createRecordsRoutes(database.current)))
      .get(`/api/${list}?sort=newest`)
      .set('Cookie', await accountCookie(database.current, agency, 'analyst'));
    expect(status).toBe(200);
    const answer = SCHEMAS[list].parse(body);
    return { lines: linesOf(answer), total: totalOf(answer), body: JSON.stringify(body) };
  };

  it.each(Object.keys(SCHEMAS) as List[])(
    'of %s: the owner’s own, a partner’s too, none of an outsider’s',
    async (list) => {
      const partner = linesOf(await ask(list, '?sort=newest'));
      const own = await asked(list, 'NPD');
      expect([own.lines, own.total]).toEqual([['N2'], 1]);
      expect(partner.filter((line) => line.startsWith('N'))).toEqual(['N2']);
      expect(partner.length).toBeGreaterThan(3);
      const outside = await asked(list, 'OUT');
      expect([outside.lines, outside.total]).toEqual([[], 0]);
    },
  );

  it('is as agreed for each kind of data by itself, the file named to its own agency alone', async () => {
    const { lines, total, body } = await asked('debriefs', 'DEI');
    expect([lines, total]).toEqual([['B4', 'B2', 'B3'], 3]);
    expect(body).not.toMatch('debriefs-BPD.csv');
    expect((await asked('thefts', 'DEI')).lines).toEqual([]);
  });
});
