import { describe, expect, it } from 'vitest';
import type { SendOptions } from '../../../../server/geocoding/providers/polite-http.ts';
import { PoliteHttp } from '../../../../server/geocoding/providers/polite-http.ts';
import { ProviderError, UnreadableAnswer } from '../../../../server/geocoding/providers/provider-error.ts';
import {
  brokenHalfway,
  hang,
  json,
  page,
  status,
  useProviderServer,
} from '../../../helpers/provider-server.ts';
import { testClock } from '../../../helpers/test-clock.ts';

const server = useProviderServer();
const PROVIDER = {
  name: 'The provider',
  settings: 'PROVIDER_URL',
  pace: { requestsPerSecond: 2, timeoutMs: 30_000 },
};

function open() {
  const clock = testClock();
  const http = new PoliteHttp(PROVIDER, clock);
  const send = (options: Partial<SendOptions> = {}, url = `${server.url}/search?street=1+Elm+St`) =>
    http.send({ url: new URL(url), method: 'GET', headers: {}, body: null }, read, {
      signal: undefined,
      beforeEachTry: async () => {},
      ...options,
    });
  return { clock, send };
}

function read(body: string): string {
  if (!body.startsWith('"')) throw new UnreadableAnswer();
  return body;
}

/** Waits after the first four failures, half by chance: three quarters of 2, 4, 8 and 16 s. */
const BACK_OFF = [1500, 3000, 6000, 12_000];

async function failure(sending: Promise<unknown>): Promise<string> {
  const error = await sending.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProviderError)) throw error;
  return error.message;
}

describe('the pace', () => {
  it('starts no request sooner than half a second after the one before, however many wait', async () => {
    const { clock, send } = open();
    server.reply(json('a'));
    await send();
    clock.advance(100);
    await send();
    expect(clock.sleeps).toEqual([400]);
    await send();
    clock.advance(5000);
    await send();
    expect(clock.sleeps).toEqual([400, 500]);
    await Promise.all([send(), send()]);
    expect(clock.sleeps).toEqual([400, 500, 500, expect.any(Number)]);
    expect(server.received.length).toBe(6);
  });
});

describe('failures that may pass', () => {
  it.each([408, 429, 500, 502, 503, 504])('asks again after HTTP %i', async (code) => {
    const { clock, send } = open();
    server.reply(status(code), json('a'));
    expect(await send()).toBe('"a"');
    expect(clock.sleeps).toEqual([1500]);
    expect(server.received.length).toBe(2);
  });

  it('asks again where a page comes instead of an answer, and where the connection breaks half-way', async () => {
    const { send } = open();
    server.reply(page, brokenHalfway('"abc'), json('a'));
    expect(await send()).toBe('"a"');
    expect(server.received.length).toBe(3);
  });

  it('asks again where no answer comes in time', async () => {
    const { clock, send } = open();
    server.reply(hang(clock.expire), json('a'));
    expect(await send()).toBe('"a"');
    expect(clock.deadlines).toEqual([30_000, 30_000]);
  });

  it('asks five times, waiting longer each time, and then says what to do', async () => {
    const { clock, send } = open();
    server.reply(status(503));
    expect(await failure(send())).toBe(
      'The provider answered HTTP 503, 5 times in a row. What it answered before is kept: run the same again later, and only the rest is asked.',
    );
    expect(server.received.length).toBe(5);
    expect(clock.sleeps).toEqual(BACK_OFF);
  });

  it.each<[string, string, number]>([
    ['seconds', '120', 120_000],
    ['a date', 'Tue, 24 Nov 2026 00:01:00 GMT', 60_000],
    // As the public Nominatim's cache says it: to ask again at once would be impolite all the same.
    ['no seconds', '0', 1500],
    ['fewer seconds than it would wait anyway', '1', 1500],
    ['nonsense', 'soon', 1500],
  ])('waits as long as it is asked to in %s', async (_form, retryAfter, wait) => {
    const { clock, send } = open();
    server.reply(status(429, { 'retry-after': retryAfter }), json('a'));
    await send();
    expect(clock.sleeps).toEqual([wait]);
  });

  it('ends where it is asked to wait for long', async () => {
    const { send } = open();
    server.reply(status(429, { 'retry-after': '86400' }));
    expect(await failure(send())).toMatch(
      /^The provider answered HTTP 429\. What it answered before is kept/,
    );
    expect(server.received.length).toBe(1);
  });

  it.each<[string, () => string, () => void, RegExp]>([
    ['nobody listens', () => 'http://127.0.0.1:1/x', () => {}, /cannot be reached \(ECONNREFUSED\), 5 times/],
    [
      'the connection breaks',
      () => server.url,
      () => server.reply(brokenHalfway('"a')),
      /broke the connection off \(ECONNRESET\), 5 times/,
    ],
    [
      'pages come',
      () => server.url,
      () => server.reply(page),
      /answered with something that is not its format, 5/,
    ],
  ])('says where %s', async (_what, url, prepare, message) => {
    prepare();
    expect(await failure(open().send({}, url()))).toMatch(message);
  });

  it('says where no answer comes in time', async () => {
    const { clock, send } = open();
    server.reply(hang(clock.expire));
    expect(await failure(send())).toMatch(/^The provider did not answer within 30 s, 5 times in a row\./);
  });
});

describe('the end', () => {
  it.each<[number, RegExp]>([
    [401, /refuses requests from here \(HTTP 401\)\. Look at its terms of use and at PROVIDER_URL\.$/],
    [403, /refuses requests from here \(HTTP 403\)/],
    [404, /does not take such requests \(HTTP 404\)\. Look at PROVIDER_URL\.$/],
    [301, /sends on to another address, which is not followed \(HTTP 301\)/],
  ])('does not ask again after HTTP %i', async (code, message) => {
    const { clock, send } = open();
    server.reply(status(code, { location: `${server.url}/elsewhere` }));
    expect(await failure(send())).toMatch(message);
    expect(server.received.map(({ path }) => path)).toEqual(['/search']);
    expect(clock.sleeps).toEqual([]);
  });

  it('has no answer where the request itself is called wrong', async () => {
    server.reply(status(400));
    expect(await open().send()).toBeNull();
    expect(server.received.length).toBe(1);
  });

  it('asks before each try, and sends nothing once the answer is no', async () => {
    const { send } = open();
    server.reply(status(503));
    let tries = 0;
    const beforeEachTry = async () => {
      tries += 1;
      if (tries === 3) throw new ProviderError('Not any more.');
    };
    expect(await failure(send({ beforeEachTry }))).toBe('Not any more.');
    expect(server.received.length).toBe(2);
  });

  it('stops when it is called off, before, between and during requests', async () => {
    const reason = new Error('Called off.');
    await expect(open().send({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(server.received.length).toBe(0);
    const during = new AbortController();
    server.reply(hang(() => during.abort(reason)));
    await expect(open().send({ signal: during.signal })).rejects.toBe(reason);
    const between = new AbortController();
    server.reply((response, request) => {
      between.abort(reason);
      status(503)(response, request);
    });
    await expect(open().send({ signal: between.signal })).rejects.toBe(reason);
    expect(server.received.length).toBe(2);
  });

  it('never repeats what was asked', async () => {
    for (const reply of [status(503), status(403), status(404), page, brokenHalfway('"ELM')]) {
      server.reply(reply);
      expect(await failure(open().send())).not.toMatch(/elm|street|127\.0/i);
    }
    expect(await failure(open().send({}, 'http://127.0.0.1:1/?street=1+Elm+St'))).not.toMatch(/elm|127\.0/i);
  });
});
