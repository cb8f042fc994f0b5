import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Role } from '../../../domain/access.ts';
import type { scheduleDraftSchema } from '../../../domain/briefing-schedules.ts';
import { MOST_SCHEDULES, scheduleSchema, schedulesSchema } from '../../../domain/briefing-schedules.ts';
import {
  briefingSchema,
  briefingsSchema,
  briefingVersionsSchema,
  MOST_BRIEFINGS,
} from '../../../domain/briefings.ts';
import { createBriefingsRoutes } from '../../../server/briefings/briefings-routes.ts';
import { makeReports } from '../../../server/briefings/make-reports.ts';
import { createSchedulesRoutes } from '../../../server/briefings/schedules-routes.ts';
import { addSchedule } from '../../../server/briefings/schedules-service.ts';
import { noteChange } from '../../../server/database/data-version.ts';
import { undoImport } from '../../../server/imports/undo-import.ts';
import { auditOf } from '../../helpers/access.ts';
import { accountCookie, accountOf } from '../../helpers/account-cookie.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, importInto, useTextFiles } from '../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
const app = () => routeApp(createBriefingsRoutes(database.current), createSchedulesRoutes(database.current));

type Who = readonly [agency: string, role: Role];
const STAFF: Who = ['BPD', 'briefing'];
const ANALYST: Who = ['BPD', 'analyst'];
const STEWARD: Who = ['BPD', 'steward'];
const AUDITOR: Who = ['BPD', 'auditor'];
const OTHER: Who = ['NPD', 'steward'];

async function send(method: 'get' | 'post' | 'put' | 'delete', path: string, who: Who, body?: object) {
  const cookie = await accountCookie(database.current, ...who);
  return request(app())[method](path).set('Cookie', cookie).send(body);
}

let files = 0;
/** Imports guns of an agency that were recovered on these days. */
async function bring(agency: string, ...days: readonly string[]) {
  files += 1;
  const rows = days.map(
    (day, index) => `${agency}-${files}-${index},${day},MD,2020-01-01,DEALER OF ${agency},VA`,
  );
  const header = 'Trace Number,Recovery Date,Recovery State,Purchase Date,Dealer Name,Dealer State';
  const file = textFile(`${files}.csv`, [header, ...rows, ''].join('\n'));
  const result = await importInto(database.current, 'traces', agency, file);
  expect(result.rowsAccepted).toBe(days.length);
  return result;
}

const JUNE = '2024-06-10';
type Draft = z.output<typeof scheduleDraftSchema>;
const draftOf = (more: Partial<Draft> = {}): Draft => ({
  name: 'Where our guns come from',
  template: 'sources',
  intervention: null,
  briefing: null,
  ...more,
});
async function setUp(more: Partial<Draft> = {}, who = STAFF, today = JUNE): Promise<number> {
  const account = await accountOf(database.current, ...who);
  return addSchedule(database.current, account, draftOf(more), 'en', today);
}
const run = (today = JUNE) => makeReports(database.current, today);
const reports = async (who: Who = ANALYST) =>
  briefingsSchema
    .parse((await send('get', '/api/briefings', who)).body)
    .items.toSorted((a, b) => a.title.localeCompare(b.title));
const schedules = async (who: Who = ANALYST) =>
  schedulesSchema.parse((await send('get', '/api/briefing-schedules', who)).body).items;
const decide = (id: number, who: Who, version = 1, decision = 'approved') =>
  send('post', `/api/briefings/${id}/approval`, who, { decision, version });
const told = async (who: Who = ANALYST) =>
  (await reports(who)).map(({ title, version, report }) => [title, version, report?.state]);

/** A report of May 2024 that waits, set up by mayor's staff. */
async function reportOfMay(more: Partial<Draft> = {}): Promise<number> {
  await setUp(more);
  await bring('BPD', '2024-05-21');
  expect(await run()).toBe(1);
  const [{ id = 0 } = {}] = await reports();
  return id;
}

beforeAll(async () => {
  await addAgencies(database.current, 'BPD', 'NPD');
  // Whoever is added changes what is kept of an agency's guns, and so its data version.
  for (const who of [STAFF, ANALYST, STEWARD, AUDITOR, OTHER]) await accountCookie(database.current, ...who);
});
beforeEach(async () => {
  const { knex } = database.current;
  await knex('briefing').whereNull('ended_at').update({ ended_at: new Date() });
  await knex('briefing_schedule').whereNull('ended_at').update({ ended_at: new Date() });
  await knex('region_policy').update({ second_person_releases: true });
  const batches = await knex('import_batch').select('id').where('status', 'done');
  for (const { id } of batches) await undoImport(database.current, id);
  await bring('BPD', '2024-05-20');
});

describe('a monthly report', () => {
  it('is written in the language of the page on which it was set up', async () => {
    const cookie = await accountCookie(database.current, ...STAFF);
    const answer = await request(app())
      .post('/api/briefing-schedules')
      .set('Cookie', cookie)
      .set('Accept-Language', 'es')
      .send(draftOf({ name: 'De dónde vienen' }));
    expect(answer.status).toBe(201);
    await bring('BPD', '2024-05-21');
    const newest = () => new Date().toISOString().slice(0, 10);
    expect(await makeReports(database.current, newest())).toBeGreaterThan(0);
    const [made] = await reports();
    expect(made?.title).toMatch(/^De dónde vienen, \p{Ll}+ de 20\d\d$/u);
    const { sections } = briefingSchema.parse(
      (await send('get', `/api/briefings/${made?.id}`, ANALYST)).body,
    );
    expect(sections.at(-1)?.heading).toBe('Con qué se hizo este informe');
    await bring('BPD', '2024-05-02');
    await makeReports(database.current, newest());
    const anew = briefingSchema.parse((await send('get', `/api/briefings/${made?.id}`, ANALYST)).body);
    expect([anew.version, anew.sections.length]).toEqual([2, sections.length]);
    expect(anew.sections.at(-1)?.text).toMatch(/^Hecho el /);
  });

  it('is made once of a month that is over, when the records have changed', async () => {
    await setUp();
    expect(await schedules()).toMatchObject([{ lastMonth: null, nextMonth: '2024-05', problem: null }]);
    expect(await run()).toBe(0);
    await bring('NPD', '2024-05-21');
    expect(await run()).toBe(0);
    await bring('BPD', '2024-05-21', '2024-06-01');
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    const [one] = await reports();
    expect(await reports()).toHaveLength(1);
    expect(one).toMatchObject({
      title: 'Where our guns come from, May 2024',
      version: 1,
      savedBy: 'Briefing (by schedule)',
      report: { month: '2024-05', newestOn: '2024-06-01', state: 'waiting', decidedBy: null },
    });
    const { sections } = briefingSchema.parse((await send('get', `/api/briefings/${one?.id}`, STAFF)).body);
    expect(sections[0]?.query).toBe(
      'recovered_from=2023-06-01&recovered_to=2024-06-01&ttc_max=1095&level=state',
    );
    expect(sections.at(-1)?.text).toMatch(
      new RegExp(
        `^Made on 10 Jun 2024 from the records of BPD up to 1 Jun 2024 \\(version ${one?.report?.dataVersion} `,
      ),
    );
    expect(await schedules()).toMatchObject([{ lastMonth: '2024-05', nextMonth: '2024-06' }]);
  });

  it('is made by the clock where nothing is imported', async () => {
    await setUp();
    await bring('BPD', '2024-06-02');
    await run();
    expect(await run('2024-06-30')).toBe(0);
    expect(await run('2024-07-01')).toBe(1);
    expect(await run('2024-07-01')).toBe(0);
    expect((await reports()).map(({ title }) => title)).toEqual([
      'Where our guns come from, June 2024',
      'Where our guns come from, May 2024',
    ]);
  });

  it('is one, however many servers make it', async () => {
    await setUp();
    await bring('BPD', '2024-05-21');
    const made = await Promise.all([run(), run(), run(), run()]);
    expect(made.toSorted()).toEqual([0, 0, 0, 1]);
    expect(await told()).toEqual([['Where our guns come from, May 2024', 1, 'waiting']]);
    // Late data too: one version more, not four.
    await bring('BPD', '2024-05-22');
    const anew = await Promise.all([run(), run(), run(), run()]);
    expect(anew.toSorted()).toEqual([0, 0, 0, 1]);
    expect(await told()).toEqual([['Where our guns come from, May 2024', 2, 'waiting']]);
  });

  it('is made anew in place from late data, keeps what was written, and stays once it is approved', async () => {
    const id = await reportOfMay();
    const path = `/api/briefings/${id}`;
    // Not late: it is of another month.
    await bring('BPD', '2024-06-03');
    expect(await run()).toBe(0);
    const { sections, title } = briefingSchema.parse((await send('get', path, ANALYST)).body);
    const written = sections.with(0, { heading: 'Written', text: 'By hand.', query: null });
    expect((await send('put', path, ANALYST, { title, sections: written, version: 1 })).status).toBe(200);
    const late = await bring('BPD', '2024-05-22');
    expect(await run()).toBe(1);
    const anew = briefingSchema.parse((await send('get', path, ANALYST)).body);
    expect(anew).toMatchObject({
      version: 3,
      report: { state: 'waiting' },
      savedBy: 'Briefing (by schedule)',
    });
    expect(anew.sections.slice(0, -1)).toEqual(written.slice(0, -1));
    expect(anew.sections.at(-1)?.text).not.toBe(written.at(-1)?.text);
    const versions = briefingVersionsSchema.parse((await send('get', `${path}/versions`, STAFF)).body);
    expect(versions.items.map(({ savedBy }) => savedBy)).toEqual([
      'Briefing (by schedule)',
      'Analyst',
      'Briefing (by schedule)',
    ]);
    // Guns that go, and traces that come, are late data as well.
    await undoImport(database.current, late.batchId ?? 0);
    expect(await run()).toBe(1);
    await database.current.knex.transaction(async (trx) => {
      await trx.raw("UPDATE recovery SET dealer_id = NULL WHERE recovered_on = '2024-05-21'");
      await noteChange(
        trx,
        (await trx('agency').where('code', 'BPD')).map((agency) => agency.id),
      );
    });
    expect(await run()).toBe(1);
    expect((await decide(id, STEWARD, 5)).status).toBe(200);
    await bring('BPD', '2024-05-23');
    expect(await run()).toBe(0);
    expect(await told()).toEqual([[title, 5, 'approved']]);
  });

  it('stays as it was while all records are gone, and is made anew when they are back', async () => {
    await reportOfMay();
    for (const { id } of await database.current.knex('import_batch').select('id').where('status', 'done')) {
      await undoImport(database.current, id);
    }
    expect(await run()).toBe(0);
    await bring('BPD', '2024-05-21');
    expect(await run()).toBe(1);
    expect(await told()).toEqual([['Where our guns come from, May 2024', 2, 'waiting']]);
  });

  it('that is deleted is not made again, and an ended one makes no more', async () => {
    const id = await reportOfMay();
    expect((await send('delete', `/api/briefings/${id}`, ANALYST)).status).toBe(204);
    await bring('BPD', '2024-05-22', '2024-06-30');
    expect(await run()).toBe(0);
    expect(await run('2024-07-01')).toBe(1);
    const [schedule] = await schedules();
    expect((await send('delete', `/api/briefing-schedules/${schedule?.id}`, ANALYST)).status).toBe(204);
    await bring('BPD', '2024-07-01');
    expect(await run('2024-08-01')).toBe(0);
    expect(await told()).toEqual([['Where our guns come from, June 2024', 1, 'waiting']]);
    expect(await schedules()).toEqual([]);
  });

  it('of one of the agency’s briefings takes its sections over, with their dates moved', async () => {
    const { body } = await send('post', '/api/briefings', ANALYST, {
      title: 'Virginia',
      sections: [
        {
          heading: 'Now',
          text: '',
          query: 'recovered_from=2023-01-01&recovered_to=2024-01-01&source_state=VA',
        },
      ],
    });
    const own = briefingSchema.parse(body);
    await setUp({ name: 'Virginia', template: 'briefing', briefing: own.id });
    await send('delete', `/api/briefings/${own.id}`, ANALYST);
    await bring('BPD', '2024-05-21');
    expect(await run()).toBe(1);
    const [made] = await reports();
    const { sections } = briefingSchema.parse((await send('get', `/api/briefings/${made?.id}`, STAFF)).body);
    expect(sections).toMatchObject([
      { heading: 'Now', query: 'recovered_from=2023-06-01&recovered_to=2024-06-01&source_state=VA' },
      { heading: 'What this report was made from', query: null },
    ]);
  });

  it('of an intervention says why it is not made where that was deleted, and lets others be made', async () => {
    const { knex } = database.current;
    const [agency] = await knex('agency').where('code', 'BPD');
    const [row] = await knex('intervention')
      .insert({
        agency_id: agency.id,
        name: 'Letters',
        kind: 'dealer_oversight',
        note: '',
        started_on: '2024-05-07',
        filter: 'source_state=VA',
        written_by: 'tests',
      })
      .returning('id');
    await setUp({ name: 'Letters', template: 'progress', intervention: row.id });
    await setUp({ name: 'Times', template: 'times' });
    await knex('intervention').where('id', row.id).delete();
    await bring('BPD', '2024-05-21');
    expect(await run()).toBe(1);
    expect(await told()).toEqual([['Times, May 2024', 1, 'waiting']]);
    expect((await schedules()).map(({ name, problem }) => [name, problem])).toEqual([
      ['Letters', 'Its intervention has been deleted: end this one, and set up another.'],
      ['Times', null],
    ]);
  });

  it('waits where there are as many briefings as there can be, and is made when one goes', async () => {
    const { knex } = database.current;
    await setUp();
    const account = await accountOf(database.current, ...STAFF);
    await knex.raw(
      `WITH made AS (INSERT INTO briefing (agency_id, title) SELECT :agency, 'B' FROM generate_series(1, :most::int) RETURNING id)
       INSERT INTO briefing_version (briefing_id, version, title, sections, saved_by) SELECT id, 1, 'B', '[]', :account FROM made`,
      { agency: account.agencyId ?? 0, most: MOST_BRIEFINGS, account: account.id },
    );
    await bring('BPD', '2024-05-21');
    expect(await run()).toBe(0);
    expect((await schedules())[0]?.problem).toMatch(/^There are 200 briefings/);
    const [{ id }] = await knex('briefing').where('title', 'B').whereNull('ended_at').limit(1);
    await send('delete', `/api/briefings/${id}`, ANALYST);
    expect(await run()).toBe(1);
    expect((await schedules())[0]).toMatchObject({ problem: null, lastMonth: '2024-05' });
  });
});

describe('approval', () => {
  it('is somebody else’s than who set it up or saved it, where the region wants a second person', async () => {
    const id = await reportOfMay();
    const path = `/api/briefings/${id}`;
    const isYours = async (who: Who) =>
      briefingSchema.parse((await send('get', path, who)).body).report?.isYoursToDecide;
    expect([await isYours(STAFF), await isYours(ANALYST)]).toEqual([false, true]);
    const own = await decide(id, STAFF);
    expect([own.status, own.body.detail]).toEqual([
      403,
      'You set this report up or saved it: somebody else of your agency has to read it and decide.',
    ]);
    expect((await decide(id, AUDITOR)).status).toBe(403);
    const { sections, title } = briefingSchema.parse((await send('get', path, ANALYST)).body);
    await send('put', path, ANALYST, { title, sections, version: 1 });
    expect((await decide(id, ANALYST, 2)).status).toBe(403);
    const approved = briefingSchema.parse((await decide(id, STEWARD, 2)).body);
    expect(approved.report).toMatchObject({
      state: 'approved',
      decidedBy: 'Steward',
      isYoursToDecide: false,
    });
    // What is said after that has been approved by nobody.
    await send('put', path, STEWARD, { title, sections: sections.slice(1), version: 2 });
    expect(await told()).toEqual([[title, 3, 'waiting']]);
    expect((await send('get', `${path}/versions/2`, ANALYST)).body.report.state).toBe('approved');
  });

  it('is anybody’s where the region wants none', async () => {
    const id = await reportOfMay();
    await database.current.knex('region_policy').update({ second_person_releases: false });
    expect((await reports(STAFF))[0]?.report?.isYoursToDecide).toBe(true);
    expect((await decide(id, STAFF)).body.report.state).toBe('approved');
  });

  it('is decided once: the second of two, and who read an older version, are told so', async () => {
    const id = await reportOfMay();
    const both = await Promise.all([decide(id, ANALYST), decide(id, STEWARD, 1, 'declined')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const late = both.find(({ status }) => status === 409);
    expect(late?.body.detail).toMatch(/^(Analyst has approved|Steward has declined) this report already\. /);
    expect((await reports())[0]?.report?.state).toBe(
      both.find(({ status }) => status === 200)?.body.report.state,
    );
  });

  it('of a declined report is asked for anew when late data has come, of the version that was read', async () => {
    const id = await reportOfMay();
    expect((await decide(id, ANALYST, 1, 'declined')).body.report).toMatchObject({
      state: 'declined',
      decidedBy: 'Analyst',
    });
    await bring('BPD', '2024-05-22');
    expect(await run()).toBe(1);
    expect((await reports())[0]).toMatchObject({ version: 2, report: { state: 'waiting', decidedBy: null } });
    const old = await decide(id, ANALYST, 1);
    expect([old.status, old.body.detail]).toEqual([
      409,
      'Version 2 was saved since you opened version 1. Nothing was decided: read the newest version first.',
    ]);
    expect((await decide(id, ANALYST, 2)).status).toBe(200);
  });

  it('is of monthly reports of one’s agency alone', async () => {
    const id = await reportOfMay();
    expect((await decide(id, OTHER)).status).toBe(404);
    expect(await reports(OTHER)).toEqual([]);
    const { body } = await send('post', '/api/briefings', STAFF, { title: 'No report', sections: [] });
    expect(body.report).toBeNull();
    expect((await decide(body.id, ANALYST)).status).toBe(409);
    expect((await decide(id, ANALYST, 1, 'perhaps')).body.parameter).toBe('decision');
    expect((await request(app()).post(`/api/briefings/${id}/approval`)).status).toBe(401);
  });

  it('is in the audit log, with what was set up and made', async () => {
    const before = (await auditOf(database.current, '%')).length;
    const id = await reportOfMay();
    await bring('BPD', '2024-05-22');
    await run();
    await decide(id, ANALYST, 2, 'declined');
    const [schedule] = await schedules();
    await send('delete', `/api/briefing-schedules/${schedule?.id}`, STEWARD);
    const events = (await auditOf(database.current, '%')).slice(before);
    const scheduleId = schedule?.id;
    expect(events).toEqual(
      expect.arrayContaining([
        {
          actor: 'briefing@bpd.example',
          action: 'schedule.made',
          detail: { name: 'Where our guns come from', template: 'sources', first: '2024-05' },
        },
        {
          actor: 'Tracemap',
          action: 'report.made',
          detail: { schedule: scheduleId, month: '2024-05', version: 1, dataVersion: expect.any(Number) },
        },
        {
          actor: 'Tracemap',
          action: 'report.made_anew',
          detail: { schedule: scheduleId, month: '2024-05', version: 2, dataVersion: expect.any(Number) },
        },
        {
          actor: 'analyst@bpd.example',
          action: 'report.declined',
          detail: { schedule: scheduleId, month: '2024-05', version: 2 },
        },
        { actor: 'steward@bpd.example', action: 'schedule.ended', detail: {} },
      ]),
    );
  });
});

describe('setting one up', () => {
  it('is for who may brief, in their own agency', async () => {
    const { status, body } = await send('post', '/api/briefing-schedules', STAFF, {
      name: '  For the  mayor ',
      template: 'times',
    });
    expect(status).toBe(201);
    expect(scheduleSchema.parse(body)).toMatchObject({
      name: 'For the mayor',
      template: 'times',
      madeBy: 'Briefing',
    });
    expect((await schedules(AUDITOR)).map(({ name }) => name)).toEqual(['For the mayor']);
    expect(await schedules(OTHER)).toEqual([]);
    const path = `/api/briefing-schedules/${body.id}`;
    expect((await send('delete', path, OTHER)).status).toBe(404);
    expect((await send('delete', path, AUDITOR)).status).toBe(403);
    expect((await send('post', '/api/briefing-schedules', AUDITOR, draftOf())).status).toBe(403);
    expect((await request(app()).get('/api/briefing-schedules')).status).toBe(401);
    const again = await send('post', '/api/briefing-schedules', ANALYST, {
      name: 'FOR THE MAYOR',
      template: 'times',
    });
    expect([again.status, again.body.parameter]).toEqual([409, 'name']);
    expect((await send('delete', path, STAFF)).status).toBe(204);
    expect((await send('delete', path, STAFF)).status).toBe(404);
  });

  it.each<[object, string]>([
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ template: 'weekly' }, 'template'],
    [{ template: 'progress' }, 'intervention'],
    [{ template: 'progress', intervention: 999_999 }, 'intervention'],
    [{ template: 'progress', intervention: 10_000_000_000 }, 'intervention'],
    [{ template: 'briefing' }, 'briefing'],
    [{ template: 'briefing', briefing: 999_999 }, 'briefing'],
  ])('is refused with %j', async (more, parameter) => {
    const answer = await send('post', '/api/briefing-schedules', STAFF, { ...draftOf(), ...more });
    expect([answer.status, answer.body.parameter]).toEqual([400, parameter]);
  });

  it('is refused of another agency’s briefing, and of one without sections', async () => {
    const draft = { title: 'Theirs', sections: [{ heading: 'H', text: '', query: null }] };
    const theirs = await send('post', '/api/briefings', OTHER, draft);
    const empty = await send('post', '/api/briefings', STAFF, { title: 'Empty', sections: [] });
    for (const { body } of [theirs, empty]) {
      const answer = await send('post', '/api/briefing-schedules', STAFF, {
        ...draftOf({ template: 'briefing', briefing: body.id }),
      });
      expect([answer.status, answer.body.parameter]).toEqual([400, 'briefing']);
    }
  });

  it('ends at as many as there can be', async () => {
    for (let number = 1; number <= MOST_SCHEDULES; number++) await setUp({ name: `Report ${number}` });
    await expect(setUp({ name: 'One more' })).rejects.toThrow(/^There are 20 monthly reports/);
  });
});
