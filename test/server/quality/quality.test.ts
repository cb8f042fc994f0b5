import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../domain/access.ts';
import type { QualityKindId, QualityOfKind } from '../../../domain/quality-responses.ts';
import { QUALITY_KINDS, qualityRowsSchema, qualitySchema } from '../../../domain/quality-responses.ts';
import { TIER_WORDS } from '../../../domain/tier-words.ts';
import { figureRows } from '../../../server/quality/figure-rows.ts';
import { QUALITY_OF } from '../../../server/quality/quality-kinds.ts';
import { createQualityRoutes } from '../../../server/quality/quality-routes.ts';
import { qualityRowsHeader } from '../../../server/quality/quality-rows-csv.ts';
import { auditOf } from '../../helpers/access.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import { IN_SPANISH } from '../../helpers/in-spanish.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, importInto, rowsOf, useTextFiles } from '../imports/import-bench.ts';
import { addQualityFiles } from './quality-files.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
let app: ReturnType<typeof routeApp>;

beforeAll(async () => {
  await addAgencies(database.current, 'BPD', 'NPD', 'DEI', 'OUT', 'HOM');
  await addQualityFiles(database.current, textFile);
  // A partner sees all of it as records, and is told nothing of how it is kept.
  await database.current.knex.raw(
    `INSERT INTO agreement (giving_agency_id, receiving_agency_id, recoveries, traces, ballistics, debriefs, sales,
       legal_basis, starts_on, written_by, accepted_by, accepted_at)
     SELECT g.id, r.id, 'records', 'records', 'records', 'records', 'records', 'tests', '2000-01-01', 't', 't', now()
     FROM agency g, agency r WHERE g.code = 'BPD' AND r.code = 'DEI'`,
  );
  app = routeApp(createQualityRoutes(database.current));
});

async function askAs(agency: string, role: Role, address: string, language = 'en') {
  return request(app)
    .get(address)
    .set('Cookie', await accountCookie(database.current, agency, role))
    .set('Accept-Language', language);
}

async function ask(address: string) {
  const { body, status } = await askAs('BPD', 'steward', address);
  expect(status, `${address} ${JSON.stringify(body)}`).toBe(200);
  return body as unknown;
}

async function qualityOf(kind: QualityKindId, query = ''): Promise<QualityOfKind> {
  const { items } = qualitySchema.parse(await ask(`/api/quality?kind=${kind}${query}`));
  const [one] = items;
  if (one === undefined) throw new Error(`Nothing is told of ${kind}.`);
  return one;
}
const rows = async (query: string) => qualityRowsSchema.parse(await ask(`/api/quality/rows?${query}`));
/** `january.csv 3` is the third line of that file. */
const linesOf = async (query: string) => (await rows(query)).items.map(({ file, row }) => `${file} ${row}`);

/** What the homes of a part were placed to, as the steward of an agency is told: `zip 2, state 1`. */
async function homesOf(agency: string, id: string): Promise<string | null> {
  const { body } = await askAs(agency, 'steward', '/api/quality?kind=traces');
  const part = qualitySchema.parse(body).items[0]?.parts.find((one) => one.id === id);
  const some = part?.byPrecision?.filter(({ count }) => count > 0);
  return some?.map(({ precision, count }) => `${precision} ${count}`).join(', ') ?? null;
}

const fieldsOf = ({ parts }: QualityOfKind) =>
  Object.fromEntries(
    parts.flatMap(({ fields }) => fields.map(({ key, filled, of }) => [key, `${filled}/${of}`])),
  );
const checksOf = ({ checks }: QualityOfKind) =>
  Object.fromEntries(checks.map(({ key, count, of }) => [key, `${count}/${of}`]));

describe('traces', () => {
  it('are counted field by field, of those records that the field is asked of', async () => {
    expect(fieldsOf(await qualityOf('traces'))).toEqual({
      recovered_on: '7/7',
      place: '6/7',
      street: '4/7',
      crime_code: '0/7',
      possessor: '0/7',
      dealer: '5/6',
      purchaser: '3/6',
      serial_number: '5/6',
      manufacturer: '6/7',
      model: '2/7',
      caliber: '4/7',
      firearm_type: '5/7',
      country_of_origin: '0/7',
      trace_number: '6/6',
      requested_on: '5/6',
      status: '0/6',
      ori: '0/6',
      case_number: '0/6',
      purchased_on: '5/5',
      possessor_name: '0/0',
      possessor_birth_date: '0/0',
      possessor_place: '0/0',
      // One buyer of two guns is one purchaser.
      purchaser_name: '2/2',
      purchaser_birth_date: '1/2',
      purchaser_place: '0/2',
    });
  });

  it('are placed, late and impossible as their rows are', async () => {
    const one = await qualityOf('traces');
    expect(one.byPrecision?.filter(({ count }) => count > 0)).toEqual([
      { precision: 'point', count: 4 },
      { precision: 'zip', count: 2 },
    ]);
    expect(one).toMatchObject({
      records: 7,
      complete: 3,
      addresses: 6,
      placed: 4,
      undated: 0,
      duplicates: 1,
    });
    // 10, 40, 100 and 4 days; the request before the recovery is no delay.
    expect(one.late).toEqual({
      from: 'recovery',
      to: 'trace request',
      known: 4,
      medianDays: 25,
      over: [
        { days: 30, count: 2 },
        { days: 90, count: 1 },
      ],
    });
    expect(checksOf(one)).toEqual({
      recovered_before_purchased: '1/5',
      time_to_crime_too_long: '0/5',
      requested_before_recovered: '1/5',
      // HARBOR was inspected again and open.
      sold_after_dealer_closed: '1/2',
    });
  });

  it('are told month by month and file by file', async () => {
    const { months, files } = await qualityOf('traces');
    expect(months).toEqual([
      { month: '2024-01', records: 2, complete: 1, addresses: 2, placed: 1, medianDays: 25, timed: 2 },
      { month: '2024-02', records: 4, complete: 1, addresses: 3, placed: 2, medianDays: 100, timed: 1 },
      { month: '2024-03', records: 1, complete: 1, addresses: 1, placed: 1, medianDays: 4, timed: 1 },
    ]);
    expect(
      files.map(({ fileName, records, complete, contradictions, duplicates }) => [
        fileName,
        records,
        complete,
        contradictions,
        duplicates,
      ]),
    ).toEqual([
      ['march.csv', 1, 1, 0, 1],
      ['january.csv', 6, 2, 3, 0],
    ]);
  });

  it('of one file are that file’s alone', async () => {
    const { files } = await qualityOf('traces');
    const batch = files.find(({ fileName }) => fileName === 'march.csv')?.batch;
    const one = await qualityOf('traces', `&batch=${batch}`);
    expect(one).toMatchObject({ records: 1, complete: 1, duplicates: 1, months: [{ month: '2024-03' }] });
    expect(one.files.map(({ fileName }) => fileName)).toEqual(['march.csv']);
    expect(await linesOf(`kind=traces&check=records&batch=${batch}`)).toEqual(['march.csv 2']);
  });

  it.each([
    ['check=missing&field=serial_number', 'january.csv 3'],
    ['check=missing&field=dealer', 'january.csv 5'],
    ['check=missing&field=purchaser_birth_date', 'january.csv 3'],
    ['check=incomplete', 'january.csv 3, january.csv 5, january.csv 6, january.csv 7'],
    ['check=incomplete&month=2024-01', 'january.csv 3'],
    ['check=placed_to&field=zip', 'january.csv 3, january.csv 4'],
    ['check=not_placed&month=2024-02', 'january.csv 4'],
    ['check=late_30', 'january.csv 3, january.csv 4'],
    ['check=late_90', 'january.csv 4'],
    ['check=duplicates', 'march.csv 3'],
    ['check=recovered_before_purchased', 'january.csv 4'],
    ['check=requested_before_recovered', 'january.csv 5'],
    ['check=sold_after_dealer_closed', 'january.csv 6'],
  ])('open the rows of %s', async (query, expected) => {
    expect((await linesOf(`kind=traces&${query}`)).join(', ')).toBe(expected);
  });

  it('tell the values concerned, and no others', async () => {
    expect(await rows('kind=traces&check=recovered_before_purchased')).toMatchObject({
      says: 'Recovered before it was purchased',
      columns: ['Recovery date', 'Purchase date'],
      items: [{ values: ['2024-02-01', '2024-03-05'] }],
    });
    expect(await rows('kind=traces&check=incomplete')).toMatchObject({
      columns: ['Missing'],
      items: [
        { values: ['serial number'] },
        { values: ['place of recovery'] },
        { values: ['serial number, firearm type'] },
        { values: ['firearm type'] },
      ],
    });
    expect(await rows('kind=traces&check=duplicates')).toMatchObject({
      items: [{ id: null, values: ['january.csv', '2'] }],
    });
    expect(await rows('kind=traces&check=late_90')).toMatchObject({
      items: [{ values: ['2024-02-01', '2024-05-11', '100'] }],
    });
  });

  it('come in pages, each row once, and in one file', async () => {
    const seen: string[] = [];
    let after = '';
    for (let pages = 0; pages < 10; pages += 1) {
      const page = await rows(`kind=traces&check=records&limit=2${after}`);
      expect(page.total).toBe(7);
      seen.push(...page.items.map(({ file, row }) => `${file} ${row}`));
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    const inOrder = ['january.csv 2', 'january.csv 3', 'january.csv 4', 'january.csv 5', 'january.csv 6'];
    expect(seen).toEqual([...inOrder, 'january.csv 7', 'march.csv 2']);
    const { text, headers } = await askAs(
      'BPD',
      'steward',
      '/api/quality/rows.csv?kind=traces&check=late_30',
    );
    expect(headers['content-disposition']).toContain('tracemap-quality-traces-late_30.csv');
    expect(text.split('\r\n').slice(0, 3)).toEqual([
      '\uFEFFFile,Row in file,Day of the recovery,Day of the trace request,Days between,What is the matter,What to mend',
      expect.stringContaining('january.csv,3,2024-01-11,2024-02-20,40,More than 30 days'),
      expect.stringContaining('january.csv,4,2024-02-01,2024-05-11,100,'),
    ]);
    const filters = 'check kind';
    expect(await auditOf(database.current, 'export.%')).toEqual([
      { actor: 'steward@bpd.example', action: 'export.begun', detail: { filters } },
      {
        actor: 'steward@bpd.example',
        action: 'export.finished',
        detail: { filters, rows: 2, complete: true },
      },
    ]);
  });
});

describe('the other kinds', () => {
  it.each<[QualityKindId, Record<string, string>, string]>([
    ['incidents', { fatal_without_victims: '1/2' }, 'incidents.csv 2'],
    ['ballistics', { linked_before_incident: '1/2' }, 'links.csv 2'],
    ['debriefs', { debriefed_before_obtained: '1/2' }, 'debriefs.csv 2'],
    [
      'dealer-sales',
      { parts_exceed_total: '1/3', period_after_file: '1/3', sold_after_dealer_closed: '1/2' },
      'sales.csv 2, sales.csv 4, sales.csv 3',
    ],
    [
      'multiple-sales',
      {
        single_gun: '1/6',
        sold_over_many_days: '1/6',
        sold_after_dealer_closed: '1/6',
        born_after_sale: '1/6',
      },
      'multiple.csv 4, multiple.csv 7, multiple.csv 2, multiple.csv 2',
    ],
    ['thefts', { reported_before_stolen: '1/3' }, 'thefts.csv 4'],
    ['inspections', { violations_contradict_result: '1/3' }, 'inspections.csv 4'],
  ])('%s have contradictions of their own', async (kind, expected, lines) => {
    const one = await qualityOf(kind);
    expect(checksOf(one)).toEqual(expected);
    const found: string[] = [];
    for (const { key } of one.checks) found.push(...(await linesOf(`kind=${kind}&check=${key}`)));
    expect(found.join(', ')).toBe(lines);
  });

  it('are timed where they have two days', async () => {
    expect((await qualityOf('thefts')).late).toMatchObject({
      known: 2,
      medianDays: 77,
      over: [{ count: 1 }, { count: 1 }],
    });
    expect((await qualityOf('ballistics')).late).toMatchObject({ known: 1, medianDays: 60 });
    expect((await qualityOf('inspections')).late).toBeNull();
  });

  it.each(QUALITY_KINDS)('%s: behind every number stand as many rows', async (kind) => {
    const one = await qualityOf(kind);
    const asked: [string, number][] = [
      ['check=records', one.records],
      ['check=incomplete', one.records - one.complete],
      ['check=duplicates', one.duplicates],
      ...one.checks.map(({ key, count }): [string, number] => [`check=${key}`, count]),
      ...one.parts.flatMap(({ fields }) =>
        fields.map(({ key, filled, of }): [string, number] => [`check=missing&field=${key}`, of - filled]),
      ),
      ...(one.byPrecision ?? []).map(({ precision, count }): [string, number] => [
        `check=placed_to&field=${precision}`,
        count,
      ]),
      ...(one.late?.over ?? []).map(({ days, count }): [string, number] => [`check=late_${days}`, count]),
      ...one.months.flatMap(({ month, records, complete, addresses, placed }): [string, number][] => [
        [`check=records&month=${month}`, records],
        [`check=incomplete&month=${month}`, records - complete],
        ...(addresses === null
          ? []
          : [[`check=not_placed&month=${month}`, addresses - (placed ?? 0)] as [string, number]]),
      ]),
    ];
    for (const [query, count] of asked) {
      const { total, items } = await rows(`kind=${kind}&${query}&limit=500`);
      expect([query, total, items.length]).toEqual([query, count, count]);
    }
  });
});

describe('who is told', () => {
  const ADDRESSES = [
    '/api/quality',
    '/api/quality/rows?kind=traces&check=records',
    '/api/quality/rows.csv?kind=traces&check=records',
  ];

  it('stewards alone; others are refused in words', async () => {
    for (const role of ['analyst', 'briefing', 'auditor'] as const) {
      for (const address of ADDRESSES) {
        const { status, body } = await askAs('BPD', role, address);
        expect([role, status, body.detail]).toEqual([
          role,
          403,
          expect.stringContaining('Files and open addresses are for the stewards of an agency.'),
        ]);
      }
    }
  });

  it.each(['DEI', 'OUT'])('nothing of other agencies, whatever %s is given of theirs', async (agency) => {
    const batches = await rowsOf(database.current, 'SELECT id FROM import_batch');
    expect((await askAs(agency, 'steward', '/api/quality')).body).toEqual({
      items: [],
      total: 0,
      next: null,
    });
    for (const { id } of batches) {
      const { status, body } = await askAs(agency, 'steward', `/api/quality?batch=${id}`);
      expect([status, body.detail]).toEqual([404, expect.stringContaining('There is no such file')]);
    }
    for (const kind of QUALITY_KINDS) {
      for (const check of ['records', 'duplicates']) {
        const { body } = await askAs(agency, 'steward', `/api/quality/rows?kind=${kind}&check=${check}`);
        expect([body.total, body.items]).toEqual([0, []]);
      }
    }
  });

  it('of NPD its own: one gun, and inspections of others end no licence for it', async () => {
    const { body } = await askAs('NPD', 'steward', '/api/quality');
    const { items } = qualitySchema.parse(body);
    expect(items.map(({ kind, records }) => [kind, records])).toEqual([['traces', 1]]);
    expect(items.map(checksOf)).toEqual([
      {
        recovered_before_purchased: '1/1',
        time_to_crime_too_long: '0/1',
        requested_before_recovered: '0/1',
        sold_after_dealer_closed: '0/0',
      },
    ]);
  });
});

it.each([
  ['/api/quality?kind=guns', 'kind'],
  ['/api/quality?batch=x', 'batch'],
  ['/api/quality?agency=BPD', 'agency'],
  ['/api/quality/rows?check=records', 'kind'],
  ['/api/quality/rows?kind=thefts&check=recovered_before_purchased', 'check'],
  ['/api/quality/rows?kind=inspections&check=late_30', 'check'],
  ['/api/quality/rows?kind=inspections&check=not_placed', 'check'],
  ['/api/quality/rows?kind=traces&check=missing', 'field'],
  ['/api/quality/rows?kind=traces&check=missing&field=zip', 'field'],
  ['/api/quality/rows?kind=traces&check=placed_to&field=serial_number', 'field'],
  ['/api/quality/rows?kind=traces&check=records&field=zip', 'field'],
  ['/api/quality/rows?kind=traces&check=records&month=2024-13', 'month'],
  ['/api/quality/rows?kind=traces&check=duplicates&month=2024-01', 'month'],
  ['/api/quality/rows?kind=traces&check=records&after=1.2', 'after'],
])('%s is refused by name', async (address, parameter) => {
  const { status, body } = await askAs('BPD', 'steward', address);
  expect([status, body.parameter]).toEqual([400, parameter]);
});

describe('homes of possessors and purchasers', () => {
  /** Two possessors with a home, one without; two purchasers, of whom one bought two of the guns. */
  const HOMES = [
    'Trace Number,Recovery Date,Possessor Name,Possessor DOB,Possessor Street,Possessor State,Possessor Zip,Purchaser Name,Purchaser DOB,Purchaser Street,Purchaser State,Purchaser Zip',
    'H1,2024-01-10,HOLT HAL,1980-01-01,9 ELM ST,MD,21202,BYRD BEA,1990-02-03,1 OAK ST,MD,21215',
    'H2,2024-01-11,HOLM HUGO,1981-01-01,,MD,,BYRD BEA,1990-02-03,1 OAK ST,MD,21215',
    'H3,2024-01-12,HOOD HANK,1982-01-01,,,,BOND BEN,1991-02-03,,MD,',
    '',
  ].join('\n');
  beforeAll(async () => {
    await importInto(database.current, 'traces', 'HOM', textFile('homes.csv', HOMES));
    await database.current.knex.raw(
      `INSERT INTO agreement (giving_agency_id, receiving_agency_id, recoveries, traces, ballistics, debriefs, sales,
         legal_basis, starts_on, written_by, accepted_by, accepted_at)
       SELECT g.id, r.id, 'records', 'records', 'records', 'records', 'records', 'tests', '2000-01-01', 't', 't', now()
       FROM agency g, agency r WHERE g.code = 'HOM' AND r.code = 'BPD'`,
    );
  });

  it('are counted by what they were placed to, one of each person', async () => {
    expect(await homesOf('HOM', 'possessor')).toBe('zip 1, state 1');
    expect(await homesOf('HOM', 'purchaser')).toBe('zip 1, state 1');
    expect(await homesOf('HOM', 'firearm')).toBeNull();
  });

  it.each([
    ['possessor_zip', `Home of the possessor, placed to: ${TIER_WORDS.zip}`, ['2 9 ELM ST, MD, 21202']],
    ['purchaser_state', `Home of the purchaser, placed to: ${TIER_WORDS.state}`, ['4 MD']],
    ['purchaser_point', `Home of the purchaser, placed to: ${TIER_WORDS.point}`, []],
  ])('open the rows of %s without saying who lived there', async (field, says, told) => {
    const { body, text } = await askAs(
      'HOM',
      'steward',
      `/api/quality/rows?kind=traces&check=placed_to&field=${field}`,
    );
    const one = qualityRowsSchema.parse(body);
    expect(one.says).toBe(says);
    expect(one.items.map(({ row, values }) => `${row} ${values.join(' ')}`)).toEqual(told);
    expect(text).not.toMatch(/HOLT|BYRD|BOND|1990/);
  });

  it('are told to nobody else: no partner, no outsider, no analyst', async () => {
    // Those of BPD's own files alone: no row of them says where anybody lived.
    expect(await homesOf('BPD', 'purchaser')).toBe('');
    expect(await homesOf('OUT', 'purchaser')).toBeNull();
    const rowsAs = async (agency: string, role: Role) =>
      askAs(agency, role, '/api/quality/rows?kind=traces&check=placed_to&field=purchaser_zip');
    expect((await rowsAs('BPD', 'steward')).body.total).toBe(0);
    expect((await rowsAs('OUT', 'steward')).body.total).toBe(0);
    expect((await rowsAs('HOM', 'analyst')).status).toBe(403);
  });

  it('are asked for by kind and precision alone', async () => {
    for (const field of ['dealer_zip', 'firearm_zip', 'zip_purchaser']) {
      const { status } = await askAs(
        'HOM',
        'steward',
        `/api/quality/rows?kind=traces&check=placed_to&field=${field}`,
      );
      expect([field, status]).toEqual([field, 400]);
    }
    const { status } = await askAs(
      'HOM',
      'steward',
      '/api/quality/rows?kind=thefts&check=placed_to&field=purchaser_zip',
    );
    expect(status).toBe(400);
  });
});

describe('in the language of whoever asks', () => {
  it('are figures that are kept, whoever asked for them first', async () => {
    const told = async (language: string) => {
      const { body } = await askAs('BPD', 'steward', '/api/quality?kind=traces', language);
      const [one] = qualitySchema.parse(body).items;
      return {
        records: one?.records,
        words: one?.words.many,
        means: one?.completeMeans[0],
        late: one?.late?.to,
      };
    };
    const english = { words: 'guns', means: 'recovery date', late: 'trace request' };
    const spanish = { words: 'armas', means: 'fecha de recuperación', late: 'solicitud de rastreo' };
    const { records } = await told('en');
    expect(await told('es')).toEqual({ records, ...spanish });
    expect(await told('en')).toEqual({ records, ...english });
  });

  it('are rows to mend, with what is missing of them', async () => {
    const query = '/api/quality/rows?kind=traces&check=incomplete';
    const [english, spanish] = [
      qualityRowsSchema.parse((await askAs('BPD', 'steward', query)).body),
      qualityRowsSchema.parse((await askAs('BPD', 'steward', query, 'es')).body),
    ];
    expect([spanish.says, spanish.columns]).toEqual(['Incompletos', ['Falta']]);
    const words: Readonly<Record<string, string>> = {
      'recovery date': 'fecha de recuperación',
      'serial number': 'número de serie',
      'firearm type': 'tipo de arma',
      'place of recovery': 'lugar de recuperación',
    };
    const inSpanish = (missing: string | null | undefined) =>
      missing
        ?.split(', ')
        .map((one) => words[one])
        .join(', ');
    expect(english.items.length).toBeGreaterThan(0);
    expect(spanish.items.map(({ values }) => values[0])).toEqual(
      english.items.map(({ values }) => inSpanish(values[0])),
    );
    const figure = figureRows(QUALITY_OF.traces, 'incomplete', null);
    expect(figure && qualityRowsHeader(figure, IN_SPANISH)).toBe(
      'Archivo,Fila del archivo,Falta,Qué ocurre,Qué corregir\r\n',
    );
  });
});
