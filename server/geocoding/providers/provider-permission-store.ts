import type { Knex } from 'knex';
import { z } from 'zod';
import type { AddressKind } from '../../../domain/vocabulary.ts';
import type { AuditAction } from '../../audit/audit-actions.ts';
import { recordAuditEvent } from '../../audit/record-audit-event.ts';
import { selectRows } from '../../database/connection.ts';
import type { ProviderId } from './provider.ts';

/** Whether addresses of a kind may go to a provider, and who says so. */
export interface PermissionChange {
  readonly provider: ProviderId;
  readonly kind: AddressKind;
  /** The administrator, by name. */
  readonly by: string;
}

const kindRow = z.object({ kind: z.string() });

/**
 * Lets addresses of the kind go to the provider; false where they could already. What changes something is audited. Throws
 * where nobody takes it upon themselves.
 */
export async function allowProvider(trx: Knex.Transaction, change: PermissionChange): Promise<boolean> {
  if (change.by.trim() === '') throw new Error('A permission names the administrator who gives it.');
  const added = await selectRows(
    trx,
    kindRow,
    `INSERT INTO provider_permission (provider, kind, allowed_by) VALUES (?, ?, ?)
     ON CONFLICT (provider, kind) DO NOTHING RETURNING kind`,
    [change.provider, change.kind, change.by],
  );
  if (added.length > 0) await record(trx, 'provider.allowed', change);
  return added.length > 0;
}

/** Lets no more addresses of the kind go there; false where none could. What changes something is audited. */
export async function forbidProvider(trx: Knex.Transaction, change: PermissionChange): Promise<boolean> {
  const removed = await selectRows(
    trx,
    kindRow,
    'DELETE FROM provider_permission WHERE provider = ? AND kind = ? RETURNING kind',
    [change.provider, change.kind],
  );
  if (removed.length > 0) await record(trx, 'provider.forbidden', change);
  return removed.length > 0;
}

function record(trx: Knex.Transaction, action: AuditAction, { provider, kind, by }: PermissionChange) {
  return recordAuditEvent(trx, {
    actor: by,
    agencyId: null,
    action,
    subject: `provider ${provider}`,
    detail: { addresses: kind },
  });
}
