import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { closeNotedEvents, keepNotedEvents, noteAuditEvent } from '../../../server/audit/note-audit-event.ts';
import { NotedEvents } from '../../../server/audit/noted-events.ts';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import type { Database } from '../../../server/database/connection.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { auditOf } from '../../helpers/access.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { clearAudit } from './audit-fixtures.ts';

const database = useTestDatabase();
const row = z.object({
  actor: z.string(),
  agencyId: z.number().nullable(),
  subject: z.string(),
  at: z.string(),
});
const written = () =>
  selectRows(
    database.current.knex,
    row,
    `SELECT actor, agency_id AS "agencyId", subject, to_char(happened_at AT TIME ZONE 'UTC', 'HH24:MI:SS') AS at
     FROM audit_event WHERE action = 'record.viewed' ORDER BY position`,
  );
const subjects = async () => (await written()).map(({ actor, subject }) => `${actor} ${subject}`);

const START = Date.parse('2026-11-29T08:00:00Z');
const MINUTE = 60_000;
/** How long what comes by itself may take on a busy machine. */
const WAIT = { timeout: 30_000 };

/** Events at a time that the test sets, and what was told of failures. */
function events(over: Partial<Database> = {}) {
  const clock = { now: START };
  const failed = vi.fn();
  const kept = new NotedEvents({
    database: { ...database.current, ...over },
    onFailed: (error, told) => failed(String(error), told),
    now: () => clock.now,
  });
  const open = (actor: string, subject: string, agencyId: number | null = 1) =>
    kept.note({ actor, subject, agencyId, action: 'record.viewed' });
  return { kept, clock, failed, open };
}

/** A database whose transactions fail until they are let. */
function failing() {
  const state = { isAway: true, tries: 0 };
  const knex = new Proxy(database.current.knex, {
    get(target, name, receiver) {
      if (name !== 'transaction') return Reflect.get(target, name, receiver);
      state.tries += 1;
      if (state.isAway) return () => Promise.reject(new Error('no connection'));
      return target.transaction.bind(target);
    },
  });
  return { state, knex };
}

beforeEach(() => clearAudit(database.current));
afterEach(() => {
  vi.useRealTimers();
});

describe('events that are noted', () => {
  it('are written with who, which, whose and when', async () => {
    const { kept, clock, open } = events();
    open('a.reyes', 'recovery 42', 7);
    clock.now += 61_000;
    open('a.reyes', 'dealer 3', null);
    expect(await written()).toEqual([]);
    await kept.flush();
    expect(await written()).toEqual([
      { actor: 'a.reyes', agencyId: 7, subject: 'recovery 42', at: '08:00:00' },
      { actor: 'a.reyes', agencyId: null, subject: 'dealer 3', at: '08:01:01' },
    ]);
    expect((await verifyChain(database.current.knex)).broken).toBeNull();
  });

  it('count once in 15 minutes for the same person and record', async () => {
    const { kept, clock, open } = events();
    open('a', 'recovery 1');
    open('b', 'recovery 1');
    open('a', 'recovery 11');
    clock.now = START + 15 * MINUTE - 1;
    open('a', 'recovery 1');
    clock.now = START + 15 * MINUTE;
    open('a', 'recovery 1');
    clock.now = START + 16 * MINUTE;
    open('a', 'recovery 1');
    await kept.flush();
    expect(await subjects()).toEqual(['a recovery 1', 'b recovery 1', 'a recovery 11', 'a recovery 1']);
  });

  it('tell what was done apart: who was refused a record has not opened it', async () => {
    const { kept } = events();
    const about = { actor: 'a', agencyId: 1, subject: 'recovery 1' };
    kept.note({ ...about, action: 'access.refused' });
    kept.note({ ...about, action: 'record.viewed' });
    kept.note({ ...about, action: 'access.refused' });
    await kept.flush();
    expect(
      (await auditOf(database.current, '%')).map(
        (event) => z.looseObject({ action: z.string() }).parse(event).action,
      ),
    ).toEqual(['access.refused', 'record.viewed']);
  });

  it('remember no more than so many, and rather note one twice', async () => {
    const { kept, open } = events({ knex: failing().knex });
    for (let id = 1; id <= 50_000; id += 1) open('a', `recovery ${id}`);
    open('a', 'recovery 1');
    expect(kept.waiting).toBe(50_000);
    open('a', 'recovery 50001');
    // The first was forgotten for it.
    open('a', 'recovery 2');
    open('a', 'recovery 1');
    expect(kept.waiting).toBe(50_002);
  });

  it('are written by themselves after a second', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { kept, open } = events();
    open('a', 'recovery 1');
    vi.advanceTimersByTime(999);
    expect(kept.waiting).toBe(1);
    vi.advanceTimersByTime(1);
    vi.useRealTimers();
    await vi.waitFor(async () => expect(await subjects()).toEqual(['a recovery 1']), WAIT);
  });

  it('wait while the database is away, are told of, and are tried again at ever longer intervals', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { state, knex } = failing();
    const { kept, failed, open } = events({ knex });
    open('a', 'recovery 1');
    await vi.advanceTimersByTimeAsync(1000);
    expect(failed.mock.calls).toEqual([['Error: no connection', { waiting: 1, lost: [] }]]);
    open('a', 'recovery 2');
    await vi.advanceTimersByTimeAsync(2000);
    expect(state.tries).toBe(2);
    await vi.advanceTimersByTimeAsync(3999);
    expect(state.tries).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(state.tries).toBe(3);
    state.isAway = false;
    vi.advanceTimersByTime(8000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(kept.waiting).toBe(0), WAIT);
    expect(await subjects()).toEqual(['a recovery 1', 'a recovery 2']);
    expect(failed).toHaveBeenCalledTimes(3);
  });

  it('are written once, whoever asks for it at the same time', async () => {
    const { kept, open } = events();
    for (let id = 1; id <= 1001; id += 1) open('a', `recovery ${id}`);
    await Promise.all([kept.flush(), kept.flush(), kept.close()]);
    expect((await written()).length).toBe(1001);
  });

  it('are told one by one when the server stops and cannot write them', async () => {
    const { kept, failed, open } = events({ knex: failing().knex });
    open('a', 'recovery 1', 7);
    await kept.close();
    expect(failed.mock.calls.at(-1)).toEqual([
      'Error: The server stopped.',
      {
        waiting: 0,
        lost: [expect.objectContaining({ actor: 'a', agencyId: 7, subject: 'recovery 1' })],
      },
    ]);
    open('a', 'recovery 2');
    expect(failed.mock.calls.at(-1)?.[1].lost).toEqual([expect.objectContaining({ subject: 'recovery 2' })]);
  });

  it('are noted by a function that knows the database, and written as the server stops', async () => {
    const failed = vi.fn();
    keepNotedEvents(database.current, failed);
    noteAuditEvent({
      database: database.current,
      actor: 'a',
      agencyId: 1,
      action: 'record.viewed',
      subject: 'incident 5',
    });
    await closeNotedEvents(database.current);
    expect(await subjects()).toEqual(['a incident 5']);
    expect(failed).not.toHaveBeenCalled();
  });
});
