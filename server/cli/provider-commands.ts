import type { AddressKind } from '../../domain/vocabulary.ts';
import { ADDRESS_KINDS } from '../../domain/vocabulary.ts';
import { commandLineActor } from '../audit/command-line-actor.ts';
import { createGeocoder } from '../geocoding/geocoder.ts';
import type { AskCounts } from '../geocoding/providers/ask-provider.ts';
import { OutgoingGate } from '../geocoding/providers/outgoing-gate.ts';
import type { ProviderId } from '../geocoding/providers/provider.ts';
import { PROVIDERS } from '../geocoding/providers/provider.ts';
import type { PermissionChange } from '../geocoding/providers/provider-permission-store.ts';
import { allowProvider, forbidProvider } from '../geocoding/providers/provider-permission-store.ts';
import type { ProviderPermission } from '../geocoding/providers/provider-permissions-read-model.ts';
import { listPermissions } from '../geocoding/providers/provider-permissions-read-model.ts';
import { askAboutRecords } from '../places/ask-about-records.ts';
import { ensureAreas } from '../reference/load-areas.ts';
import type { Command, CommandInput } from './command.ts';
import { positional, UsageError } from './command.ts';

const CHANGE = `${PROVIDERS.join('|')} --kind ${ADDRESS_KINDS.join('|')} --by NAME [--json]`;
const OPTIONS: Command['options'] = { kind: { type: 'string' }, by: { type: 'string' } };

export const listProvidersCommand: Command = {
  usage: 'provider list [--json]',
  positionals: 0,
  options: {},
  async run({ database }) {
    const permissions = await database.knex.transaction(listPermissions);
    return {
      json: { items: PROVIDERS.map((id) => ({ provider: id, allowed: allowedOf(permissions, id) })) },
      lines: PROVIDERS.flatMap((id) => describe(id, allowedOf(permissions, id))),
      exitCode: 0,
    };
  },
};

export const allowProviderCommand: Command = {
  usage: `provider allow ${CHANGE}`,
  positionals: 1,
  options: OPTIONS,
  async run(input) {
    const change = readChange(input);
    const { provider, kind, by } = change;
    const changed = await input.database.knex.transaction((trx) => allowProvider(trx, change));
    return {
      json: { ...change, allowed: true, changed },
      lines: [
        changed
          ? `${kind} addresses may now leave this machine for ${provider}: allowed by ${by}.`
          : `${kind} addresses may go to ${provider} already; nothing was changed.`,
      ],
      exitCode: 0,
    };
  },
};

export const forbidProviderCommand: Command = {
  usage: `provider forbid ${CHANGE}`,
  positionals: 1,
  options: OPTIONS,
  async run(input) {
    const change = readChange(input);
    const { provider, kind, by } = change;
    const changed = await input.database.knex.transaction((trx) => forbidProvider(trx, change));
    return {
      json: { ...change, allowed: false, changed },
      lines: [
        changed
          ? `No more ${kind} addresses go to ${provider}: forbidden by ${by}.`
          : `No ${kind} addresses might go to ${provider} before; nothing was changed.`,
      ],
      exitCode: 0,
    };
  },
};

export const askProviderCommand: Command = {
  usage: `provider ask ${PROVIDERS.join('|')} [--again] [--json]`,
  positionals: 1,
  options: { again: { type: 'boolean' } },
  async run(input) {
    const { database, config, progress } = input;
    const provider = oneOf<ProviderId>('The provider', PROVIDERS, positional(input, 0));
    await ensureAreas(database);
    const asked = await askAboutRecords({
      database,
      gate: new OutgoingGate(database, config.providers),
      provider,
      again: input.flag('again'),
      actor: commandLineActor(),
      makePlacer: () => createGeocoder(database),
      onProgress: (counts) => progress(`Asked ${counts.asked} addresses: ${counts.found} found`),
    });
    if (asked === null) {
      throw new UsageError(
        `No kind of address may go to ${provider}. An administrator allows it with: tracemap provider allow ${provider} --kind KIND --by NAME`,
      );
    }
    const { kinds, counts, placedAgain } = asked;
    return {
      json: { provider, kinds, ...counts, placedAgain },
      lines: describeCounts(provider, counts),
      exitCode: 0,
    };
  },
};

function describeCounts(provider: ProviderId, counts: AskCounts): string[] {
  const others = [
    [counts.several, 'of which it knows several'],
    [counts.none, 'that it does not know'],
    [counts.unanswered, 'without an answer that can be read; ask again'],
    [counts.fromCache, 'answered before, or the same as another'],
    [counts.unaskable, 'without a house number or a place: not sent'],
    [counts.refusedByPermission, 'of kinds that are not allowed: not sent'],
  ] as const;
  return [
    `${counts.asked} addresses were sent to ${provider}; it found ${counts.found}.`,
    ...others.filter(([count]) => count > 0).map(([count, what]) => `  ${count} ${what}`),
  ];
}

type Allowed = Omit<ProviderPermission, 'provider'>;

const allowedOf = (permissions: readonly ProviderPermission[], id: ProviderId): Allowed[] =>
  permissions.flatMap(({ provider, ...allowed }) => (provider === id ? [allowed] : []));

function describe(id: ProviderId, allowed: readonly Allowed[]): string[] {
  if (allowed.length === 0) return [`${id}: off`];
  return allowed.map(
    ({ kind, allowedBy, allowedAt }) => `${id}: ${kind} addresses, allowed by ${allowedBy} on ${allowedAt}`,
  );
}

function readChange(input: CommandInput): PermissionChange {
  const by = input.option('by')?.trim() ?? '';
  if (by === '') throw new UsageError('--by is missing: the name of the administrator who decides this.');
  return {
    provider: oneOf<ProviderId>('The provider', PROVIDERS, positional(input, 0)),
    kind: oneOf<AddressKind>('--kind', ADDRESS_KINDS, input.option('kind')),
    by,
  };
}

function oneOf<Value extends string>(
  name: string,
  values: readonly Value[],
  given: string | undefined,
): Value {
  const known = values.find((value) => value === given);
  if (known !== undefined) return known;
  throw new UsageError(
    given === undefined
      ? `${name} is missing: one of ${values.join(', ')}.`
      : `${name} must be one of ${values.join(', ')}, not "${given}".`,
  );
}
