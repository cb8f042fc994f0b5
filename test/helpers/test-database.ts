/**
 * A database of its own for each test file, migrated and with the gazetteer's areas if asked for: embedded, or on
 * PostGIS when TEST_ENGINE=postgis and TEST_DATABASE_URL are set (scripts/test.mjs runs both in turn).
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { closeNotedEvents } from '../../server/audit/note-audit-event.ts';
import type { Database } from '../../server/database/connection.ts';
import { connect } from '../../server/database/connection.ts';
import { openDatabase } from '../../server/database/open-database.ts';

export const TEST_ENGINE = process.env.TEST_ENGINE === 'postgis' ? 'postgis' : 'embedded';

/** Opens a fresh migrated database; `close` writes what was noted for the audit log, as the server does, and removes it. */
export async function openTestDatabase(): Promise<Database> {
  const { close, ...opened } = await (TEST_ENGINE === 'postgis' ? openPostgis() : openEmbedded());
  const database: Database = {
    ...opened,
    async close() {
      await closeNotedEvents(database);
      await close();
    },
  };
  return database;
}

/** A fresh database for the tests of one file, opened before the first and removed after the last. */
export function useTestDatabase(): { readonly current: Database } {
  let database: Database | undefined;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database?.close());
  return {
    get current() {
      if (database === undefined) throw new Error('The database opens in beforeAll; use it inside a test.');
      return database;
    },
  };
}

async function openEmbedded(): Promise<Database> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'tracemap-test-'));
  cpSync(inject('templateDataDir'), dataDir, { recursive: true });
  const database = await openDatabase({ databaseUrl: null, dataDir });
  return {
    ...database,
    async close() {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function openPostgis(): Promise<Database> {
  const name = `tracemap_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const admin = process.env.TEST_DATABASE_URL ?? '';
  await runAdmin(admin, `CREATE DATABASE ${name} TEMPLATE ${inject('templateDatabase')}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  const database = connect({ url: url.href });
  return {
    ...database,
    async close() {
      await database.close();
      await runAdmin(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** Runs one statement on the server's maintenance database. */
export async function runAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
