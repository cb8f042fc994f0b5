import type { Express } from 'express';
import express from 'express';
import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../../server/database/connection.ts';
import { connect, selectRows } from '../../../server/database/connection.ts';
import { problemHandler } from '../../../server/http/problem-handler.ts';
import type { RateLimitOptions } from '../../../server/http/rate-limits.ts';
import { rateLimits } from '../../../server/http/rate-limits.ts';
import { createLog } from '../../../server/log.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
beforeEach(() => database.current.knex.transaction((trx) => trx.raw('TRUNCATE rate_limit')));

/** A process of the server that answers everything. */
function openProcess(options: RateLimitOptions & { readonly proxies?: number; readonly on?: Database } = {}) {
  const app = express();
  app.set('trust proxy', options.proxies ?? 0);
  app.use(rateLimits(options.on ?? database.current, options));
  app.use((_request, response) => {
    response.send('done');
  });
  app.use(problemHandler(createLog('silent')));
  return app;
}

type Ask = (app: Express) => request.Test;
const signIn: Ask = (app) => request(app).post('/api/session');
const change: Ask = (app) => request(app).put('/api/corridors/1');
const geocode: Ask = (app) => request(app).get('/api/geocode?q=x');
const exported: Ask = (app) => request(app).get('/api/exports/flows.csv');

/** Uses up what may be asked for, as if it had been asked for before. */
async function useUp(ask: Ask, app: Express, times: number): Promise<void> {
  const statuses = new Set<number>();
  for (let left = times; left > 0; left -= 20) {
    const some = await Promise.all(Array.from({ length: Math.min(20, left) }, () => ask(app)));
    for (const { status } of some) statuses.add(status);
  }
  expect([...statuses]).toEqual([200]);
}

describe('what may be asked for in a minute', () => {
  it.each<[string, Ask, number]>([
    ['sign-ins from this address', signIn, 30],
    ['changes', change, 300],
    ['addresses to place', geocode, 240],
  ])('are so many %s, and no more', async (what, ask, most) => {
    const app = openProcess();
    await useUp(ask, app, most);
    const refused = await ask(app);
    expect(refused.status).toBe(429);
    expect(refused.type).toBe('application/problem+json');
    const seconds = Number(refused.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    const { detail } = z.object({ detail: z.string() }).parse(JSON.parse(refused.text));
    expect(detail).toBe(
      `Too many ${what} in a minute. Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
    );
  });

  it('is counted apart by kind: who guesses passwords can still read', async () => {
    const app = openProcess();
    await useUp(signIn, app, 30);
    expect((await signIn(app)).status).toBe(429);
    for (const ask of [change, geocode, exported]) expect((await ask(app)).status).toBe(200);
    expect((await request(app).get('/api/session')).status).toBe(200);
    // Other ways to write the same address are the same.
    expect((await request(app).post('/API/Session')).status).toBe(429);
    expect((await request(app).post('/api/session/')).status).toBe(429);
    expect((await request(app).post('/api/session/second-factor')).status).toBe(429);
  });

  it('is counted for all processes together, and begins anew when its minute is over', async () => {
    const [one, other] = [openProcess(), openProcess()];
    await useUp(signIn, one, 15);
    await useUp(signIn, other, 15);
    expect((await signIn(one)).status).toBe(429);
    expect((await signIn(other)).status).toBe(429);
    await database.current.knex.transaction((trx) => trx.raw('UPDATE rate_limit SET expire = 1'));
    // Those two remember whom they refused; a third has not refused anybody.
    expect((await signIn(openProcess())).status).toBe(200);
  });

  it('is counted by whoever asks, but sign-ins by address', async () => {
    let account = 'account:1';
    const app = openProcess({ whoOf: async () => account });
    await useUp(change, app, 300);
    expect((await change(app)).status).toBe(429);
    account = 'account:2';
    expect((await change(app)).status).toBe(200);
    await useUp(signIn, app, 30);
    account = 'account:3';
    expect((await signIn(app)).status).toBe(429);
  });

  it('leaves nothing of who asked in the database', async () => {
    const app = openProcess({ whoOf: async () => 'jane.doe@police.example' });
    await signIn(app);
    await change(app);
    const rows = await selectRows(
      database.current.knex,
      z.object({ key: z.string(), points: z.number(), expire: z.number() }),
      'SELECT * FROM rate_limit ORDER BY key',
    );
    expect(rows.map(({ key }) => key)).toEqual([
      expect.stringMatching(/^signIn:[\w-]{43}$/),
      expect.stringMatching(/^writes:[\w-]{43}$/),
    ]);
  });
});

describe('reads', () => {
  it('write nothing to the database, and probes are never refused', async () => {
    const app = openProcess();
    for (const path of ['/tiles/flows/3/1/2.mvt', '/api/flows', '/', '/healthz', '/readyz'])
      expect((await request(app).get(path)).status).toBe(200);
    const [row] = await selectRows(
      database.current.knex,
      z.object({ count: z.number() }),
      'SELECT count(*)::int AS count FROM rate_limit',
    );
    expect(row?.count).toBe(0);
  });
});

describe('exports', () => {
  it('are written four at a time to one caller', async () => {
    const app = express();
    const open: (() => void)[] = [];
    let opened = () => {};
    app.use(rateLimits(database.current));
    app.use((_request, response) => {
      open.push(() => response.end());
      opened();
    });
    app.use(problemHandler(createLog('silent')));
    const four = new Promise<void>((resolve) => {
      opened = () => {
        if (open.length === 4) resolve();
      };
    });
    const running = Array.from({ length: 4 }, () => exported(app).then(({ status }) => status));
    await four;
    const fifth = await exported(app);
    expect(fifth.status).toBe(429);
    expect(fifth.headers['retry-after']).toBe('5');
    expect(fifth.text).toContain('4 exports of yours are being written');
    for (const end of open.splice(0)) end();
    expect(await Promise.all(running)).toEqual([200, 200, 200, 200]);
    opened = () => open.splice(0).forEach((end) => void end());
    expect((await exported(app)).status).toBe(200);
  });
});

describe('who asks', () => {
  const from = (app: Express, forwarded: string) => signIn(app).set('X-Forwarded-For', forwarded);

  it('is never what a request says of itself', async () => {
    const app = openProcess();
    for (let index = 0; index < 30; index += 1)
      expect((await from(app, `203.0.113.${index}`)).status).toBe(200);
    expect((await from(app, '203.0.113.99')).status).toBe(429);
  });

  it('is what the trusted proxy says, and nothing said before it', async () => {
    const app = openProcess({ proxies: 1 });
    for (let index = 0; index < 30; index += 1)
      expect((await from(app, `198.51.100.${index}, 203.0.113.1`)).status).toBe(200);
    expect((await from(app, '198.51.100.99, 203.0.113.1')).status).toBe(429);
    expect((await from(app, '203.0.113.2')).status).toBe(200);
  });
});

describe('without the database', () => {
  it('counts in memory', async () => {
    const gone = connect({ url: 'postgres://nobody@127.0.0.1:1/nothing' });
    try {
      const app = openProcess({ on: gone });
      await useUp(signIn, app, 30);
      expect((await signIn(app)).status).toBe(429);
    } finally {
      await gone.close();
    }
  });
});
