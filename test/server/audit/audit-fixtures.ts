/** Audit events for tests, and a way past the trigger that keeps them, as only the owner of the database has it. */

import type { AuditEvent } from '../../../server/audit/record-audit-event.ts';
import { recordAuditEvent } from '../../../server/audit/record-audit-event.ts';
import type { Database } from '../../../server/database/connection.ts';

export const event = (subject: string, over: Partial<AuditEvent> = {}): AuditEvent => ({
  actor: 'a.reyes@bpd.example',
  agencyId: null,
  action: 'corridor.created',
  subject,
  detail: { name: `Route of ${subject}`, origins: 1, destinations: 2 },
  ...over,
});

/** Records events, each in a transaction of its own. */
export async function recordEach(database: Database, events: readonly AuditEvent[]): Promise<void> {
  for (const one of events) await database.knex.transaction((trx) => recordAuditEvent(trx, one));
}

/** Begins the log anew, as on the first day. */
export async function clearAudit(database: Database): Promise<void> {
  await tamper(database, [
    'DELETE FROM audit_event',
    `UPDATE audit_chain SET position = 0, hash = repeat('0', 64)`,
  ]);
}

const TRIGGERS = [
  ['audit_event', 'audit_event_is_kept'],
  ['audit_event', 'audit_event_is_chained'],
  ['audit_chain', 'audit_chain_follows'],
] as const;

/** Runs statements while no trigger looks. */
export async function tamper(database: Database, statements: readonly string[]): Promise<void> {
  await database.knex.transaction(async (trx) => {
    for (const [table, name] of TRIGGERS) await trx.raw(`ALTER TABLE ${table} DISABLE TRIGGER ${name}`);
    await trx.raw('ALTER TABLE audit_event DROP CONSTRAINT IF EXISTS audit_event_position');
    for (const statement of statements) await trx.raw(statement);
    for (const [table, name] of TRIGGERS) await trx.raw(`ALTER TABLE ${table} ENABLE TRIGGER ${name}`);
  });
}
