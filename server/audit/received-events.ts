import type { Knex } from 'knex';
import type { OtherAgencies } from './other-agencies.ts';
import { readOtherAgencies } from './other-agencies.ts';
import type { AuditEvent } from './record-audit-event.ts';

/**
 * What the other agencies are told of a file that took their data along, each of itself alone: which others share with whoever has it
 * is not theirs to know. `rowsOf`: how many of an agency's records are in it; null where its data is counted in it, undefined where
 * nothing of it is.
 */
export async function receivedEvents(
  trx: Knex.Transaction,
  about: Pick<AuditEvent, 'actor' | 'agencyId' | 'subject'>,
  rowsOf: (agency: OtherAgencies['others'][number]) => number | null | undefined,
): Promise<AuditEvent[]> {
  const { own: receiving, others } = await readOtherAgencies(trx, about.agencyId);
  return others.flatMap((agency): AuditEvent[] => {
    const rows = rowsOf(agency);
    if (rows === undefined) return [];
    return [{ ...about, agencyId: agency.id, action: 'export.received', detail: { receiving, rows } }];
  });
}
