import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { keepRetention } from '../../../server/retention/keep-retention.ts';
import { listRetentionRules, setRetention } from '../../../server/retention/retention-rules.ts';
import { runRetention } from '../../../server/retention/run-retention.ts';
import type { InsertedRecords } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { TEST_ENGINE, useTestDatabase } from '../../helpers/test-database.ts';
import { clearAudit } from '../audit/audit-fixtures.ts';
import { rowsOf } from '../imports/import-bench.ts';

const database = useTestDatabase();
let inserted: InsertedRecords;
const agencyId = (code: string) => inserted.agencies[code] ?? 0;
const run = (sql: string, values: (string | number)[] = []) => database.current.knex.raw(sql, values);

beforeAll(async () => {
  inserted = await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    recoveries: [{ agency: 'BPD' }, { agency: 'NPD' }],
  });
});

beforeEach(async () => {
  await clearAudit(database.current);
  await run('DELETE FROM geocode');
  await run('DELETE FROM geocode_review');
  await run('UPDATE recovery SET review_key = NULL');
  await run(
    'TRUNCATE import_rejected_row, import_note, sign_in_failure, duplicate_trace, contact_request, listed_purchaser',
  );
  await run('DELETE FROM account');
  await run('UPDATE retention_run SET last_run_at = NULL');
});

const purge = (more: { dryRun?: boolean; onlyWhenDue?: boolean } = {}) =>
  runRetention(database.current, { actor: 'r.okafor', ...more });
const rowsOfKind = async (kind: string, more: { dryRun?: boolean } = {}) =>
  (await purge(more))?.find((each) => each.kind === kind)?.rows;

const eventRow = z.object({
  actor: z.string(),
  agency: z.number().nullable(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
const events = () =>
  selectRows(
    database.current.knex,
    eventRow,
    'SELECT actor, agency_id AS agency, action, subject, detail FROM audit_event ORDER BY position',
  );

const idRow = z.object({ id: z.number() });

/** A decision of an agency on addresses of these keys; gives its id. */
async function decide(agency: string, ...keys: string[]): Promise<number> {
  const [decision] = await selectRows(
    database.current.knex,
    idRow,
    `INSERT INTO geocode_review (agency_id, kind, address, decided_by) VALUES (?, 'unknown', ?, 'a') RETURNING id`,
    [agencyId(agency), keys.join()],
  );
  const id = decision?.id ?? 0;
  for (const key of keys) {
    await run(
      `INSERT INTO geocode (agency_id, address_key, candidates, found, review_id, decided)
       VALUES (?, ?, '[]', '{}', ?, '{}')`,
      [agencyId(agency), key, id],
    );
  }
  return id;
}
const useAddress = (agency: string, key: string) =>
  run('UPDATE recovery SET review_key = ? WHERE agency_id = ?', [key, agencyId(agency)]);
const makeOlder = (days: number) =>
  run(`UPDATE geocode_review SET unused_since = unused_since - make_interval(days => ?::int)`, [days]);
const decisions = async () =>
  (await rowsOf(database.current, 'SELECT address FROM geocode_review ORDER BY id')).map(
    ({ address }) => address,
  );

describe('decisions on addresses', () => {
  it('go when no record has had the address for the period, counted from the run that saw it first', async () => {
    await useAddress('BPD', 'in use');
    await decide('BPD', 'in use');
    await decide('BPD', 'gone', 'also gone');
    // The same address as one of the other agency's records is not the agency's own.
    await decide('NPD', 'in use');
    await decide('BPD', 'gone too', 'in use no more');
    expect(await rowsOfKind('address_decision')).toBe(0);
    await makeOlder(1825);
    await run(`UPDATE geocode_review SET unused_since = unused_since + interval '1 minute'`);
    expect(await rowsOfKind('address_decision')).toBe(0);
    await makeOlder(1);
    expect(await rowsOfKind('address_decision')).toBe(3);
    expect(await decisions()).toEqual(['in use']);
    expect(await rowsOf(database.current, 'SELECT address_key FROM geocode')).toEqual([
      { address_key: 'in use' },
    ]);
    const about = { actor: 'r.okafor', action: 'retention.purged', subject: 'retention address_decision' };
    expect(await events()).toEqual([
      { ...about, agency: agencyId('BPD'), detail: { keepDays: 1825, rows: 2 } },
      { ...about, agency: agencyId('NPD'), detail: { keepDays: 1825, rows: 1 } },
    ]);
    expect((await verifyChain(database.current.knex)).broken).toBeNull();
  });

  it('are counted anew when a record has the address again', async () => {
    await decide('BPD', 'comes back');
    await purge();
    await makeOlder(1824);
    await useAddress('BPD', 'comes back');
    await purge();
    await run('UPDATE recovery SET review_key = NULL');
    await purge();
    await makeOlder(2);
    expect(await rowsOfKind('address_decision')).toBe(0);
    expect(await decisions()).toEqual(['comes back']);
  });

  it('stay while one of several addresses is in use, or a withheld duplicate has it', async () => {
    await useAddress('BPD', 'second');
    await decide('BPD', 'first', 'second');
    await decide('BPD', 'of a duplicate');
    await run(
      `INSERT INTO duplicate_trace (source_row, outcome, serial_obliterated, firearm_type, multiple_sale, has_possessor,
         has_purchaser, purchaser_review_key, import_batch_id)
       SELECT 2, 'none', false, 'pistol', false, false, true, 'of a duplicate', id FROM import_batch WHERE agency_id = ?`,
      [agencyId('BPD')],
    );
    await purge();
    await makeOlder(4000);
    expect(await rowsOfKind('address_decision')).toBe(0);
    expect(await decisions()).toEqual(['first,second', 'of a duplicate']);
  });

  it('that were taken back count from then', async () => {
    const id = await decide('BPD', 'taken back');
    await useAddress('BPD', 'taken back');
    await run('UPDATE geocode SET review_id = NULL, decided = NULL');
    await run(
      `UPDATE geocode_review SET undone_by = 'a', undone_at = now() - interval '1826 days' WHERE id = ?`,
      [id],
    );
    expect(await rowsOfKind('address_decision')).toBe(1);
    expect(await rowsOf(database.current, 'SELECT address_key FROM geocode')).toHaveLength(1);
  });
});

describe('rejected rows', () => {
  it('go with the values that notes quote of them, a year after their import ended', async () => {
    await run(`UPDATE import_batch SET finished_at = now() - interval '364 days' WHERE agency_id = ?`, [
      agencyId('BPD'),
    ]);
    await run(`UPDATE import_batch SET finished_at = now() - interval '366 days' WHERE agency_id = ?`, [
      agencyId('NPD'),
    ]);
    await run(
      `INSERT INTO import_rejected_row SELECT id, n, '["ROE"]' FROM import_batch, generate_series(2, 4) n`,
    );
    await run(
      `INSERT INTO import_note (import_batch_id, source_row, severity, value, message)
       SELECT id, 2, 'error', value, 'no date' FROM import_batch, (VALUES ('ROE'), (NULL)) v (value)`,
    );
    expect(await rowsOfKind('rejected_row')).toBe(4);
    const left = 'JOIN import_batch b ON b.id = import_batch_id JOIN agency a ON a.id = b.agency_id';
    expect(
      await rowsOf(
        database.current,
        `SELECT code, count(*)::int AS n FROM import_rejected_row ${left} GROUP BY 1`,
      ),
    ).toEqual([{ code: 'BPD', n: 3 }]);
    expect(
      await rowsOf(
        database.current,
        `SELECT code, count(*)::int AS n, count(value)::int AS quoted FROM import_note ${left} GROUP BY 1 ORDER BY 1`,
      ),
    ).toEqual([
      { code: 'BPD', n: 2, quoted: 1 },
      { code: 'NPD', n: 2, quoted: 0 },
    ]);
    expect(await events()).toEqual([
      {
        actor: 'r.okafor',
        agency: agencyId('NPD'),
        action: 'retention.purged',
        subject: 'retention rejected_row',
        detail: { keepDays: 365, rows: 4 },
      },
    ]);
  });
});

describe('what sign-in leaves behind', () => {
  it('goes a day after it is over', async () => {
    await run(
      `INSERT INTO sign_in_failure (email_sha256, failed_at)
       VALUES ('old', now() - interval '25 hours'), ('new', now() - interval '23 hours')`,
    );
    const [account] = await selectRows(
      database.current.knex,
      idRow,
      `INSERT INTO account (email, name, role) VALUES ('a@x', 'A', 'analyst') RETURNING id`,
    );
    const id = account?.id ?? 0;
    await run(
      `INSERT INTO account_session (token_sha256, account_id, created_at, last_seen_at)
       VALUES ('old', ?, now() - interval '9 days', now() - interval '25 hours'), ('new', ?, now() - interval '9 days', now())`,
      [id, id],
    );
    await run(
      `INSERT INTO account_invitation (token_sha256, account_id, expires_at)
       VALUES ('old', ?, now() - interval '25 hours'), ('new', ?, now() + interval '1 hour')`,
      [id, id],
    );
    expect(await purge()).toMatchObject([
      { kind: 'address_decision', rows: 0 },
      { kind: 'rejected_row', rows: 0 },
      { kind: 'sign_in_failure', keepDays: 1, rows: 1 },
      { kind: 'ended_session', keepDays: 1, rows: 1 },
      { kind: 'expired_invitation', keepDays: 1, rows: 1 },
      { kind: 'answered_contact_request', rows: 0 },
      { kind: 'listed_purchaser', keepDays: 1, rows: 0 },
      { kind: 'watch_finding', keepDays: 365, rows: 0 },
    ]);
    for (const [table, column] of [
      ['sign_in_failure', 'email_sha256'],
      ['account_session', 'token_sha256'],
      ['account_invitation', 'token_sha256'],
    ]) {
      expect(await rowsOf(database.current, `SELECT ${column} AS which FROM ${table}`), table).toEqual([
        { which: 'new' },
      ]);
    }
    expect((await events()).map(({ subject, agency, detail }) => [subject, agency, detail.rows])).toEqual([
      ['retention sign_in_failure', null, 1],
      ['retention ended_session', null, 1],
      ['retention expired_invitation', null, 1],
    ]);
  });
});

describe('requests for contact', () => {
  it('go a year after they were answered, and never before', async () => {
    await run(
      `INSERT INTO contact_request (asking_agency_id, asked_agency_id, subject_kind, subject_id, subject, asked_by,
         asked_by_name, asked_at, answered_by, answered_at)
       SELECT asking.id, asked.id, 'corridor', 'VA>MD', asking.code || ' ' || coalesce(days::text, 'open'), 'a@x', 'A', now() - interval '9 years',
         CASE WHEN days IS NOT NULL THEN 'b@x' END, now() - make_interval(days => days)
       FROM agency asking, agency asked, (VALUES (366), (364), (NULL)) answered (days) WHERE asking.id <> asked.id`,
    );
    await run(
      `UPDATE contact_request SET answered_at = now() - interval '364 days' WHERE subject = 'BPD 366'`,
    );
    expect(await rowsOfKind('answered_contact_request')).toBe(1);
    expect(await rowsOf(database.current, 'SELECT subject FROM contact_request ORDER BY id')).toHaveLength(5);
    expect(
      await rowsOf(database.current, `SELECT subject FROM contact_request WHERE subject = 'NPD 366'`),
    ).toEqual([]);
    expect(await events()).toEqual([
      {
        actor: 'r.okafor',
        agency: agencyId('NPD'),
        action: 'retention.purged',
        subject: 'retention answered_contact_request',
        detail: { keepDays: 365, rows: 1 },
      },
    ]);
  });
});

describe('entries of lists of purchasers', () => {
  it('go the day after that by which they had to be reviewed', async () => {
    await run(
      `INSERT INTO listed_purchaser (agency_id, purchaser_id, basis, case_number, review_on, listed_by)
       SELECT id, 7 + days, 'basis', 'case', current_date + days, 'a@x' FROM agency, (VALUES (-2), (-1), (0), (1)) due (days)
       WHERE code = 'NPD'`,
    );
    expect(await rowsOfKind('listed_purchaser')).toBe(2);
    expect(
      await rowsOf(database.current, 'SELECT purchaser_id AS id FROM listed_purchaser ORDER BY id'),
    ).toEqual([{ id: 7 }, { id: 8 }]);
    expect((await events()).map(({ subject, agency, detail }) => [subject, agency, detail.rows])).toEqual([
      ['retention listed_purchaser', agencyId('NPD'), 2],
    ]);
  });
});

describe('runs', () => {
  const fail = () =>
    run(`INSERT INTO sign_in_failure (email_sha256, failed_at) VALUES ('x', now() - interval '2 days')`);
  const failures = async () => (await rowsOf(database.current, 'SELECT 1 FROM sign_in_failure')).length;

  it('change nothing where they are dry', async () => {
    await fail();
    await decide('BPD', 'gone');
    expect(await rowsOfKind('sign_in_failure', { dryRun: true })).toBe(1);
    expect(await failures()).toBe(1);
    expect(await events()).toEqual([]);
    expect(await rowsOf(database.current, 'SELECT last_run_at FROM retention_run')).toEqual([
      { last_run_at: null },
    ]);
    expect(await rowsOf(database.current, 'SELECT unused_since FROM geocode_review')).toEqual([
      { unused_since: null },
    ]);
  });

  it('are due once a day, and whenever somebody asks', async () => {
    expect(await purge({ onlyWhenDue: true })).not.toBeNull();
    await fail();
    expect(await purge({ onlyWhenDue: true })).toBeNull();
    expect(await failures()).toBe(1);
    await run(`UPDATE retention_run SET last_run_at = last_run_at - interval '24 hours'`);
    expect(await purge({ onlyWhenDue: true })).not.toBeNull();
    expect(await failures()).toBe(0);
    expect(await purge()).not.toBeNull();
  });

  it.skipIf(TEST_ENGINE !== 'postgis')('are done by one of several processes', async () => {
    await fail();
    const ends = await Promise.all(Array.from({ length: 6 }, () => purge({ onlyWhenDue: true })));
    expect(ends.filter((purged) => purged !== null)).toHaveLength(1);
    expect(await events()).toHaveLength(1);
  });

  it('are begun by the server, which says so when they fail', async () => {
    await fail();
    const errors: unknown[] = [];
    const kept = keepRetention(database.current, (error) => errors.push(error));
    await expect.poll(failures).toBe(0);
    kept.stop();
    await expect.poll(events).toMatchObject([{ actor: 'Tracemap', action: 'retention.purged' }]);
    expect(errors).toEqual([]);

    await run('UPDATE retention_run SET last_run_at = NULL');
    await run('ALTER TABLE retention_rule RENAME TO retention_rule_away');
    keepRetention(database.current, (error) => errors.push(error)).stop();
    await expect.poll(() => errors.length).toBe(1);
    await run('ALTER TABLE retention_rule_away RENAME TO retention_rule');
  });
});

describe('rules', () => {
  it('come with periods that anyone can change, who is recorded', async () => {
    const set = (days: number) =>
      database.current.knex.transaction((trx) => setRetention(trx, 'rejected_row', days, 'r.okafor'));
    expect(
      (await listRetentionRules(database.current.knex)).map(({ kind, keepDays }) => [kind, keepDays]),
    ).toEqual([
      ['address_decision', 1825],
      ['rejected_row', 365],
      ['sign_in_failure', 1],
      ['ended_session', 1],
      ['expired_invitation', 1],
      ['answered_contact_request', 365],
      ['listed_purchaser', 1],
      ['watch_finding', 365],
    ]);
    expect(await set(30)).toBe(365);
    expect(await set(30)).toBe(30);
    expect(await listRetentionRules(database.current.knex)).toContainEqual(
      expect.objectContaining({ kind: 'rejected_row', keepDays: 30, setBy: 'r.okafor' }),
    );
    expect(await events()).toEqual([
      {
        actor: 'r.okafor',
        agency: null,
        action: 'retention.set',
        subject: 'retention rejected_row',
        detail: { keepDays: 30, before: 365 },
      },
    ]);
    await set(365);
  });
});
