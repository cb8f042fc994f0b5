import type { Knex } from 'knex';
import { z } from 'zod';
import type { AddressKind } from '../../../domain/vocabulary.ts';
import { ADDRESS_KINDS } from '../../../domain/vocabulary.ts';
import { selectRows } from '../../database/connection.ts';
import type { ProviderId } from './provider.ts';
import { PROVIDERS } from './provider.ts';

const kindRow = z.object({ kind: z.enum(ADDRESS_KINDS) });

/** The kinds of addresses that may go to the provider now. */
export async function readAllowedKinds(knex: Knex, provider: ProviderId): Promise<ReadonlySet<AddressKind>> {
  const rows = await selectRows(knex, kindRow, 'SELECT kind FROM provider_permission WHERE provider = ?', [
    provider,
  ]);
  return new Set(rows.map(({ kind }) => kind));
}

/** That addresses of a kind may go to a provider. */
export interface ProviderPermission {
  readonly provider: ProviderId;
  readonly kind: AddressKind;
  readonly allowedBy: string;
  /** ISO 8601 with time zone. */
  readonly allowedAt: string;
}

const permissionRow = z.object({
  provider: z.enum(PROVIDERS),
  kind: z.enum(ADDRESS_KINDS),
  allowed_by: z.string(),
  allowed_at: z.date(),
});

/** Everything that is allowed, by provider and kind. */
export async function listPermissions(trx: Knex.Transaction): Promise<readonly ProviderPermission[]> {
  const rows = await selectRows(
    trx,
    permissionRow,
    'SELECT provider, kind, allowed_by, allowed_at FROM provider_permission ORDER BY provider, kind',
  );
  return rows.map(({ provider, kind, allowed_by: allowedBy, allowed_at: allowedAt }) => ({
    provider,
    kind,
    allowedBy,
    allowedAt: allowedAt.toISOString(),
  }));
}
