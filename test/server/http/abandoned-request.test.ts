import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../../server/database/connection.ts';
import { createFlowsRoutes } from '../../../server/flows/flows-routes.ts';
import { createTiles } from '../../../server/tiles/tile-routes.ts';
import { insertRecords } from '../../helpers/records.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { TEST_ENGINE, useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let server: http.Server;

beforeAll(async () => {
  await insertRecords(database.current, { agencies: ['A'] });
  const app = signedInApp(
    database.current,
    createTiles(database.current).routes,
    createFlowsRoutes(database.current),
  );
  server = await new Promise((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const address = z.object({ port: z.number() });
const countRow = z.object({ count: z.number() });

/** How many statements of this database wait for a lock. */
async function waiting(): Promise<number> {
  const [row] = await selectRows(
    database.current.knex,
    countRow,
    `SELECT count(*) AS count FROM pg_stat_activity
     WHERE datname = current_database() AND state = 'active' AND wait_event_type = 'Lock'`,
  );
  return row?.count ?? 0;
}

// The embedded engine cannot cancel a statement: it only drops the answer.
describe.runIf(TEST_ENGINE === 'postgis')('a request its client gives up', () => {
  it.each(['/tiles/recoveries/9/147/195.mvt', '/api/flows?level=state'])(
    'has its statement cancelled: %s',
    async (path) => {
      await database.current.knex.transaction(async (trx) => {
        await trx.raw('LOCK TABLE recovery, flow_rollup IN ACCESS EXCLUSIVE MODE');
        const { port } = address.parse(server.address());
        const request = http.get({ host: '127.0.0.1', port, path });
        request.on('error', () => {});
        await vi.waitUntil(async () => (await waiting()) === 1, { timeout: 10_000 });
        request.destroy();
        await vi.waitUntil(async () => (await waiting()) === 0, { timeout: 10_000 });
        // Cancelled, not answered: the lock is still held.
        expect(await waiting()).toBe(0);
      });
    },
  );
});
