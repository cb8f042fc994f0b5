import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { recordAuditEvent, recordAuditEvents } from '../../../server/audit/record-audit-event.ts';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { TEST_ENGINE, useTestDatabase } from '../../helpers/test-database.ts';
import { clearAudit, event, recordEach, tamper } from './audit-fixtures.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url));

const database = useTestDatabase();
const verify = (check: Parameters<typeof verifyChain>[1] = {}) => verifyChain(database.current.knex, check);

const placeRow = z.object({ position: z.number(), hash: z.string(), subject: z.string() });
const places = () =>
  selectRows(
    database.current.knex,
    placeRow,
    'SELECT position, chain_hash AS hash, subject FROM audit_event ORDER BY position',
  );
const head = async () => {
  const row = z.object({ position: z.number(), hash: z.string() });
  const [found] = await selectRows(database.current.knex, row, 'SELECT position, hash FROM audit_chain');
  return found;
};

beforeEach(() => clearAudit(database.current));

describe('the chain of audit events', () => {
  it('holds when there are none', async () => {
    expect(await verify()).toEqual({ from: 1, events: 0, last: null, broken: null });
  });

  it('hashes what anyone can work out by hand', async () => {
    const happenedAt = new Date('2026-11-29T08:15:00.25Z');
    await recordEach(database.current, [
      event('corridor 7', {
        actor: 'Ana Núñez',
        agencyId: 3,
        detail: { b: 'x"\n€', aa: 2, a: null },
        happenedAt,
      }),
    ]);
    const id = z.object({ id: z.number() });
    const [row] = await selectRows(database.current.knex, id, 'SELECT id FROM audit_event');
    const digits = String(row?.id);
    const text = [
      `64:${'0'.repeat(64)}`,
      '1:1',
      `${digits.length}:${digits}`,
      '27:2026-11-29T08:15:00.250000Z',
      // Each of ú and ñ is two bytes.
      '11:Ana Núñez',
      '1:3',
      '16:corridor.created',
      '10:corridor 7',
      // PostgreSQL sorts keys by length, then by letter.
      '37:{"a": null, "b": "x\\"\\n€", "aa": 2}',
    ].join('');
    const hash = createHash('sha256').update(text).digest('hex');
    expect(await verify()).toEqual({ from: 1, events: 1, last: { position: 1, hash }, broken: null });
    expect(await head()).toEqual({ position: 1, hash });
  });

  it('goes on from event to event, across pages and several of a statement', async () => {
    await recordEach(database.current, [event('corridor 1'), event('corridor 2')]);
    await database.current.knex.transaction((trx) =>
      recordAuditEvents(
        trx,
        Array.from({ length: 2500 }, (_, index) => event(`corridor ${index + 3}`)),
      ),
    );
    const all = await places();
    expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => index + 1));
    expect(all.map(({ subject }) => subject)).toEqual(all.map((_, index) => `corridor ${index + 1}`));
    const last = { position: 2502, hash: all[2501]?.hash };
    expect(await verify()).toEqual({ from: 1, events: 2502, last, broken: null });
    expect(await verify({ from: 2001 })).toEqual({ from: 2001, events: 502, last, broken: null });
    expect(await verify({ from: 2503 })).toEqual({ from: 2503, events: 0, last: null, broken: null });
  });

  it('has no gap where a transaction is rolled back', async () => {
    await recordEach(database.current, [event('corridor 1')]);
    const failing = database.current.knex.transaction(async (trx) => {
      await recordAuditEvent(trx, event('corridor 2'));
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await recordEach(database.current, [event('corridor 3')]);
    expect((await places()).map(({ position, subject }) => [position, subject])).toEqual([
      [1, 'corridor 1'],
      [2, 'corridor 3'],
    ]);
    expect((await verify()).broken).toBeNull();
  });

  it('cannot be given a place or a hash by whoever inserts', async () => {
    await recordEach(database.current, [event('corridor 1')]);
    await database.current.knex.raw(
      `INSERT INTO audit_event (actor, action, subject, position, chain_hash)
       VALUES ('x', 'corridor.created', 'corridor 2', 77, 'made up')`,
    );
    expect(await verify()).toMatchObject({ events: 2, last: { position: 2 }, broken: null });
  });

  it.each([
    ["UPDATE audit_event SET actor = 'x'", 'audit_event is only ever added to'],
    ['DELETE FROM audit_event', 'audit_event is only ever added to'],
    ['TRUNCATE audit_event', 'audit_event is only ever added to'],
    ['UPDATE audit_chain SET position = 0', 'nobody else changes it'],
    ['DELETE FROM audit_chain', 'nobody else changes it'],
    ['TRUNCATE audit_chain', 'nobody else changes it'],
  ])('refuses %s', async (statement, message) => {
    await recordEach(database.current, [event('corridor 1')]);
    await expect(database.current.knex.raw(statement)).rejects.toThrow(message);
    expect((await verify()).broken).toBeNull();
  });

  it('is readable by nobody who was not let in by a policy', async () => {
    await recordEach(database.current, [event('corridor 1')]);
    await database.current.knex.raw('CREATE ROLE audit_test_reader NOLOGIN');
    try {
      const asReader = (sql: string) =>
        database.current.knex.transaction(async (trx) => {
          await trx.raw('SET LOCAL ROLE audit_test_reader');
          return selectRows(trx, z.unknown(), sql);
        });
      await expect(asReader('SELECT * FROM audit_event')).rejects.toThrow('permission denied');
      await expect(asReader('SELECT * FROM audit_chain')).rejects.toThrow('permission denied');
      await database.current.knex.raw(
        'GRANT SELECT, UPDATE ON audit_event, audit_chain TO audit_test_reader',
      );
      expect(await asReader('SELECT * FROM audit_event')).toEqual([]);
      expect(await asReader('SELECT * FROM audit_chain')).toEqual([]);
    } finally {
      await database.current.knex.raw('DROP OWNED BY audit_test_reader');
      await database.current.knex.raw('DROP ROLE audit_test_reader');
    }
  });

  it('lets a role that may only insert write events, and not move the end', async () => {
    await database.current.knex.raw('CREATE ROLE audit_test_writer NOLOGIN');
    try {
      await database.current.knex.raw('GRANT INSERT ON audit_event TO audit_test_writer');
      await database.current.knex.raw(
        'CREATE POLICY audit_test ON audit_event FOR INSERT TO audit_test_writer WITH CHECK (true)',
      );
      await database.current.knex.transaction(async (trx) => {
        await trx.raw('SET LOCAL ROLE audit_test_writer');
        // Tables of its own under the same name must not be taken for the real one.
        await trx.raw('CREATE TEMP TABLE audit_chain (position bigint, hash text) ON COMMIT DROP');
        await trx.raw(`INSERT INTO audit_chain VALUES (41, 'made up')`);
        await recordAuditEvent(trx, event('corridor 1'));
      });
      expect(await verify()).toMatchObject({ events: 1, last: { position: 1 }, broken: null });
    } finally {
      await database.current.knex.raw('DROP POLICY IF EXISTS audit_test ON audit_event');
      await database.current.knex.raw('DROP OWNED BY audit_test_writer');
      await database.current.knex.raw('DROP ROLE audit_test_writer');
    }
  });

  it.skipIf(TEST_ENGINE !== 'postgis')('keeps twenty writers at once apart, some of which fail', async () => {
    const write = (number: number) =>
      database.current.knex.transaction(async (trx) => {
        await recordAuditEvent(trx, event(`corridor ${number}`));
        await trx.raw('SELECT pg_sleep(0.02)');
        if (number % 4 === 0) throw new Error('rolled back');
        await recordAuditEvent(trx, event(`corridor ${number} again`));
      });
    const ends = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => write(index + 1)));
    expect(ends.filter(({ status }) => status === 'rejected').length).toBe(5);
    const all = await places();
    expect(all.map(({ position }) => position)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    // The two of a transaction stand together: no other came between.
    for (let index = 0; index < 30; index += 2) {
      expect(all[index + 1]?.subject).toBe(`${all[index]?.subject} again`);
    }
    expect(await verify()).toMatchObject({ events: 30, broken: null });
  });
});

describe('the migration', () => {
  it('chains what was recorded before it, in order of writing, and can be taken back', async () => {
    const migration = {
      directory: MIGRATIONS,
      loadExtensions: ['.ts'],
      name: '20261129050000_audit_chain.ts',
    };
    await database.current.knex.migrate.down(migration);
    await database.current.knex.raw(
      `INSERT INTO audit_event (actor, agency_id, action, subject, detail) VALUES
         ('a', NULL, 'corridor.created', 'corridor 1', '{}'), ('b', 2, 'corridor.deleted', 'corridor 1', '{"n": 1.50}')`,
    );
    await database.current.knex.migrate.up(migration);
    expect(await verify()).toMatchObject({ events: 2, last: { position: 2 }, broken: null });
    await recordEach(database.current, [event('corridor 2')]);
    expect(await verify()).toMatchObject({ events: 3, broken: null });
    await expect(database.current.knex.raw('DELETE FROM audit_event')).rejects.toThrow('only ever added to');
  });
});

describe('a chain that was tampered with', () => {
  beforeEach(() =>
    recordEach(
      database.current,
      Array.from({ length: 8 }, (_, index) => event(`corridor ${index + 1}`, { agencyId: index + 1 })),
    ),
  );

  const HASH = `audit_hash((SELECT chain_hash FROM audit_event p WHERE p.position = e.position - 1), e)`;
  const rehash = (from: number, to: number) =>
    Array.from(
      { length: to - from + 1 },
      (_, index) => `UPDATE audit_event e SET chain_hash = ${HASH} WHERE position = ${from + index}`,
    );
  const insertAt = (position: number, hash: string) =>
    `INSERT INTO audit_event (actor, action, subject, position, chain_hash)
     VALUES ('x', 'corridor.created', 'corridor 99', ${position}, ${hash})`;
  const shift = (from: number, by: number) =>
    `UPDATE audit_event SET position = position + ${by} WHERE position >= ${from}`;
  const swap = (columns: string, a: number, b: number) =>
    `UPDATE audit_event e SET (${columns}) = (SELECT ${columns} FROM audit_event o
       WHERE o.position = CASE e.position WHEN ${a} THEN ${b} ELSE ${a} END) WHERE position IN (${a}, ${b})`;
  const swapPlaces = (a: number, b: number) =>
    `UPDATE audit_event SET position = CASE position WHEN ${a} THEN ${b} ELSE ${a} END WHERE position IN (${a}, ${b})`;
  const CONTENT = 'happened_at, actor, agency_id, action, subject, detail';

  it.each<[string, string[], string, number | null, RegExp]>([
    ...['actor', 'action', 'subject'].map((column): [string, string[], string, number | null, RegExp] => [
      `another ${column}`,
      [`UPDATE audit_event SET ${column} = 'x' WHERE position = 4`],
      'changed',
      4,
      /^Event 4 was changed: it does not have the hash it was written with, or event 3 was changed/,
    ]),
    [
      'another day',
      [`UPDATE audit_event SET happened_at = happened_at - interval '1 microsecond' WHERE position = 1`],
      'changed',
      1,
      /^Event 1 was changed: it does not have the hash it was written with\.$/,
    ],
    [
      'no agency',
      ['UPDATE audit_event SET agency_id = NULL WHERE position = 8'],
      'changed',
      8,
      /Event 8 was/,
    ],
    [
      'another detail',
      [`UPDATE audit_event SET detail = detail || '{"origins": 2}' WHERE position = 5`],
      'changed',
      5,
      /^Event 5 was changed/,
    ],
    [
      'a change whose own hash was made to fit',
      [`UPDATE audit_event SET actor = 'x' WHERE position = 4`, ...rehash(4, 4)],
      'changed',
      5,
      /or event 4 was changed and its hash made to fit\.$/,
    ],
    [
      'a change with a hash that is made up',
      [`UPDATE audit_event SET actor = 'x', chain_hash = repeat('a', 64) WHERE position = 4`],
      'changed',
      4,
      /^Event 4 was changed, and its hash too/,
    ],
    [
      'the last changed, its hash made to fit',
      [`UPDATE audit_event SET actor = 'x' WHERE position = 8`, ...rehash(8, 8)],
      'changed',
      8,
      /^Event 8, the last, does not have the hash in which audit_chain says that the log ends/,
    ],
    [
      'one removed',
      ['DELETE FROM audit_event WHERE position = 4'],
      'removed',
      4,
      /^Event 4 is missing: removed between events 3 and 5\.$/,
    ],
    [
      'several removed',
      ['DELETE FROM audit_event WHERE position IN (1, 2)'],
      'removed',
      1,
      /^Events 1 to 2 are missing: removed between events 0 and 3\.$/,
    ],
    [
      'one removed and the rest numbered anew',
      ['DELETE FROM audit_event WHERE position = 4', shift(5, -1)],
      'removed',
      4,
      /^An event was removed between events 3 and 4, and those after numbered anew\.$/,
    ],
    [
      'three removed and the rest and the end numbered anew',
      [
        'DELETE FROM audit_event WHERE position IN (2, 3, 4)',
        shift(5, -3),
        'UPDATE audit_chain SET position = 5',
      ],
      'removed',
      2,
      /^3 events were removed between events 1 and 2/,
    ],
    [
      'one removed and all hashes since made anew, though not the numbers',
      [
        'DELETE FROM audit_event WHERE position = 4',
        `UPDATE audit_event e SET chain_hash = audit_hash((SELECT chain_hash FROM audit_event WHERE position = 3), e)
         WHERE position = 5`,
        ...rehash(6, 8),
        'UPDATE audit_chain SET hash = (SELECT chain_hash FROM audit_event WHERE position = 8)',
      ],
      'removed',
      4,
      /^Event 4 is missing/,
    ],
    [
      'one inserted among them',
      [shift(4, 1), insertAt(4, `repeat('b', 64)`)],
      'inserted',
      4,
      /^Event 4 was inserted: what belongs there stands at 5\.$/,
    ],
    [
      'one inserted with a hash that fits',
      [shift(4, 1), insertAt(4, `''`), ...rehash(4, 4)],
      'inserted',
      4,
      /^Event 4 was inserted: what belongs there stands at 5\.$/,
    ],
    [
      'one inserted at a place that is taken',
      [insertAt(4, `repeat('b', 64)`)],
      'inserted',
      4,
      /^There are two events 4: one was inserted\.$/,
    ],
    [
      'one inserted after the end',
      [insertAt(9, `repeat('b', 64)`)],
      'inserted',
      9,
      /^Event 9 was inserted past the trigger/,
    ],
    [
      'one inserted after the end with a hash that fits',
      [insertAt(9, `''`), ...rehash(9, 9)],
      'inserted',
      9,
      /^Event 9 was inserted past the trigger/,
    ],
    ['one inserted at no place', [insertAt(0, `''`)], 'inserted', null, /^1 event has no place in the chain/],
    [
      'two that changed places',
      [swapPlaces(3, 6)],
      'reordered',
      3,
      /^Events were reordered: what belongs at 3 stands at 6\.$/,
    ],
    ['neighbours that changed places', [swapPlaces(3, 4)], 'reordered', 3, /belongs at 3 stands at 4/],
    ['the last two changed', [swapPlaces(7, 8)], 'reordered', 7, /belongs at 7 stands at 8/],
    [
      'two that changed all they say',
      [swap(CONTENT, 3, 6)],
      'reordered',
      3,
      /^Events were reordered: what belongs at 3 stands at 6\.$/,
    ],
    [
      'the end cut off',
      ['DELETE FROM audit_event WHERE position > 6'],
      'cut off',
      7,
      /^The log was cut off: events 7 to 8 are missing at its end, where audit_chain says it goes to 8\.$/,
    ],
    [
      'all of it gone',
      ['DELETE FROM audit_event'],
      'cut off',
      1,
      /^The log was cut off: events 1 to 8 are missing/,
    ],
    [
      'the end set back',
      ['UPDATE audit_chain SET position = 7'],
      'inserted',
      8,
      /or audit_chain was set back: it says that the log ends with event 7\.$|^Event 8 was inserted/,
    ],
    [
      'another hash at the end',
      [`UPDATE audit_chain SET hash = repeat('c', 64)`],
      'changed',
      8,
      /^Event 8, the last,/,
    ],
  ])('%s', async (_, statements, kind, position, message) => {
    await tamper(database.current, statements);
    const { broken } = await verify();
    expect(broken).toEqual({ kind, position, message: expect.stringMatching(message) });
  });

  it('tells how many were in order before', async () => {
    const third = (await places())[2];
    await tamper(database.current, ['DELETE FROM audit_event WHERE position = 4']);
    expect(await verify()).toMatchObject({ events: 3, last: { position: 3, hash: third?.hash } });
  });

  it('holds against a note taken before, and goes on from it', async () => {
    const fifth = (await places())[4];
    const expected = { position: 5, hash: fifth?.hash ?? '' };
    expect((await verify({ expected })).broken).toBeNull();
    expect(await verify({ expected, from: 6 })).toMatchObject({ events: 3, broken: null });
  });

  it('is told from a note when it was made anew', async () => {
    const fifth = (await places())[4];
    const expected = { position: 5, hash: fifth?.hash ?? '' };
    await tamper(database.current, [
      `UPDATE audit_event SET actor = 'x' WHERE position = 2`,
      ...rehash(2, 8),
      'UPDATE audit_chain SET hash = (SELECT chain_hash FROM audit_event WHERE position = 8)',
    ]);
    expect((await verify()).broken).toBeNull();
    expect((await verify({ expected })).broken).toMatchObject({ kind: 'rebuilt', position: 5 });
  });

  it('is told from a note when it was cut off and its end made to fit', async () => {
    const eighth = (await places())[7];
    const expected = { position: 8, hash: eighth?.hash ?? '' };
    await tamper(database.current, [
      'DELETE FROM audit_event WHERE position > 6',
      'UPDATE audit_chain SET position = 6, hash = (SELECT chain_hash FROM audit_event WHERE position = 6)',
    ]);
    expect((await verify()).broken).toBeNull();
    expect((await verify({ expected })).broken).toMatchObject({ kind: 'cut off', position: 8 });
  });

  it('says what is missing where it is to begin', async () => {
    await tamper(database.current, ['DELETE FROM audit_event WHERE position = 4']);
    expect((await verify({ from: 5 })).broken).toMatchObject({ kind: 'removed', position: 4 });
  });
});
