import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DataKind } from '../../../domain/access.ts';
import { ALL_RECORDS, sharingOf } from '../../../domain/access.ts';
import type { Scope } from '../../../domain/scope.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { selectRows } from '../../../server/database/connection.ts';
import type { ReadingRole } from '../../../server/database/with-scope.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import type { SharingWorld } from '../../helpers/sharing-world.ts';
import { makeSharingWorld } from '../../helpers/sharing-world.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let world: SharingWorld;
beforeAll(async () => {
  world = await makeSharingWorld(database.current);
});

const nameRow = z.object({ name: z.string() });
const countRow = z.object({ count: z.number() });

const rows = (sql: string) => selectRows(database.current.knex, nameRow, sql);
const names = async (sql: string) => (await rows(sql)).map(({ name }) => name);

const OWN = () => scopeOfAllRecords([world.agencies.OWN ?? 0]);

/** What a statement gives somebody who reads so: its rows' number, or the code of PostgreSQL's refusal. */
async function told(sql: string, scope: Scope = OWN(), as: ReadingRole = 'reader'): Promise<number | string> {
  try {
    return await withScope(database.current, scope, { as }, async ({ trx }) => {
      const [row] = await selectRows(trx, countRow, `SELECT count(*) AS count FROM (${sql}) asked`);
      return row?.count ?? 0;
    });
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'another error';
  }
}
const DENIED = '42501';

describe('the roles that requests read as', () => {
  it('own nothing, cannot sign in, and pass no policy by', async () => {
    expect(
      await names(`SELECT rolname || ' ' || rolsuper || rolbypassrls || rolcanlogin || rolcreaterole AS name
        FROM pg_roles WHERE rolname LIKE 'tracemap\\_%' AND rolname <> current_user ORDER BY 1`),
    ).toEqual(
      ['identified', 'reader', 'steward', 'traced', 'untraced'].map(
        (role) => `tracemap_${role} falsefalsefalsefalse`,
      ),
    );
    expect(
      await names(`SELECT c.relname AS name FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
        WHERE r.rolname IN ('tracemap_reader', 'tracemap_steward', 'tracemap_identified')`),
    ).toEqual([]);
  });

  it('may change nothing', async () => {
    expect(
      await names(`SELECT DISTINCT grantee || ' ' || table_name || ' ' || privilege_type AS name
        FROM information_schema.role_table_grants
        WHERE grantee LIKE 'tracemap\\_%' AND grantee <> current_user AND privilege_type <> 'SELECT'
          AND table_schema NOT LIKE 'scoped%'`),
    ).toEqual([]);
  });

  it('read tables of records under forced policies only', async () => {
    // A new table that any of them may read joins by itself: it is under policies, or named here as nobody's records.
    expect(
      await names(`SELECT DISTINCT c.relname AS name FROM pg_class c
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
          AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
          AND (has_any_column_privilege('tracemap_reader', c.oid, 'SELECT')
            OR has_any_column_privilege('tracemap_steward', c.oid, 'SELECT')
            OR has_any_column_privilege('tracemap_identified', c.oid, 'SELECT'))
          AND c.relname <> 'spatial_ref_sys' ORDER BY 1`),
    ).toEqual([
      'address_point',
      'area',
      'change_version',
      'corridor_cell',
      'gun_place',
      'population_cell',
      'reference_load',
      'reference_source',
      'street_alias',
      'street_name',
      'street_node',
      'street_range',
      'street_segment',
      'street_square',
    ]);
  });

  it.each([
    'account',
    'account_session',
    'api_token',
    'agreement',
    'audit_event',
    'import_mapping',
    'duplicate_trace',
  ])('see nothing of %s', async (table) => {
    for (const role of ['reader', 'steward', 'identified'] as const) {
      expect([role, await told(`SELECT * FROM public.${table}`, OWN(), role)]).toEqual([role, DENIED]);
    }
  });
});

describe('what a reader is kept from by rights to columns', () => {
  it.each([
    'SELECT full_name FROM purchaser',
    'SELECT birth_date FROM purchaser',
    'SELECT street FROM purchaser',
    'SELECT geom_3857 FROM purchaser',
    'SELECT h3_cell FROM purchaser',
    'SELECT * FROM possessor',
    'SELECT serial_number FROM firearm',
    'SELECT officer FROM trace',
    'SELECT id FROM public.recovery',
    'SELECT recoveries FROM public.cell_rollup',
    'SELECT cells FROM import_rejected_row',
    'SELECT mapping FROM import_batch',
  ])('%s', async (sql) => {
    expect(await told(sql)).toBe(DENIED);
  });

  it('names and serial numbers are for who reads identified, of agencies that share them', async () => {
    const sharing = sharingOf(() => 'deidentified');
    const scope: Scope = {
      ...OWN(),
      agencies: [
        { agencyId: world.agencies.OWN ?? 0, sharing: ALL_RECORDS },
        { agencyId: world.agencies.DEIDENT ?? 0, sharing },
      ],
    };
    expect(await told('SELECT id FROM purchaser', scope)).toBe(2);
    expect(await told('SELECT full_name FROM purchaser', scope, 'identified')).toBe(1);
    expect(await told('SELECT full_name FROM possessor', scope, 'identified')).toBe(1);
    expect(await told('SELECT serial_number FROM firearm', scope, 'identified')).toBe(3);
    expect(await told('SELECT id FROM firearm', scope)).toBe(6);
  });

  it('that a gun was held by another than its purchaser is for who may read both names', async () => {
    const holders = 'SELECT * FROM scoped.holder WHERE is_another';
    const without = (...kinds: readonly DataKind[]): Scope => ({
      ...OWN(),
      agencies: [
        {
          agencyId: world.agencies.OWN ?? 0,
          sharing: sharingOf((kind) => (kinds.includes(kind) ? 'deidentified' : 'records')),
        },
      ],
    });
    expect(await told(holders)).toBe(1);
    expect(await told(holders, without('traces'))).toBe(0);
    expect(await told(holders, without('recoveries'))).toBe(0);
    expect(await told(holders, scopeOfAllRecords([]))).toBe(0);
  });
});

describe('the scope of a transaction', () => {
  it('is nothing where nothing was set', async () => {
    const nobody = scopeOfAllRecords([]);
    for (const table of [
      'recovery',
      'cell_rollup',
      'flow_rollup',
      'trace',
      'incident',
      'agency',
      'import_batch',
    ]) {
      expect([table, await told(`SELECT 1 FROM ${table}`, nobody)]).toEqual([table, 0]);
    }
    // Listed dealers are public; others are named by traces alone.
    expect(await told('SELECT 1 FROM dealer WHERE NOT listed', nobody)).toBe(0);
    expect(await told('SELECT 1 FROM dealer', { ...nobody, dealersNamed: 'nowhere' })).toBe(0);
  });

  it('shows a gun with its trace, or without, or only as counted', async () => {
    const as = (sharing: ReturnType<typeof sharingOf>): Scope => ({
      ...scopeOfAllRecords([]),
      agencies: [{ agencyId: world.agencies.COUNTED ?? 0, sharing }],
    });
    const untraced = as(sharingOf((kind) => (kind === 'recoveries' ? 'records' : 'nothing')));
    const counted = as(sharingOf(() => 'aggregates'));
    expect(await told('SELECT 1 FROM recovery', untraced)).toBe(3);
    expect(await told('SELECT 1 FROM recovery WHERE dealer_id IS NOT NULL', untraced)).toBe(0);
    expect(await told('SELECT 1 FROM trace', untraced)).toBe(0);
    expect(await told('SELECT 1 FROM recovery', counted)).toBe(0);
    expect(await told(`SELECT 1 FROM flow_rollup WHERE detail <> 'counted'`, counted)).toBe(0);
    expect(await told('SELECT 1 FROM flow_rollup', counted)).toBeGreaterThan(0);
  });

  it('leaves neither role nor scope on a connection, after an error or where the reader has gone', async () => {
    const { knex } = database.current;
    const who = async () =>
      (
        await selectRows(
          knex,
          nameRow,
          `SELECT current_user || ' ' || coalesce(current_setting('tracemap.agency_ids', true), '')
             || ' ' || current_setting('search_path') AS name`,
        )
      )[0]?.name;
    const before = (await who())?.trim();
    for (let round = 0; round < 15; round += 1) {
      await withScope(database.current, OWN(), {}, ({ trx }) => trx.raw('SELECT 1/0')).catch(() => {});
      const leaving = new AbortController();
      await withScope(database.current, OWN(), { signal: leaving.signal }, async ({ trx }) => {
        leaving.abort();
        await trx.raw('SELECT 1');
      }).catch(() => {});
    }
    const after = await Promise.all(Array.from({ length: 15 }, who));
    expect(new Set(after.map((name) => name?.trim()))).toEqual(new Set([before]));
  });

  it.each(['reader', 'steward', 'identified'])(
    'lets the %s change and delete nothing, the audit log least',
    async (role) => {
      for (const sql of [
        `UPDATE audit_event SET actor = 'nobody'`,
        'DELETE FROM audit_event',
        'TRUNCATE audit_event',
        'UPDATE audit_chain SET position = 0',
        'ALTER TABLE audit_event DISABLE TRIGGER ALL',
        'UPDATE agency SET name = name',
        'DELETE FROM agreement',
        'CREATE TABLE scoped.mine (id int)',
      ]) {
        const attempt = database.current.knex.transaction(async (trx) => {
          await trx.raw(`SET LOCAL ROLE tracemap_${role}`);
          await trx.raw(sql);
        });
        await expect(attempt, sql).rejects.toMatchObject({ code: DENIED });
      }
    },
  );

  it('is not left by a value that would like to', async () => {
    const count = await told(`SELECT 1 FROM recovery WHERE caliber = 'x''; RESET ROLE; --'`);
    expect(count).toBe(0);
  });
});
