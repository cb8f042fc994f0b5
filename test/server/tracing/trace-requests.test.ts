import { beforeAll, describe, expect, it } from 'vitest';
import { ALL_RECORDS, sharingOf } from '../../../domain/access.ts';
import type { TraceBatchDetail } from '../../../domain/tracing-responses.ts';
import {
  traceBatchDetailSchema,
  traceBatchesSchema,
  traceCoverageSchema,
  traceFormsSchema,
  traceQueueSchema,
  traceRequestsSchema,
  tracingCoordinatorSchema,
} from '../../../domain/tracing-responses.ts';
import { compareRollups } from '../../../server/cli/doctor-command.ts';
import { undoImport } from '../../../server/imports/undo-import.ts';
import { auditOf } from '../../helpers/access.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { rowsOf, useTextFiles } from '../imports/import-bench.ts';
import {
  bringRecovered,
  bringReturned,
  CASES,
  makeTracingWorld,
  type TracingWorld,
} from './tracing-world.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
let world: TracingWorld;
let recovered = 0;

beforeAll(async () => {
  world = await makeTracingWorld(database.current);
  recovered = await bringRecovered(database.current, textFile, 'TOWN');
});

const queueOf = async (who = 'town') =>
  traceQueueSchema.parse((await world.as(who).get('/api/trace-requests').expect(200)).body);
const batchOf = async (who: string, id: number) =>
  traceBatchDetailSchema.parse(
    (await world.as(who).get(`/api/trace-requests/batches/${id}`).expect(200)).body,
  );
const idsOf = async (...serials: string[]) =>
  (await queueOf()).items
    .filter(({ serialNumber }) => serials.includes(serialNumber ?? ''))
    .map(({ recovery }) => recovery);
const make = async (...serials: string[]): Promise<TraceBatchDetail> => {
  const recoveries = await idsOf(...serials);
  const answer = await world
    .as('town')
    .post('/api/trace-requests/batches')
    .send({ recoveries, ori: 'nj0123456' });
  expect([answer.status, answer.body]).toMatchObject([201, { requests: serials.length }]);
  return traceBatchDetailSchema.parse(answer.body);
};

describe('the queue', () => {
  it('holds recoveries without a trace, the oldest first, and says what a request would lack', async () => {
    const queue = await queueOf();
    expect(
      queue.items.map(({ serialNumber, recoveredOn, missing, caseNumber }) => [
        serialNumber,
        recoveredOn,
        caseNumber,
        missing,
      ]),
    ).toEqual([
      ['AAA111', '2024-01-05', 'C-1', ['country_of_origin']],
      ['BBB222', '2024-01-20', 'C-2', ['importer', 'ori']],
      [null, '2024-02-01', null, ['serial_number', 'model', 'country_of_origin', 'crime_code', 'ori']],
      ['DDD444', '2024-03-01', null, ['model', 'country_of_origin', 'crime_code', 'ori']],
    ]);
    expect(queue).toMatchObject({ total: 4, traceable: 3, next: null, lastOri: null });
    const [oldest] = queue.items;
    const days = Math.round(
      (Date.parse(new Date().toISOString().slice(0, 10)) - Date.parse('2024-01-05')) / 86_400_000,
    );
    expect(oldest?.ageDays).toBe(days);
  });

  it('comes in pages', async () => {
    const first = traceQueueSchema.parse((await world.as('town').get('/api/trace-requests?limit=3')).body);
    const rest = traceQueueSchema.parse(
      (await world.as('town').get(`/api/trace-requests?limit=3&after=${first.next}`)).body,
    );
    expect([...first.items, ...rest.items]).toEqual((await queueOf()).items);
  });

  it('is for stewards, each of their own agency', async () => {
    expect((await world.as('mayor').get('/api/trace-requests')).status).toBe(403);
    expect((await world.as('analyst').get('/api/trace-requests')).status).toBe(403);
    for (const other of ['state', 'partner', 'outsider']) expect((await queueOf(other)).total).toBe(0);
  });
});

describe('a batch', () => {
  it('is not made of what cannot be traced, is another agency’s or is asked for already', async () => {
    const queue = await queueOf();
    const nameless = queue.items.find(({ serialNumber }) => serialNumber === null)?.recovery ?? 0;
    const [first = 0] = await idsOf('AAA111');
    const ask = (who: string, body: object) => world.as(who).post('/api/trace-requests/batches').send(body);
    expect((await ask('town', { recoveries: [first, nameless], ori: null })).status).toBe(409);
    expect((await ask('outsider', { recoveries: [first], ori: null })).status).toBe(409);
    expect((await ask('town', { recoveries: [first], ori: 'SHORT' })).body).toMatchObject({
      parameter: 'ori',
    });
    expect((await ask('mayor', { recoveries: [first], ori: null })).status).toBe(403);
    expect((await queueOf()).total).toBe(4);
    expect(await rowsOf(database.current, 'SELECT id FROM trace_request_batch')).toEqual([]);
  });

  it('can be discarded until it is sent', async () => {
    const { id } = await make('AAA111');
    expect((await queueOf()).total).toBe(3);
    expect((await world.as('partner').delete(`/api/trace-requests/batches/${id}`)).status).toBe(404);
    await world.as('town').delete(`/api/trace-requests/batches/${id}`).expect(204);
    expect((await queueOf()).total).toBe(4);
  });

  it('is a file of the form’s fields, safe for a spreadsheet, and its taking is recorded', async () => {
    const { id } = await make('AAA111', 'BBB222');
    const answer = await world.as('town').get(`/api/trace-requests/batches/${id}.csv`).expect(200);
    expect(answer.headers['content-disposition']).toContain(`trace-requests-TOWN-${id}.csv`);
    const [head = '', ...lines] = answer.text.trim().split('\r\n');
    const columns = head.replace('\uFEFF', '').split(',');
    const cell = (line: number, column: string) => lines[line]?.split(',')[columns.indexOf(column)];
    expect(lines.length).toBe(2);
    expect(
      [
        'Serial Number',
        'Manufacturer',
        'ORI',
        'Case Number',
        'NCIC Crime Code',
        'Possessor Name',
        'Recovery Date',
        'Priority',
      ].map((column) => [cell(0, column), cell(1, column)]),
    ).toEqual([
      ['AAA111', 'BBB222'],
      ['GLOCK', `'=TAURUS`],
      ['NJTOWN001', 'NJ0123456'],
      ['C-1', 'C-2'],
      ['5212', '1315'],
      ['JOHN POE', ''],
      ['2024-01-05', '2024-01-20'],
      ['Routine', 'Routine'],
    ]);
    const forms = traceFormsSchema.parse(
      (await world.as('town').get(`/api/trace-requests/batches/${id}/forms`).expect(200)).body,
    );
    expect(
      forms.items.map(({ serialNumber, possessor, recovery, missing }) => [
        serialNumber,
        possessor?.birthDate,
        recovery.state,
        missing,
      ]),
    ).toEqual([
      ['AAA111', '1990-02-03', 'NJ', ['country_of_origin']],
      ['BBB222', undefined, 'NJ', ['importer']],
    ]);
    expect(await auditOf(database.current, 'tracing.downloaded')).toEqual([
      {
        actor: 'town@town.example',
        action: 'tracing.downloaded',
        detail: { format: 'csv', requests: 2 },
      },
      {
        actor: 'town@town.example',
        action: 'tracing.downloaded',
        detail: { format: 'forms', requests: 2 },
      },
    ]);
    expect((await world.as('outsider').get(`/api/trace-requests/batches/${id}.csv`)).status).toBe(404);
    expect((await world.as('state').get(`/api/trace-requests/batches/${id}.csv`)).status).toBe(404);
    await world.as('town').delete(`/api/trace-requests/batches/${id}`).expect(204);
  });
});

describe('a coordinator', () => {
  it('must be given the recoveries as records', async () => {
    const put = (coordinator: string | null) =>
      world.as('town').put('/api/trace-requests/coordinator').send({ coordinator });
    expect((await put('PARTNER')).status).toBe(400);
    expect((await put('OUTSIDER')).status).toBe(400);
    expect(tracingCoordinatorSchema.parse((await put('STATE').expect(200)).body)).toEqual({
      coordinator: { code: 'STATE', name: 'STATE' },
      inForce: true,
      candidates: [{ code: 'STATE', name: 'STATE' }],
      routedHere: [],
    });
    const { body } = await world.as('state').get('/api/trace-requests/coordinator');
    expect(tracingCoordinatorSchema.parse(body).routedHere).toEqual([{ code: 'TOWN', name: 'TOWN' }]);
    expect(await auditOf(database.current, 'tracing.coordinator_set')).toHaveLength(2);
  });

  it('sees what is routed through it, takes it away and marks it as sent; a partner sees nothing', async () => {
    const { id } = await make('AAA111', 'BBB222', 'DDD444');
    const { items } = traceBatchesSchema.parse(
      (await world.as('state').get('/api/trace-requests/batches').expect(200)).body,
    );
    expect(items).toMatchObject([
      { id, own: false, agency: { code: 'TOWN' }, coordinator: { code: 'STATE' }, requests: 3, toSubmit: 3 },
    ]);
    const csv = await world.as('state').get(`/api/trace-requests/batches/${id}.csv`).expect(200);
    expect(csv.text).toContain('JOHN POE');
    for (const other of ['partner', 'outsider']) {
      const { body } = await world.as(other).get('/api/trace-requests/batches');
      expect(traceBatchesSchema.parse(body).total).toBe(0);
    }
    expect((await world.as('state').delete(`/api/trace-requests/batches/${id}`)).status).toBe(409);
    const submit = (on: string) =>
      world.as('state').post(`/api/trace-requests/batches/${id}/submit`).send({ on });
    expect((await submit('2999-01-01')).status).toBe(400);
    expect((await submit('2024-02-30')).status).toBe(400);
    await submit('2024-03-10').expect(200);
    expect((await submit('2024-03-11')).status).toBe(409);
    expect(await batchOf('town', id)).toMatchObject({ submittedOn: '2024-03-10', toSubmit: 0, submitted: 3 });
    expect((await world.as('town').delete(`/api/trace-requests/batches/${id}`)).status).toBe(409);
  });

  it('sees nothing any more once the agreement ends', async () => {
    await world.giveState('deidentified');
    expect(
      traceBatchesSchema.parse((await world.as('state').get('/api/trace-requests/batches')).body).total,
    ).toBe(0);
    const { body } = await world.as('town').get('/api/trace-requests/coordinator');
    expect(tracingCoordinatorSchema.parse(body)).toMatchObject({
      coordinator: { code: 'STATE' },
      inForce: false,
    });
    await world.giveState('records');
    expect(
      traceBatchesSchema.parse((await world.as('state').get('/api/trace-requests/batches')).body).total,
    ).toBe(1);
  });
});

describe('what comes back', () => {
  const statuses = async () => {
    const batches = traceBatchesSchema.parse(
      (await world.as('town').get('/api/trace-requests/batches')).body,
    );
    const { items } = await batchOf('town', batches.items[0]?.id ?? 0);
    return items.map(({ firearm, status, outcome, reason, returnedBy }) => [
      firearm?.serialNumber ?? null,
      status,
      outcome,
      reason,
      returnedBy,
    ]);
  };

  it('is matched when a file brings traces of these guns, whose rows take the place of those before', async () => {
    const before = await rowsOf(database.current, CASES);
    const returned = await bringReturned(database.current, textFile, 'TOWN');
    expect(await statuses()).toEqual([
      ['AAA111', 'returned', 'purchaser', null, null],
      ['BBB222', 'returned', 'dealer', null, null],
      ['DDD444', 'returned', 'not_traceable', 'FIREARM TOO OLD TO TRACE', null],
    ]);
    const counts = 'SELECT rows_accepted AS a, rows_duplicate AS d FROM import_batch ORDER BY id';
    expect(await rowsOf(database.current, counts)).toEqual([
      { a: 2, d: 3 },
      { a: 3, d: 0 },
    ]);
    expect(await compareRollups(database.current.knex)).toBe(true);
    expect(await undoImport(database.current, returned)).toBe('undone');
    expect((await statuses()).map(([serial, status]) => [serial, status])).toEqual([
      ['AAA111', 'submitted'],
      ['BBB222', 'submitted'],
      ['DDD444', 'submitted'],
    ]);
    expect(await rowsOf(database.current, CASES)).toEqual(before);
    expect(await compareRollups(database.current.knex)).toBe(true);
    await bringReturned(database.current, textFile, 'TOWN');
    expect((await statuses()).map(([, status]) => status)).toEqual(['returned', 'returned', 'returned']);
  });

  it('outlives the file that brought the gun: it is found again by its record key', async () => {
    await undoImport(database.current, recovered);
    expect((await statuses()).map(([, status]) => status)).toEqual(['returned', 'returned', 'returned']);
    recovered = await bringRecovered(database.current, textFile, 'TOWN');
    expect((await statuses()).map(([, , outcome]) => outcome)).toEqual([
      'purchaser',
      'dealer',
      'not_traceable',
    ]);
    expect((await queueOf()).total).toBe(1);
  });

  it('can be entered by hand for a gun that cannot be traced, and taken back', async () => {
    const [gun] = (await queueOf()).items;
    const body = { recovery: gun?.recovery, reason: 'Serial number obliterated' };
    await world.as('town').post('/api/trace-requests/set-aside').send(body).expect(204);
    expect((await world.as('town').post('/api/trace-requests/set-aside').send(body)).status).toBe(409);
    expect((await queueOf()).total).toBe(0);
    const list = async () =>
      traceRequestsSchema.parse((await world.as('town').get('/api/trace-requests/set-aside')).body).items;
    const [aside] = await list();
    expect(aside).toMatchObject({ reason: 'Serial number obliterated', returnedBy: 'town@town.example' });
    expect((await world.as('state').post(`/api/trace-requests/${aside?.id}/reopen`)).status).toBe(404);
    await world.as('town').post(`/api/trace-requests/${aside?.id}/reopen`).expect(204);
    expect(await list()).toEqual([]);
    expect((await queueOf()).total).toBe(1);
  });

  it('goes with its recovery where it was not sent yet', async () => {
    const only = await bringRecovered(database.current, textFile, 'PARTNER');
    const { items } = await queueOf('partner');
    const recoveries = items
      .filter(({ serialNumber }) => serialNumber !== null)
      .map(({ recovery }) => recovery);
    const made = await world
      .as('partner')
      .post('/api/trace-requests/batches')
      .send({ recoveries, ori: null });
    expect(made.status).toBe(201);
    await undoImport(database.current, only);
    const batches = traceBatchesSchema.parse(
      (await world.as('partner').get('/api/trace-requests/batches')).body,
    );
    expect(batches.total).toBe(0);
    expect((await queueOf('partner')).total).toBe(0);
  });
});

describe('coverage', () => {
  const coverageOf = async (who: string) =>
    traceCoverageSchema.parse((await world.as(who).get('/api/trace-coverage').expect(200)).body);

  it('counts by agency and month, and tells the queue to the agency and its coordinator', async () => {
    const { items, all } = await coverageOf('town');
    expect(items).toMatchObject([
      {
        code: 'TOWN',
        own: true,
        recovered: 5,
        submitted: 4,
        tracedToDealer: 3,
        tracedToPurchaser: 2,
        awaited: 0,
        months: [
          { month: '2024-01', recovered: 2, submitted: 2, tracedToDealer: 2, tracedToPurchaser: 1 },
          { month: '2024-02', recovered: 2, submitted: 1, tracedToDealer: 1, tracedToPurchaser: 1 },
          { month: '2024-03', recovered: 1, submitted: 1, tracedToDealer: 0, tracedToPurchaser: 0 },
        ],
        queue: { month: 0, quarter: 0, year: 0, older: 1, unknown: 0 },
        awaiting: { requests: 0, oldestDays: null },
      },
    ]);
    expect(all).toEqual({ recovered: 5, submitted: 4, tracedToDealer: 3, tracedToPurchaser: 2 });
    const toState = await coverageOf('state');
    expect(toState.items).toEqual([{ ...items[0], own: false, routed: true }]);
  });

  it('is open to the briefing role in counts, and to a partner without the queue', async () => {
    expect((await coverageOf('mayor')).items).toMatchObject([{ recovered: 5, months: [{}, {}, {}] }]);
    expect((await coverageOf('partner')).items).toMatchObject([
      { code: 'TOWN', recovered: 5, queue: null, awaited: null },
    ]);
    expect((await coverageOf('outsider')).items).toEqual([]);
  });

  it('leaves out agencies whose traces one does not see, and says which', async () => {
    await world.give(
      'PARTNER',
      sharingOf((kind) => (kind === 'recoveries' ? 'aggregates' : 'nothing')),
    );
    expect(await coverageOf('partner')).toMatchObject({
      items: [],
      leftOut: [{ code: 'TOWN', name: 'TOWN' }],
    });
    await world.give('PARTNER', ALL_RECORDS);
  });

  it('can be asked of an agency and of months, and of nothing that requests do not know', async () => {
    const of = (query: string) => world.as('town').get(`/api/trace-coverage?${query}`);
    expect(traceCoverageSchema.parse((await of('recovered_from=2024-02-01')).body).all.recovered).toBe(3);
    expect(traceCoverageSchema.parse((await of('agency=STATE')).body).items).toEqual([]);
    expect((await of('firearm_type=pistol')).status).toBe(400);
  });
});
