import type { Database } from '../database/connection.ts';
import type { NotedEvent, OnNotedFailed } from './noted-events.ts';
import { NotedEvents } from './noted-events.ts';

/** What is noted of each database this process reads. */
const notedOf = new WeakMap<Database, NotedEvents>();

/** Says, before the first event is noted, who is told where events cannot be written. */
export function keepNotedEvents(database: Database, onFailed: OnNotedFailed): void {
  notedOf.set(database, new NotedEvents({ database, onFailed }));
}

/** Writes what waits for the last time; to be called before the database is closed. */
export async function closeNotedEvents(database: Database): Promise<void> {
  await notedOf.get(database)?.close();
}

/**
 * Notes for the audit log what somebody did without changing anything: opened a single record, whose owner `agencyId` is,
 * or was refused something. Takes no time, needs no transaction and never throws; it is written a second later, and the same again
 * within 15 minutes is not (see {@link NotedEvents}).
 */
export function noteAuditEvent({ database, ...event }: NotedEvent & { readonly database: Database }): void {
  if (!notedOf.has(database)) keepNotedEvents(database, tellOnStandardError);
  notedOf.get(database)?.note(event);
}

/** Where a process notes events without having said who is told. */
const tellOnStandardError: OnNotedFailed = (error, { waiting, lost }) => {
  const events = JSON.stringify({ waiting, lost });
  process.stderr.write(`Events could not be written to the audit log: ${String(error)} ${events}\n`);
};
