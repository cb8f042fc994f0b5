import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TargetDraft } from '../../../domain/progress.ts';
import { targetSchema, targetsSchema } from '../../../domain/progress.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { createTargetsRoutes } from '../../../server/progress/targets-routes.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import type { RecoveryRecord } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const times = (count: number, record: RecoveryRecord) => Array.from({ length: count }, () => record);

/** Sold in Virginia: 4 a month in 2023, of which 1 within a year; 1 a month in January to March 2024, and one on 2 April. */
beforeAll(async () => {
  const months = (year: number, count: number) =>
    Array.from({ length: count }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}-15`);
  const gun = { agency: 'BPD', from: { state: 'VA' }, to: { state: 'MD' } };
  await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    recoveries: [
      ...months(2023, 12).flatMap((on) => [{ ...gun, on, ttc: 200 }, ...times(3, { ...gun, on, ttc: 2000 })]),
      ...months(2024, 3).map((on) => ({ ...gun, on, ttc: 200 })),
      { ...gun, on: '2024-04-02', ttc: 200 },
    ],
  });
});

const app = () => routeApp(createTargetsRoutes(database.current));
type Who = readonly [agency: string, role: 'analyst' | 'briefing'];

async function send(method: 'get' | 'post' | 'put' | 'delete', path: string, who: Who, body?: object) {
  const cookie = await accountCookie(database.current, ...who);
  return request(app())[method](path).set('Cookie', cookie).send(body);
}

const DRAFT: TargetDraft = {
  name: 'A quarter fewer from Virginia',
  outcome: 'traced_guns',
  filter: 'source_state=VA',
  baselineFrom: '2023-01-01',
  baselineTo: '2024-01-01',
  changePercent: -25,
  dueOn: '2025-01-01',
};
const ANALYST: Who = ['BPD', 'analyst'];

describe('targets', () => {
  it('are set, told with where they stand to their agency, and deleted, in the audit log', async () => {
    const answer = await send('post', '/api/targets', ANALYST, DRAFT);
    const target = targetSchema.parse(answer.body);
    expect([answer.status, target.ofRegion, target.changePercent]).toEqual([201, false, -25]);
    // January to March: 12 in the baseline, 9 allowed, 3 counted; April is not over.
    expect(target.standing).toMatchObject({ months: 3, count: 3, baseline: 12, allowed: 9, kind: 'open' });
    const listed = async (who: Who) =>
      targetsSchema.parse((await send('get', '/api/targets', who)).body).items;
    expect(await listed(ANALYST)).toEqual([target]);
    expect(await listed(['BPD', 'briefing'])).toEqual([target]);
    expect(await listed(['NPD', 'analyst'])).toEqual([]);
    expect((await send('delete', `/api/targets/${target.id}`, ['NPD', 'analyst'])).status).toBe(404);
    expect((await send('delete', `/api/targets/${target.id}`, ['BPD', 'briefing'])).status).toBe(403);
    const again = await send('post', '/api/targets', ANALYST, { ...DRAFT, name: DRAFT.name.toUpperCase() });
    expect([again.status, again.body.parameter]).toEqual([409, 'name']);
    expect((await send('delete', `/api/targets/${target.id}`, ANALYST)).status).toBe(204);
    expect(await listed(ANALYST)).toEqual([]);
    const events = await selectRows(
      database.current.knex,
      z.object({ action: z.string() }),
      `SELECT action FROM audit_event WHERE subject = 'target ${target.id}' ORDER BY position`,
    );
    expect(events.map(({ action }) => action)).toEqual(['target.added', 'target.removed']);
  });

  it('are changed by the version that was read, by their agency alone, in the audit log', async () => {
    const own = targetSchema.parse((await send('post', '/api/targets', ANALYST, DRAFT)).body);
    const other = targetSchema.parse(
      (await send('post', '/api/targets', ANALYST, { ...DRAFT, name: 'Another' })).body,
    );
    const path = `/api/targets/${own.id}`;
    const change = { ...DRAFT, name: 'Half as many', changePercent: -50, dueOn: '2024-07-01', version: 1 };
    const changed = targetSchema.parse((await send('put', path, ANALYST, change)).body);
    expect(changed).toMatchObject({ id: own.id, name: 'Half as many', changePercent: -50, version: 2 });
    // 12 in the baseline of three months, of which half are allowed.
    expect(changed.standing).toMatchObject({ months: 3, count: 3, baseline: 12, allowed: 6 });
    const refused = async (who: Who, more: object) => {
      const { status, body } = await send('put', path, who, { ...change, ...more });
      return [status, body.parameter];
    };
    expect(await refused(ANALYST, { version: 1 })).toEqual([409, 'version']);
    expect(await refused(ANALYST, { version: undefined })).toEqual([409, 'version']);
    expect(await refused(ANALYST, { version: 2, name: 'ANOTHER' })).toEqual([409, 'name']);
    expect(await refused(ANALYST, { version: 2, dueOn: '2024-01-01' })).toEqual([400, 'dueOn']);
    expect(await refused(['NPD', 'analyst'], { version: 2 })).toEqual([404, undefined]);
    expect(await refused(['BPD', 'briefing'], { version: 2 })).toEqual([403, undefined]);
    const events = await selectRows(
      database.current.knex,
      z.object({ action: z.string(), detail: z.looseObject({}) }),
      `SELECT action, detail FROM audit_event WHERE subject = 'target ${own.id}' AND action = 'target.changed'`,
    );
    expect(events.map(({ detail }) => detail)).toEqual([
      { name: 'Half as many', outcome: 'traced_guns', changePercent: -50, dueOn: '2024-07-01' },
    ]);
    for (const { id } of [own, other]) await send('delete', `/api/targets/${id}`, ANALYST);
  });

  it('whose corridor is gone say so, and leave the others told', async () => {
    const gone = targetSchema.parse(
      (await send('post', '/api/targets', ANALYST, { ...DRAFT, name: 'Gone', filter: 'corridor=7' })).body,
    );
    expect(gone.standing).toMatchObject({
      kind: 'refused',
      sentence: expect.stringContaining('no corridor 7'),
    });
    await send('delete', `/api/targets/${gone.id}`, ANALYST);
  });

  it.each<[object, string]>([
    [{ name: '' }, 'name'],
    [{ baselineFrom: '2023-01-02' }, 'baselineFrom'],
    [{ baselineTo: '2023-01-01' }, 'baselineTo'],
    [{ dueOn: '2024-01-01' }, 'dueOn'],
    [{ changePercent: 0 }, 'changePercent'],
    [{ changePercent: -101 }, 'changePercent'],
    [{ filter: 'ttc_max=9' }, 'filter'],
  ])('are refused with %j', async (more, parameter) => {
    const answer = await send('post', '/api/targets', ANALYST, { ...DRAFT, ...more });
    expect([answer.status, answer.body.parameter]).toEqual([400, parameter]);
  });
});
