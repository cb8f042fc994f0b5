import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { InterventionDraft } from '../../../domain/progress.ts';
import { interventionSchema, interventionsSchema, progressSchema } from '../../../domain/progress.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { createInterventionsRoutes } from '../../../server/progress/interventions-routes.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import type { InsertedRecords, RecoveryRecord } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let inserted: InsertedRecords;

const FIRST_YEAR = 2022;
/** The intervention begins with it. */
const FIRST_AFTER = 24;
const MONTHS = 33;

/** The day of a month counted from January 2022. */
const day = (month: number, of = 15) =>
  `${FIRST_YEAR + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${String(of).padStart(2, '0')}`;
const times = (count: number, record: RecoveryRecord) => Array.from({ length: count }, () => record);

/**
 * Each month of January 2022 to September 2024, recovered in Maryland by BPD:
 *
 *   sold by             within a year                        later       not traced
 *   River City, VA      6 + 0, 1, 2, 0, 1 … before           1           –
 *                       2 + 0, 1, 2, 0, 1 … from Jan 2024
 *   unnamed, PA         6 + 2, 0, 1, 2, 0 … all along        1           –
 *   –                   –                                    –           2, without result
 *
 * October 2024 has one gun, on the 3rd, and is not over. NPD has one gun in New Jersey.
 */
beforeAll(async () => {
  const river = { agency: 'BPD', dealer: 'River City', from: { state: 'VA' }, to: { state: 'MD' } };
  const other = { agency: 'BPD', from: { state: 'PA' }, to: { state: 'MD' } };
  inserted = await insertRecords(database.current, {
    agencies: ['BPD', 'NPD', 'EPD'],
    dealers: [{ name: 'River City', state: 'VA' }],
    recoveries: [
      ...Array.from({ length: MONTHS }, (_, month) => [
        ...times((month < FIRST_AFTER ? 6 : 2) + (month % 3), { ...river, on: day(month), ttc: 100 }),
        { ...river, on: day(month), ttc: 366 },
        ...times(6 + ((month + 2) % 3), { ...other, on: day(month), ttc: 365 }),
        { ...other, on: day(month) },
        ...times(2, { agency: 'BPD', on: day(month, 28), to: { state: 'MD' } }),
      ]).flat(),
      { ...river, on: day(MONTHS, 3), ttc: 50 },
      { ...river, ttc: 50 },
      { agency: 'NPD', on: day(5), to: { state: 'NJ' }, from: { state: 'VA' }, ttc: 10 },
    ],
  });
});

const app = () => routeApp(createInterventionsRoutes(database.current));
type Who = readonly [agency: string, role: 'analyst' | 'briefing' | 'steward'];
const ANALYST: Who = ['BPD', 'analyst'];

async function send(
  method: 'get' | 'post' | 'put' | 'delete',
  path: string,
  [agency, role]: Who = ANALYST,
  body?: object,
) {
  const cookie = await accountCookie(database.current, agency, role);
  return request(app())[method](path).set('Cookie', cookie).send(body);
}

const draft = (more: Partial<InterventionDraft> = {}): InterventionDraft => ({
  name: 'Inspection of River City',
  kind: 'dealer_oversight',
  startedOn: '2024-01-01',
  filter: `dealer=${inserted.dealers['River City']}`,
  ...more,
});

async function added(more: Partial<InterventionDraft> = {}) {
  const answer = await send('post', '/api/interventions', ANALYST, draft(more));
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return interventionSchema.parse(answer.body);
}

async function progressOf(id: number, query = '', who: Who = ANALYST) {
  const answer = await send('get', `/api/interventions/${id}/progress${query}`, who);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return progressSchema.parse(answer.body);
}

describe('interventions', () => {
  it('are added, listed, changed by version, and deleted, each in the audit log', async () => {
    const one = await added({
      name: '  First   of all ',
      note: 'They looked.',
      filter: 'recovery_state=MD&source_state=VA,GA',
    });
    expect(one).toMatchObject({
      name: 'First of all',
      note: 'They looked.',
      startedOn: '2024-01-01',
      endedOn: null,
      filter: 'source_state=GA%2CVA&recovery_state=MD',
      ofRegion: false,
      version: 1,
    });
    const path = `/api/interventions/${one.id}`;
    const changed = await send(
      'put',
      path,
      ANALYST,
      draft({ name: 'Other', endedOn: '2024-06-30', version: 1 }),
    );
    expect(interventionSchema.parse(changed.body)).toMatchObject({
      name: 'Other',
      endedOn: '2024-06-30',
      version: 2,
    });
    const late = await send('put', path, ANALYST, draft({ name: 'Later', version: 1 }));
    expect([late.status, late.body.title]).toEqual([409, 'Changed meanwhile']);
    const { items } = interventionsSchema.parse((await send('get', '/api/interventions')).body);
    expect(items.map(({ name }) => name)).toEqual(['Other']);
    expect((await send('delete', path)).status).toBe(204);
    expect((await send('delete', path)).status).toBe(404);
    expect((await send('get', `${path}/progress`)).status).toBe(404);
    const events = await selectRows(
      database.current.knex,
      z.object({ action: z.string(), subject: z.string() }),
      `SELECT action, subject FROM audit_event WHERE action LIKE 'intervention.%' ORDER BY position`,
    );
    expect(events).toEqual(
      ['added', 'changed', 'removed'].map((verb) => ({
        action: `intervention.${verb}`,
        subject: `intervention ${one.id}`,
      })),
    );
  });

  it.each<[Partial<Record<keyof InterventionDraft, unknown>>, RegExp]>([
    [{ name: ' ' }, /Give it a name/],
    [{ name: 'x'.repeat(101) }, /longer than 100/],
    [{ note: 'x'.repeat(2001) }, /longer than 2000/],
    [{ startedOn: '2024-02-30' }, /startedOn must be a date/],
    [{ endedOn: '2023-12-31' }, /ends before it began/],
    [{ filter: 'ttc_max=100' }, /leave out dates of recovery and times-to-crime/],
    [{ filter: 'recovered_from=2024-01-01' }, /leave out dates/],
    [{ filter: 'colour=red' }, /cannot be read.*colour/],
    [{ kind: 'magic' }, /kind is not like that/],
  ])('refuses %j', async (more, words) => {
    const answer = await send('post', '/api/interventions', ANALYST, { ...draft(), ...more });
    expect([answer.status, answer.body.detail]).toEqual([400, expect.stringMatching(words)]);
  });

  it('are their agency’s alone, and the region’s for all to see and nobody to change here', async () => {
    const own = await added({ name: 'Of BPD' });
    const [region] = await selectRows(
      database.current.knex,
      z.object({ id: z.number() }),
      `INSERT INTO intervention (name, kind, started_on, filter, written_by)
       VALUES ('Of the region', 'law', '2023-07-01', '', 'tests') RETURNING id`,
    );
    const names = async (who: Who) =>
      interventionsSchema
        .parse((await send('get', '/api/interventions', who)).body)
        .items.map(({ name }) => name);
    expect(await names(ANALYST)).toEqual(['Of BPD', 'Of the region']);
    expect(await names(['BPD', 'briefing'])).toEqual(['Of BPD', 'Of the region']);
    expect(await names(['NPD', 'analyst'])).toEqual(['Of the region']);
    for (const method of ['get', 'put', 'delete'] as const) {
      const answer = await send(
        method,
        `/api/interventions/${own.id}`,
        ['NPD', 'analyst'],
        draft({ name: 'X', version: 1 }),
      );
      expect([method, answer.status]).toEqual([method, 404]);
    }
    expect((await send('delete', `/api/interventions/${region?.id}`)).status).toBe(404);
    expect((await send('post', '/api/interventions', ['BPD', 'briefing'], draft({ name: 'Y' }))).status).toBe(
      403,
    );
    const taken = await send('post', '/api/interventions', ANALYST, draft({ name: 'of THE region' }));
    expect([taken.status, taken.body.parameter]).toEqual([409, 'name']);
    await send('delete', `/api/interventions/${own.id}`);
    await database.current.knex.raw('DELETE FROM intervention');
  });
});

describe('progress', () => {
  it('counts whole months, and finds the change against the guns of others', async () => {
    const { id } = await added();
    const progress = await progressOf(id);
    // The months of 2022 to September 2024; October is not over, and one gun has no date.
    expect(progress.months.length).toBe(MONTHS);
    expect(progress.monthsBefore).toBe(FIRST_AFTER);
    expect(progress.undated).toBe(1);
    expect(progress.months[0]).toMatchObject({
      month: '2022-01',
      count: 6,
      outOf: null,
      // 6 + 1 of River City, 8 + 1 others, 2 not traced.
      recovered: 18,
      submitted: 18,
      awaited: 2,
      comparison: 8,
    });
    expect(progress.months.at(-1)).toMatchObject({ month: '2024-09', count: 4 });
    // 24 months of 6, 7, 8; nine of 2, 3, 4.
    expect(progress.beforeAfter).toMatchObject({ before: 168, after: 27 });
    expect(progress.beforeAfter?.ratio.value).toBeCloseTo(27 / 9 / (168 / 24), 10);
    expect(progress.series).toMatchObject({ ratio: { value: expect.closeTo(3 / 7, 1) } });
    expect(progress.compared).toMatchObject({
      comparison: 'all other guns recovered in the same places',
      ratio: { value: expect.closeTo(3 / 7, 1) },
    });
    expect(progress.verdict.kind).toBe('fewer');
    expect(progress.verdict.sentence).toMatch(
      /^Guns recovered within a year of their sale fell: since Jan 2024 there were 5\d % fewer than all other guns recovered in the same places led to expect \(95 % interval: \d\d % fewer to \d\d % fewer\)\.$/,
    );
    const inSpanish = await request(app())
      .get(`/api/interventions/${id}/progress`)
      .set('Cookie', await accountCookie(database.current, ...ANALYST))
      .set('Accept-Language', 'es-US,es;q=0.9,en;q=0.5');
    expect(inSpanish.headers.vary).toContain('Accept-Language');
    expect(progressSchema.parse(inSpanish.body).verdict.sentence).toMatch(
      /^Las armas recuperadas menos de un año después de su venta disminuyeron: desde .*2024 hubo \d+ % menos de lo esperable según /,
    );
    expect(progress.charts.map(({ chart }) => chart)).toContain('ewma');
    for (const { runLengthMonths } of progress.charts) expect(runLengthMonths).toBeGreaterThanOrEqual(118);
    expect(progress.charts.find(({ chart }) => chart === 'cusum-fewer')?.alarms.length).toBeGreaterThan(0);
    expect(progress.charts.find(({ chart }) => chart === 'cusum-more')?.alarms).toEqual([]);
  });

  it('counts other outcomes: all traced guns, and the part sold within 3 years', async () => {
    const { id } = await added({ name: 'From Virginia', filter: 'source_state=VA&recovery_state=MD' });
    const traced = await progressOf(id, '?outcome=traced_guns');
    expect(traced.months[0]).toMatchObject({ count: 7 });
    const short = await progressOf(id, '?outcome=short_share');
    expect(short.months[0]).toMatchObject({ count: 7, outOf: 7 });
    // All of known times were sold within 3 years, before and after.
    expect(short.beforeAfter?.ratio.value).toBe(1);
    expect((await send('get', `/api/interventions/${id}/progress?outcome=x`)).status).toBe(400);
  });

  it.each<[string, Partial<InterventionDraft>, RegExp]>([
    ['too few months before', { startedOn: '2023-06-01' }, /There are 17 months before/],
    ['too few after', { startedOn: '2024-08-15' }, /There are 2 months from the intervention on/],
    ['in the future', { startedOn: '2050-01-01' }, /There are 0 months/],
    ['long before the records', { startedOn: '2001-01-01' }, /There are 0 months before/],
    ['no gun at all', { filter: 'source_state=HI' }, /There were 0 events/],
    ['ended soon after', { endedOn: '2024-03-31' }, /There are 3 months from the intervention on/],
  ])('refuses in words: %s', async (name, more, words) => {
    const { id } = await added({ name, ...more });
    const { verdict, compared } = await progressOf(id);
    expect(verdict).toMatchObject({ kind: 'refused', basis: null, sentence: expect.stringMatching(words) });
    expect(compared).toHaveProperty('refused');
  });

  it('warns of what else went on, and of a beginning within a month', async () => {
    const { id } = await added({ name: 'Within', startedOn: '2024-01-20', filter: 'source_state=VA' });
    const { warnings } = await progressOf(id);
    const sentences = Object.fromEntries(warnings.map(({ kind, sentence }) => [kind, sentence]));
    expect(sentences['overlapping-interventions']).toMatch(/Inspection of River City/);
    expect(sentences['overlapping-interventions']).not.toMatch(/no gun at all/);
    expect(sentences['started-within-month']).toMatch(/Jan 2024/);
  });

  it('tells those who only see counts the same figures, but for what is asked of records', async () => {
    const { id } = await added({ name: 'Counted', filter: 'source_state=VA&recovery_state=MD' });
    const [analyst, staff] = [await progressOf(id), await progressOf(id, '', ['BPD', 'briefing'])];
    expect(staff).toEqual(analyst);
    const dealer = await added({ name: 'By dealer' });
    const told = await progressOf(dealer.id, '', ['BPD', 'briefing']);
    expect(told.verdict.kind).toBe('refused');
    expect(told.warnings.map(({ kind }) => kind)).toContain('guns-not-told');
    expect((await progressOf(dealer.id)).warnings.map(({ kind }) => kind)).not.toContain('guns-not-told');
  });
});
