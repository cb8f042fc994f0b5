import type { Knex } from 'knex';
import type { AuditAction } from './audit-actions.ts';

/** Something that was done and must be provable afterwards. */
export interface AuditEvent {
  /** Who did it; see {@link LOCAL_ACTOR}. */
  readonly actor: string;
  /** Whose records it touches; null where it touches nobody's alone. */
  readonly agencyId: number | null;
  /** What was done: a name of {@link AUDIT_ACTIONS}, which says what its subject and detail hold. */
  readonly action: AuditAction;
  /** What it was done to, as kind and id: `geocode 42`. Never an address or the name of a person in the records. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
  /** When it was done, where that is not now. */
  readonly happenedAt?: Date;
}

/** Who it was where a part of the server is called without saying so, as tests and measurements do. */
export const LOCAL_ACTOR = 'local user';

/** What the server does by itself. */
export const SERVER_ACTOR = 'Tracemap';

/**
 * Writes an event in the transaction of what it tells of: neither is there without the other. The database puts it at the
 * end of the chain of events and keeps that end locked until the transaction is over: all other writers of events wait
 * for it. So this is the last statement of its transaction; after it, a long import would hold everybody up, and a
 * writer that waits for something of theirs would be a deadlock.
 */
export async function recordAuditEvent(trx: Knex.Transaction, event: AuditEvent): Promise<void> {
  await recordAuditEvents(trx, [event]);
}

/** Writes several events in their order, as {@link recordAuditEvent} does one. */
export async function recordAuditEvents(trx: Knex.Transaction, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  await trx.raw(
    `INSERT INTO audit_event (actor, agency_id, action, subject, detail, happened_at)
     SELECT e.event ->> 'actor', (e.event ->> 'agencyId')::int, e.event ->> 'action', e.event ->> 'subject',
       e.event -> 'detail', coalesce((e.event ->> 'happenedAt')::timestamptz, now())
     FROM jsonb_array_elements(?::jsonb) WITH ORDINALITY AS e (event, place) ORDER BY e.place`,
    [JSON.stringify(events)],
  );
}
