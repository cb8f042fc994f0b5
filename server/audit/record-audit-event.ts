import type { Knex } from 'knex';

/** Something that was done and must be provable afterwards. */
export interface AuditEvent {
  /** Who did it; see {@link LOCAL_ACTOR}. */
  readonly actor: string;
  /** Whose records it touches; null where it touches nobody's alone. */
  readonly agencyId: number | null;
  /** What was done, as `subject.verb`: `review.decided`. */
  readonly action: string;
  /** What it was done to, as kind and id: `geocode 42`. Never an address or the name of a person in the records. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

/** Whoever uses this installation, until there is sign-in. */
export const LOCAL_ACTOR = 'local user';

/** Writes an event in the transaction of what it tells of: neither is there without the other. */
export async function recordAuditEvent(trx: Knex.Transaction, event: AuditEvent): Promise<void> {
  const { actor, agencyId, action, subject, detail } = event;
  await trx.raw(
    'INSERT INTO audit_event (actor, agency_id, action, subject, detail) VALUES (?, ?, ?, ?, ?::jsonb)',
    [actor, agencyId, action, subject, JSON.stringify(detail)],
  );
}
