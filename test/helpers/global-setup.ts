/** Makes one migrated template database for the run; each test file starts from a copy of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect } from '../../server/database/connection.ts';
import { migrate } from '../../server/database/migrate.ts';
import { openDatabase } from '../../server/database/open-database.ts';
import { runAdmin } from './test-database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    templateDataDir: string;
    templateDatabase: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.TEST_ENGINE === 'postgis') return setupPostgis(project);
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'tracemap-template-'));
  const database = await openDatabase({ databaseUrl: null, dataDir });
  await migrate(database);
  await database.close();
  project.provide('templateDataDir', dataDir);
  project.provide('templateDatabase', '');
  return async () => rmSync(dataDir, { recursive: true, force: true });
}

async function setupPostgis(project: TestProject): Promise<() => Promise<void>> {
  const admin = process.env.TEST_DATABASE_URL;
  if (admin === undefined) throw new Error('TEST_ENGINE=postgis needs TEST_DATABASE_URL.');
  const name = `tracemap_template_${process.pid}`;
  await runAdmin(admin, `CREATE DATABASE ${name}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  const database = connect({ url: url.href });
  await migrate(database);
  await database.close();
  project.provide('templateDataDir', '');
  project.provide('templateDatabase', name);
  return () => runAdmin(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}
