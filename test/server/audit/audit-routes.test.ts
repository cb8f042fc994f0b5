import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditEventsSchema } from '../../../domain/access-responses.ts';
import type { AuditReader } from '../../../server/audit/audit-read-model.ts';
import { createAuditRoutes } from '../../../server/audit/audit-routes.ts';
import { ProblemError } from '../../../server/errors.ts';
import type { InsertedRecords } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { event, recordEach } from './audit-fixtures.ts';

const database = useTestDatabase();
let inserted: InsertedRecords;

/**
 *   position  agency  action             actor
 *   1         –       rollups.rebuilt    Tracemap
 *   2         BPD     review.decided     a.reyes
 *   3         NPD     review.decided     =HYPERLINK("x")
 *   4         BPD     import.undone      a.reyes
 *   5         –       corridor.deleted   a.reyes
 */
beforeAll(async () => {
  inserted = await insertRecords(database.current, { agencies: ['BPD', 'NPD'] });
  const agency = (code: string) => inserted.agencies[code] ?? null;
  const happenedAt = new Date('2026-11-29T08:15:00.25Z');
  const reyes = { actor: 'a.reyes' };
  await recordEach(database.current, [
    event('rollups', { action: 'rollups.rebuilt', actor: 'Tracemap', detail: {}, happenedAt }),
    event('geocode_review 1', { action: 'review.decided', agencyId: agency('BPD'), ...reyes }),
    event('geocode_review 2', {
      action: 'review.decided',
      agencyId: agency('NPD'),
      actor: '=HYPERLINK("x")',
      detail: { kind: 'pin', geocode: 4, addresses: 2 },
      happenedAt,
    }),
    event('import_batch 9', { action: 'import.undone', agencyId: agency('BPD'), ...reyes }),
    event('corridor 3', { action: 'corridor.deleted', ...reyes }),
  ]);
});

const as = (reader: Partial<AuditReader> | ProblemError) =>
  routeApp(
    createAuditRoutes({
      database: database.current,
      reader: async () => {
        if (reader instanceof ProblemError) throw reader;
        return { role: 'administrator', agencyId: null, actor: 'r.okafor', ...reader };
      },
    }),
  );
const read = async (reader: Partial<AuditReader>, query = '') => {
  const { body } = await request(as(reader)).get(`/api/audit${query}`).expect(200);
  const { items, ...rest } = auditEventsSchema.parse(body);
  return { ids: items.map(({ id }) => id), ...rest };
};

describe('/api/audit', () => {
  it('gives the newest first, a page at a time', async () => {
    expect(await read({}, '?limit=2')).toEqual({ ids: [5, 4], total: 5, next: '4' });
    expect(await read({}, '?limit=2&after=4')).toEqual({ ids: [3, 2], total: 5, next: '2' });
    expect(await read({}, '?limit=2&after=2')).toEqual({ ids: [1], total: 5, next: null });
  });

  it('tells all of an event', async () => {
    const { body, headers } = await request(as({})).get('/api/audit?after=4&limit=1').expect(200);
    expect(auditEventsSchema.parse(body).items).toEqual([
      {
        id: 3,
        happenedAt: '2026-11-29T08:15:00.250Z',
        actor: '=HYPERLINK("x")',
        agency: 'NPD',
        action: 'review.decided',
        subject: 'geocode_review 2',
        detail: { kind: 'pin', geocode: 4, addresses: 2 },
      },
    ]);
    expect(headers['cache-control']).toBe('no-store');
  });

  it.each<[string, () => Partial<AuditReader>, number[]]>([
    ['an administrator', () => ({}), [5, 4, 3, 2, 1]],
    ['an auditor of the region', () => ({ role: 'auditor' }), [5, 4, 3, 2, 1]],
    ['an auditor of BPD', () => ({ role: 'auditor', agencyId: inserted.agencies.BPD ?? null }), [4, 2]],
    ['a steward of NPD', () => ({ role: 'steward', agencyId: inserted.agencies.NPD ?? null }), [3]],
    ['a steward of nobody', () => ({ role: 'steward' }), []],
    [
      'an analyst, should one get here',
      () => ({ role: 'analyst', agencyId: inserted.agencies.BPD ?? null }),
      [],
    ],
  ])('%s reads what is theirs', async (_, reader, ids) => {
    expect(await read(reader())).toEqual({ ids, total: ids.length, next: null });
  });

  it('is narrowed by action and actor', async () => {
    expect(await read({}, '?action=review.decided')).toMatchObject({ ids: [3, 2], total: 2 });
    expect(await read({}, '?actor=a.reyes&limit=1')).toEqual({ ids: [5], total: 3, next: '5' });
    expect(await read({}, '?actor=a.reyes&action=import.undone')).toMatchObject({ ids: [4], total: 1 });
    expect(await read({}, '?actor=nobody')).toMatchObject({ ids: [], total: 0 });
  });

  it.each([
    ['?action=import.eaten', 'action must be one of agency.added, '],
    ['?limit=501', 'limit must be a whole number from 1 to 500'],
    ['?after=x', 'after must be a whole number'],
    ['?state=MD', 'There is no parameter "state" here.'],
  ])('refuses %s', async (query, detail) => {
    const { body } = await request(as({})).get(`/api/audit${query}`).expect(400);
    expect(body.detail).toContain(detail);
  });

  it('is closed to whom the reader turns away', async () => {
    const refusal = new ProblemError(403, 'Not allowed', 'Ask your administrator.');
    for (const path of ['/api/audit', '/api/audit.csv']) {
      await request(as(refusal)).get(path).expect(403);
    }
  });
});

describe('/api/audit.csv', () => {
  it('is a table in which nothing runs as a formula', async () => {
    const npd = { role: 'steward', agencyId: inserted.agencies.NPD ?? null } as const;
    const { text, headers } = await request(as(npd)).get('/api/audit.csv').expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(text.split('\r\n')).toEqual([
      '\uFEFFPosition,Happened at (UTC),Actor,Agency,Action,Subject,Detail',
      `3,2026-11-29T08:15:00.250Z,"'=HYPERLINK(""x"")",NPD,review.decided,geocode_review 2,"{""kind"":""pin"",""geocode"":4,""addresses"":2}"`,
      '',
    ]);
  });

  it('is recorded when it is taken', async () => {
    await request(as({})).get('/api/audit.csv?actor=a.reyes').expect(200);
    const { body } = await request(as({})).get('/api/audit?action=audit.exported&limit=1').expect(200);
    expect(auditEventsSchema.parse(body).items[0]).toMatchObject({
      actor: 'r.okafor',
      agency: null,
      detail: { format: 'csv', events: 3, last: 5 },
    });
  });
});
