import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { connect } from '../../server/database/connection.ts';
import { migrate } from '../../server/database/migrate.ts';
import { runAdmin, TEST_ENGINE } from '../helpers/test-database.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-main-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the server as in production; it is to end by itself. */
async function startProduction(environment: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      PORT: '0',
      TRACEMAP_DATA_DIR: folder,
      TRACEMAP_DEMO: 'off',
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing',
      ...environment,
    },
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [code] = await once(child, 'close');
  return { code, stderr };
}

describe('a production start', () => {
  it.each([
    [{}, 'SESSION_SECRET must be set where DATABASE_URL is and the demo is off.'],
    [
      { SESSION_SECRET: 'kJ8sY2mQ9xW4vR7tB1nL5pZ3cD6fG0hE', BASEMAP_PMTILES: '/nowhere/map.pmtiles' },
      'BASEMAP_PMTILES: /nowhere/map.pmtiles does not exist.',
    ],
    [{ SESSION_SECRET: 'changeme' }, 'SESSION_SECRET must be 32 or more random characters'],
  ])('refuses %o in one line', async (environment, message) => {
    const { code, stderr } = await startProduction(environment);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it.runIf(TEST_ENGINE === 'postgis')('refuses a database that the demo was in', async () => {
    const admin = process.env.TEST_DATABASE_URL ?? '';
    const name = `tracemap_main_${process.pid}`;
    await runAdmin(admin, `CREATE DATABASE ${name}`);
    try {
      const url = new URL(admin);
      url.pathname = `/${name}`;
      const environment = { DATABASE_URL: url.href, SESSION_SECRET: 'kJ8sY2mQ9xW4vR7tB1nL5pZ3cD6fG0hE' };
      const database = connect({ url: url.href });
      await migrate(database);
      await database.knex.raw(
        `INSERT INTO account (email, name, role, demo) VALUES ('admin@demo.example', 'A', 'administrator', true)`,
      );
      await database.close();
      const { code, stderr } = await startProduction(environment);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^Demo accounts can sign in here: admin@demo\.example\. [^\n]+\n$/);
    } finally {
      await runAdmin(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    }
  });
});
