import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AddressKind } from '../../../../domain/vocabulary.ts';
import { ADDRESS_KINDS } from '../../../../domain/vocabulary.ts';
import { selectRows } from '../../../../server/database/connection.ts';
import type { AddressToAsk } from '../../../../server/geocoding/providers/outgoing-gate.ts';
import { OutgoingGate } from '../../../../server/geocoding/providers/outgoing-gate.ts';
import type { ProviderId } from '../../../../server/geocoding/providers/provider.ts';
import { PROVIDERS } from '../../../../server/geocoding/providers/provider.ts';
import {
  allowProvider,
  forbidProvider,
} from '../../../../server/geocoding/providers/provider-permission-store.ts';
import { listPermissions } from '../../../../server/geocoding/providers/provider-permissions-read-model.ts';
import { network, settingsFor } from '../../../helpers/provider-network.ts';
import { status, useProviderServer } from '../../../helpers/provider-server.ts';
import { testClock } from '../../../helpers/test-clock.ts';
import { useTestDatabase } from '../../../helpers/test-database.ts';
import { addressOf } from './ask-directly.ts';

const database = useTestDatabase();
const server = useProviderServer();
const BY = 'R. Okafor';
const EVERY_WAY = PROVIDERS.flatMap((provider) => ADDRESS_KINDS.map((kind) => [provider, kind] as const));

const allow = (provider: ProviderId, kind: AddressKind, by = BY) =>
  database.current.knex.transaction((trx) => allowProvider(trx, { provider, kind, by }));
const forbid = (provider: ProviderId, kind: AddressKind, by = BY) =>
  database.current.knex.transaction((trx) => forbidProvider(trx, { provider, kind, by }));
const gate = () => new OutgoingGate(database.current, settingsFor(server), testClock());

/** One address of each kind, in a street of its own that is found nowhere else. */
const STREETS: Readonly<Record<AddressKind, string>> = {
  recovery: 'QUINCEWOOD',
  dealer: 'MERRIDALE',
  purchaser: 'ZEPHYRINE',
  possessor: 'OXTERHOLM',
  incident: 'FENWARREN',
  link_event: 'GALLOWMERE',
  debrief: 'HOLLINSHADE',
  multiple_sale: 'IVERDENE',
  theft_report: 'JESSAMORE',
};
const addressOfKind = (kind: AddressKind): AddressToAsk => ({
  key: `key-of-${kind}`,
  kind,
  address: addressOf(`7 ${STREETS[kind]} St, Baltimore, MD, 21201`),
});

const auditRow = z.object({
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.unknown(),
});
const auditEvents = () =>
  selectRows(
    database.current.knex,
    auditRow,
    'SELECT actor, action, subject, detail FROM audit_event ORDER BY id',
  );

beforeEach(async () => {
  await database.current.knex.transaction((trx) => trx.raw('DELETE FROM provider_permission'));
  server.reply(network());
});

describe('with nothing allowed', () => {
  it('nothing is allowed to begin with', async () => {
    expect(await database.current.knex.transaction(listPermissions)).toEqual([]);
  });

  it.each(EVERY_WAY)('%s gets no %s address', async (provider, kind) => {
    expect(await gate().ask(provider, [addressOfKind(kind)])).toEqual(['refused']);
    expect(server.received).toEqual([]);
  });
});

describe('with one kind allowed for one provider', () => {
  it.each(EVERY_WAY)(
    '%s gets %s addresses, no others, and no other provider gets any',
    async (provider, kind) => {
      await allow(provider, kind);
      const asking = gate();
      for (const [other, otherKind] of EVERY_WAY) {
        const [answer] = await asking.ask(other, [addressOfKind(otherKind)]);
        if (other === provider && otherKind === kind) expect(answer).toMatchObject({ outcome: 'found' });
        else expect(answer).toBe('refused');
      }
      expect(server.received.map(({ path }) => path.split('/')[1])).toEqual([provider]);
      const everything = server.everything();
      for (const [each, street] of Object.entries(STREETS)) {
        expect(everything.includes(street), street).toBe(each === kind);
      }
      expect(everything).not.toContain('key-of');

      await forbid(provider, kind);
      expect(await asking.ask(provider, [addressOfKind(kind)])).toEqual(['refused']);
      expect(server.received.length).toBe(1);
    },
  );

  it('sends of a mixed batch only what may go, and keeps the order', async () => {
    await allow('census', 'dealer');
    const batch = [...ADDRESS_KINDS, ...ADDRESS_KINDS].map(addressOfKind);
    const answers = await gate().ask('census', batch);
    expect(answers.map((answer) => (typeof answer === 'string' ? answer : answer.outcome))).toEqual(
      [...ADDRESS_KINDS, ...ADDRESS_KINDS].map((kind) => (kind === 'dealer' ? 'found' : 'refused')),
    );
    expect(server.received.length).toBe(1);
    expect(server.everything()).toMatch(/0,7 MERRIDALE ST.*1,7 MERRIDALE ST/);
    expect(server.everything()).not.toMatch(/QUINCEWOOD|ZEPHYRINE|OXTERHOLM|FENWARREN|2,7/);
  });
});

describe('what is forbidden meanwhile', () => {
  it('is not sent again, although the first try failed', async () => {
    await allow('census', 'purchaser');
    let forbidden: Promise<boolean> | undefined;
    server.reply(async (response, request) => {
      forbidden = forbid('census', 'purchaser');
      await forbidden;
      status(503)(response, request);
    });
    await expect(gate().ask('census', [addressOfKind('purchaser')])).rejects.toThrow(
      /was forbidden purchaser addresses meanwhile: no more were sent/,
    );
    expect(await forbidden).toBe(true);
    expect(server.received.length).toBe(1);
  });
});

describe('an address', () => {
  it('that no provider could answer stays here', async () => {
    await allow('census', 'recovery');
    const block = { ...addressOfKind('recovery'), address: addressOf('2900 BLK Elm St, Baltimore, MD') };
    expect(await gate().ask('census', [block])).toEqual(['unaskable']);
    expect(server.received).toEqual([]);
  });

  it('goes nowhere where the settings of the provider are missing', async () => {
    await allow('pelias', 'recovery');
    const unset = new OutgoingGate(
      database.current,
      { ...settingsFor(server), peliasUrl: null },
      testClock(),
    );
    await expect(unset.ask('pelias', [addressOfKind('recovery')])).rejects.toThrow(
      /^TRACEMAP_PELIAS_URL is missing/,
    );
  });

  it('is refused with more than the provider takes at once', async () => {
    await allow('nominatim', 'recovery');
    const two = [addressOfKind('recovery'), addressOfKind('recovery')];
    await expect(gate().ask('nominatim', two)).rejects.toThrow('nominatim takes fewer addresses at once.');
    expect(server.received).toEqual([]);
  });
});

describe('a permission', () => {
  it('names who gave it, and is recorded each time it changes, and only then', async () => {
    const before = (await auditEvents()).length;
    expect(await allow('nominatim', 'possessor', 'First Admin')).toBe(true);
    expect(await allow('nominatim', 'possessor', 'Second Admin')).toBe(false);
    const permissions = await database.current.knex.transaction(listPermissions);
    expect(permissions).toEqual([
      {
        provider: 'nominatim',
        kind: 'possessor',
        allowedBy: 'First Admin',
        allowedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      },
    ]);
    expect(await forbid('nominatim', 'possessor', 'Second Admin')).toBe(true);
    expect(await forbid('nominatim', 'possessor', 'First Admin')).toBe(false);
    expect((await auditEvents()).slice(before)).toEqual([
      {
        actor: 'First Admin',
        action: 'provider.allowed',
        subject: 'provider nominatim',
        detail: { addresses: 'possessor' },
      },
      {
        actor: 'Second Admin',
        action: 'provider.forbidden',
        subject: 'provider nominatim',
        detail: { addresses: 'possessor' },
      },
    ]);
  });

  it('and its record stand or fall together', async () => {
    const before = (await auditEvents()).length;
    const failed = database.current.knex.transaction(async (trx) => {
      await allowProvider(trx, { provider: 'census', kind: 'purchaser', by: BY });
      throw new Error('The rest failed.');
    });
    await expect(failed).rejects.toThrow('The rest failed.');
    expect(await database.current.knex.transaction(listPermissions)).toEqual([]);
    expect((await auditEvents()).length).toBe(before);
  });

  it('is nobody’s to give', async () => {
    await expect(allow('census', 'purchaser', ' ')).rejects.toThrow(/names the administrator/);
    expect(await gate().ask('census', [addressOfKind('purchaser')])).toEqual(['refused']);
    expect(server.received).toEqual([]);
  });

  it.each(["UPDATE audit_event SET actor = 'x'", 'DELETE FROM audit_event', 'TRUNCATE audit_event'])(
    'has a record that nobody changes: %s',
    async (statement) => {
      await allow('census', 'dealer');
      const before = await auditEvents();
      const changing = database.current.knex.transaction((trx) => trx.raw(statement));
      await expect(changing).rejects.toThrow('audit_event is only ever added to');
      expect(await auditEvents()).toEqual(before);
    },
  );
});
