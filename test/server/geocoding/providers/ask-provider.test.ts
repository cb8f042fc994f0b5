import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AddressKind } from '../../../../domain/vocabulary.ts';
import { ADDRESS_KINDS } from '../../../../domain/vocabulary.ts';
import { selectRows } from '../../../../server/database/connection.ts';
import { addressKey } from '../../../../server/geocoding/address-key.ts';
import type { AskCounts, AskRequest } from '../../../../server/geocoding/providers/ask-provider.ts';
import { askProvider } from '../../../../server/geocoding/providers/ask-provider.ts';
import type { AddressToAsk } from '../../../../server/geocoding/providers/outgoing-gate.ts';
import { OutgoingGate } from '../../../../server/geocoding/providers/outgoing-gate.ts';
import type { ProviderId } from '../../../../server/geocoding/providers/provider.ts';
import { PROVIDERS } from '../../../../server/geocoding/providers/provider.ts';
import { allowProvider } from '../../../../server/geocoding/providers/provider-permission-store.ts';
import { network, settingsFor, uploadedRows } from '../../../helpers/provider-network.ts';
import { status, useProviderServer } from '../../../helpers/provider-server.ts';
import { testClock } from '../../../helpers/test-clock.ts';
import { useTestDatabase } from '../../../helpers/test-database.ts';
import { addressOf } from './ask-directly.ts';

const database = useTestDatabase();
const server = useProviderServer();

const toAsk = (text: string, kind: AddressKind = 'recovery'): AddressToAsk => {
  const address = addressOf(text);
  return { key: addressKey(address), kind, address };
};
const house = (number: number, kind: AddressKind = 'recovery') =>
  toAsk(`${number} Elm St, Baltimore, MD, 21201`, kind);
const houses = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => house(from + index));

async function* stream(addresses: readonly AddressToAsk[]) {
  yield* addresses;
}

const run = (provider: ProviderId, addresses: readonly AddressToAsk[], options: Partial<AskRequest> = {}) =>
  askProvider({
    database: database.current,
    gate: new OutgoingGate(database.current, settingsFor(server), testClock()),
    provider,
    addresses: stream(addresses),
    ...options,
  });

const counts = (some: Partial<AskCounts>): AskCounts => ({
  asked: 0,
  found: 0,
  several: 0,
  none: 0,
  unanswered: 0,
  fromCache: 0,
  refusedByPermission: 0,
  unaskable: 0,
  ...some,
});

const answerRow = z.object({
  provider: z.string(),
  address_key: z.string(),
  outcome: z.string(),
  precision: z.string().nullable(),
  label: z.string().nullable(),
});
const keptAnswers = () =>
  selectRows(
    database.current.knex,
    answerRow,
    'SELECT provider, address_key, outcome, precision, label FROM provider_answer ORDER BY provider, outcome, label',
  );

/** `2 ELM ST` is two places, `3 ELM ST` unknown; all others are found. */
const known = (street: string) =>
  street === '2 ELM ST' ? 'several' : street === '3 ELM ST' ? 'none' : 'found';

beforeEach(async () => {
  await database.current.knex.transaction(async (trx) => {
    await trx.raw('DELETE FROM provider_answer');
    await trx.raw('DELETE FROM provider_permission');
    for (const provider of PROVIDERS) await allowProvider(trx, { provider, kind: 'recovery', by: 'Admin' });
  });
  server.reply(network(known));
});

describe.each(PROVIDERS)('asking %s', (provider) => {
  it('keeps every answer, and never asks the same again', async () => {
    const first = await run(provider, houses(1, 4));
    expect(first).toEqual(counts({ asked: 4, found: 2, several: 1, none: 1 }));
    const requests = server.received.length;
    expect(requests).toBe(provider === 'census' ? 1 : 4);
    const kept = await keptAnswers();
    expect(kept.map(({ outcome, precision }) => [outcome, precision])).toEqual([
      ['found', provider === 'census' ? 'range' : 'point'],
      ['found', provider === 'census' ? 'range' : 'point'],
      ['none', null],
      ['several', null],
    ]);
    expect(new Set(kept.map((answer) => answer.address_key))).toEqual(
      new Set(houses(1, 4).map(({ key }) => key)),
    );
    expect(await run(provider, houses(1, 4))).toEqual(counts({ fromCache: 4 }));
    expect(server.received.length).toBe(requests);
    expect(await keptAnswers()).toEqual(kept);
  });

  it('asks anew for what it did not know, where that is wanted', async () => {
    await run(provider, houses(1, 4));
    const before = server.received.length;
    server.reply(network(() => 'found'));
    const again = await run(provider, [...houses(1, 4), ...houses(1, 4)], { again: true });
    expect(again).toEqual(counts({ asked: 1, found: 1, fromCache: 7 }));
    expect(server.received.length).toBe(before + 1);
    expect(server.everything().match(/3 ELM ST/g)?.length).toBe(2);
  });

  it('sends no address of a kind that is not allowed', async () => {
    const mixed = ADDRESS_KINDS.flatMap((kind, index) => [
      toAsk(`${index + 1} ${kind === 'recovery' ? 'Elm' : `Secret ${kind}`} St, Baltimore, MD, 21201`, kind),
    ]);
    expect(await run(provider, mixed)).toEqual(
      counts({ asked: 1, found: 1, refusedByPermission: ADDRESS_KINDS.length - 1 }),
    );
    expect(server.received.length).toBe(1);
    expect(server.everything()).not.toMatch(/SECRET/i);
  });
});

describe('a run that ends in the middle', () => {
  it.each(['nominatim', 'pelias'] as const)('of %s goes on with what is left', async (provider) => {
    server.reply(network(known), network(known), status(403));
    await expect(run(provider, houses(1, 5))).rejects.toThrow(/refuses requests from here/);
    expect((await keptAnswers()).length).toBe(2);
    server.reply(network(known));
    expect(await run(provider, houses(1, 5))).toEqual(counts({ asked: 3, found: 2, none: 1, fromCache: 2 }));
    // Two answers, the refusal, three answers: only the refused one was sent twice.
    expect(server.received.length).toBe(6);
    expect((await keptAnswers()).length).toBe(5);
  });

  it('keeps the answers given until it is called off', async () => {
    const calledOff = new AbortController();
    const stopAfterTwo = ({ asked }: AskCounts) => {
      if (asked === 2) calledOff.abort(new Error('Called off.'));
    };
    const stopped = run('pelias', houses(1, 5), { signal: calledOff.signal, onProgress: stopAfterTwo });
    await expect(stopped).rejects.toThrow('Called off.');
    expect(server.received.length).toBe(2);
    expect((await keptAnswers()).length).toBe(2);
  });

  it('of the Census asks again for the rows it broke, and for no others', async () => {
    server.reply(network((street) => (street === '2 ELM ST' ? 'broken' : 'found')));
    expect(await run('census', houses(1, 3))).toEqual(counts({ asked: 3, found: 2, unanswered: 1 }));
    server.reply(network(known));
    expect(await run('census', houses(1, 3))).toEqual(counts({ asked: 1, several: 1, fromCache: 2 }));
    expect(server.received.map((one) => uploadedRows(one).map(([, street]) => street))).toEqual([
      ['1 ELM ST', '2 ELM ST', '3 ELM ST'],
      ['2 ELM ST'],
    ]);
  });
});

describe('the Census', () => {
  it('gets at most 10,000 addresses in a file, and after a broken second file only those of it again', async () => {
    const many = houses(1, 12_500);
    server.reply(network(known), status(403));
    await expect(run('census', many)).rejects.toThrow(
      /^The Census Bureau’s geocoder refuses requests from here/,
    );
    expect(server.received.map((one) => uploadedRows(one).length)).toEqual([10_000, 2500]);
    expect((await keptAnswers()).length).toBe(10_000);
    server.reply(network(known));
    const progress: number[] = [];
    const rest = await run('census', many, { onProgress: ({ asked }) => progress.push(asked) });
    expect(rest).toEqual(counts({ asked: 2500, found: 2500, fromCache: 10_000 }));
    expect(progress).toEqual([2500]);
    expect(server.received.map((one) => uploadedRows(one).length)).toEqual([10_000, 2500, 2500]);
    expect((await keptAnswers()).length).toBe(12_500);
  });

  it('gets full files although addresses between may not go', async () => {
    const mixed = Array.from({ length: 10_500 }, (_, index) => [
      house(index + 1),
      house(index + 1, 'possessor'),
    ]);
    const purchasers = Array.from({ length: 500 }, (_, index) => house(20_000 + index, 'purchaser'));
    expect(await run('census', [...purchasers, ...mixed.flat()])).toEqual(
      counts({ asked: 10_500, found: 10_498, several: 1, none: 1, refusedByPermission: 11_000 }),
    );
    expect(server.received.map((one) => uploadedRows(one).length)).toEqual([10_000, 500]);
  });
});

describe('an address', () => {
  it('that comes twice is sent once', async () => {
    const repeated = [...houses(1, 2), ...houses(1, 2), toAsk('1 ELM ST., BALTIMORE, MD, 21201')];
    for (const provider of PROVIDERS) {
      expect(await run(provider, repeated)).toEqual(counts({ asked: 2, found: 1, several: 1, fromCache: 3 }));
    }
    expect(server.received.length).toBe(1 + 2 + 2);
  });

  it('that no provider could answer is not sent', async () => {
    const addresses = [toAsk('PO BOX 7, Baltimore, MD, 21201'), toAsk('1 Elm St'), house(1)];
    expect(await run('pelias', addresses)).toEqual(counts({ asked: 1, found: 1, unaskable: 2 }));
    expect(server.received.length).toBe(1);
  });
});

describe('a provider that calls every question wrong', () => {
  it('is not asked on and on', async () => {
    server.reply(status(400));
    await expect(run('pelias', houses(1, 50))).rejects.toThrow(
      /^None of the first 10 addresses got an answer from pelias that can be read/,
    );
    expect(server.received.length).toBe(10);
    expect(await keptAnswers()).toEqual([]);
  });
});
