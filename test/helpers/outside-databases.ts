/** Databases that commands open by themselves: empty ones to restore or move into. Gone after the tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll } from 'vitest';
import { z } from 'zod';
import { keptTables } from '../../server/backup/counted-database.ts';
import { runCommandLine } from '../../server/cli/run-command-line.ts';
import type { Config } from '../../server/config.ts';
import type { Database } from '../../server/database/connection.ts';
import { selectRows } from '../../server/database/connection.ts';
import { runAdmin, TEST_ENGINE } from './test-database.ts';

export type OutsideDatabase = Pick<Config, 'databaseUrl' | 'dataDir'>;

/** Makes empty databases: of PostgreSQL where the tests run on it, else folders that are not there yet. */
export function useEmptyDatabases(): () => Promise<OutsideDatabase> {
  let folder = '';
  const admin = process.env.TEST_DATABASE_URL ?? '';
  const made: string[] = [];
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-outside-'));
  });
  afterAll(async () => {
    for (const name of made) await runAdmin(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    rmSync(folder, { recursive: true, force: true });
  });
  let count = 0;
  return async () => {
    count += 1;
    const dataDir = path.join(folder, `data-${count}`);
    if (TEST_ENGINE !== 'postgis') return { databaseUrl: null, dataDir };
    const name = `${path.basename(folder).replaceAll('-', '_').toLowerCase()}_${count}`;
    await runAdmin(admin, `CREATE DATABASE ${name}`);
    made.push(name);
    const url = new URL(admin);
    url.pathname = `/${name}`;
    return { databaseUrl: url.href, dataDir };
  };
}

/** Runs a command on such a database, within this process. */
export async function runOn({ databaseUrl, dataDir }: OutsideDatabase, ...args: string[]) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const written = Promise.all([text(stdout), text(stderr)]);
  const env = { ...process.env, DATABASE_URL: databaseUrl ?? '', TRACEMAP_DATA_DIR: dataDir };
  const code = await runCommandLine(args, { env, stdout, stderr, chromium: () => null });
  stdout.end();
  stderr.end();
  const [out, error] = await written;
  return { code, stdout: out, stderr: error };
}

const textRow = z.object({ content: z.string() });

/** All rows of each table as text. */
export function contentsOf(database: Database): Promise<Readonly<Record<string, string>>> {
  return database.knex.transaction(async (trx) => {
    const contents: Record<string, string> = {};
    for (const name of await keptTables(trx)) {
      const rows = await selectRows(
        trx,
        textRow,
        'SELECT t::text AS content FROM public.?? t ORDER BY t::text COLLATE "C"',
        [name],
      );
      contents[name] = rows.map(({ content }) => content).join('\n');
    }
    return contents;
  });
}

/** Who may read and change what: owners, grants and policies, and where sequences stand. */
export function rulesOf(database: Database): Promise<readonly string[]> {
  return database.knex.transaction(async (trx) => {
    const rules = await selectRows(
      trx,
      textRow,
      `SELECT content FROM (
         SELECT concat_ws(' ', n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner), c.relrowsecurity,
           c.relforcerowsecurity, (SELECT string_agg(one::text, ',' ORDER BY one::text) FROM unnest(coalesce(c.relacl,
             acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner))) one)) AS content
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname IN ('public', 'scoped', 'scoped_mixed') AND c.relkind IN ('r', 'v', 'S')
           AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
         UNION ALL SELECT concat_ws(' ', tablename, policyname, roles::text, cmd, qual, with_check) FROM pg_policies
         UNION ALL SELECT concat_ws(' ', sequencename, last_value) FROM pg_sequences WHERE sequencename !~ '^knex'
         UNION ALL SELECT concat_ws(' ', tgrelid::regclass::text, tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal
         UNION ALL SELECT concat_ws(' ', nspname, (SELECT string_agg(one::text, ',' ORDER BY one::text) FROM unnest(nspacl) one))
         FROM pg_namespace WHERE nspname LIKE 'scoped%'
       ) rules ORDER BY content COLLATE "C"`,
    );
    return rules.map(({ content }) => content);
  });
}
