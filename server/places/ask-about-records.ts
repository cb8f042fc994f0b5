import type { AddressKind } from '../../domain/vocabulary.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { AuditEvent } from '../audit/record-audit-event.ts';
import { LOCAL_ACTOR, recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import type { AskCounts } from '../geocoding/providers/ask-provider.ts';
import { askProvider } from '../geocoding/providers/ask-provider.ts';
import type { OutgoingGate } from '../geocoding/providers/outgoing-gate.ts';
import type { ProviderId } from '../geocoding/providers/provider.ts';
import { readAllowedKinds } from '../geocoding/providers/provider-permissions-read-model.ts';
import type { AddressPlacer } from './open-addresses.ts';
import type { PlacedAgain } from './place-again.ts';
import { placeAgain } from './place-again.ts';
import { requestPlacing } from './placing-task.ts';
import { unsettledAddresses } from './unsettled-addresses.ts';

export interface AskAboutRecords {
  readonly database: Database;
  readonly gate: OutgoingGate;
  readonly provider: ProviderId;
  /** Asks anew for what the provider did not know before. */
  readonly again: boolean;
  /** Who asks, for the audit log. */
  readonly actor?: string;
  /** Makes a placer that knows the answers kept by then. */
  readonly makePlacer: () => Promise<AddressPlacer>;
  readonly onProgress: (counts: AskCounts) => void;
}

export interface AskedAboutRecords {
  readonly kinds: readonly AddressKind[];
  readonly counts: AskCounts;
  readonly placedAgain: PlacedAgain;
}

/**
 * Asks a provider about the addresses of records that the streets of this machine do not settle, of the kinds that may go
 * there, and places those records by what it answers. Null where no kind may go. Throws what `askProvider` throws; the
 * answers until then are kept, and the next run goes on.
 */
export async function askAboutRecords(request: AskAboutRecords): Promise<AskedAboutRecords | null> {
  const { database, provider, makePlacer } = request;
  const kinds = [...(await readAllowedKinds(database.knex, provider))].sort();
  if (kinds.length === 0) return null;
  // Before anything leaves: whatever becomes of the run, it is known that it began.
  await audit(request, 'provider.asked', { kinds: kinds.join(' ') });
  const counts = await askProvider({ ...request, addresses: unsettledOf(database, kinds) });
  await audit(request, 'provider.answered', { ...counts });
  await database.knex.transaction((trx) => requestPlacing(trx, { cause: 'provider' }));
  return { kinds, counts, placedAgain: await placeAgain(database, makePlacer) };
}

async function* unsettledOf(database: Database, kinds: readonly AddressKind[]) {
  for (const kind of kinds) yield* unsettledAddresses(database.knex, kind);
}

async function audit(
  { database, provider, actor = LOCAL_ACTOR }: AskAboutRecords,
  action: AuditAction,
  detail: AuditEvent['detail'],
): Promise<void> {
  const event = { actor, agencyId: null, action, subject: `provider ${provider}`, detail };
  await database.knex.transaction((trx) => recordAuditEvent(trx, event));
}
