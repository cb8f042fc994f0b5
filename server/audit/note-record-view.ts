import type { Database } from '../database/connection.ts';
import type { OnViewsFailed, RecordView } from './record-views.ts';
import { RecordViews } from './record-views.ts';

/** The views of each database this process reads. */
const viewsOf = new WeakMap<Database, RecordViews>();

/**
 * Begins to keep views of single records, before the first is noted, and says who is told where they cannot be written.
 * `close`, called before the database is closed, writes what waits.
 */
export function keepRecordViews(
  database: Database,
  onFailed: OnViewsFailed,
): { readonly close: () => Promise<void> } {
  const views = new RecordViews({ database, onFailed });
  viewsOf.set(database, views);
  return { close: () => views.close() };
}

/**
 * Notes that somebody opened a single record, for the audit log: `actor` did, `subject` is `recovery 42`, and `agencyId`
 * says whose it is. To be called after the record was found and before it is sent. Takes no time, needs no transaction
 * and never throws; it is written a second later (see {@link RecordViews}).
 */
export function noteRecordView({ database, ...view }: RecordView & { readonly database: Database }): void {
  if (!viewsOf.has(database)) keepRecordViews(database, tellOnStandardError);
  viewsOf.get(database)?.note(view);
}

/** Where a process keeps views without having said who is told. */
const tellOnStandardError: OnViewsFailed = (error, { waiting, lost }) => {
  const views = JSON.stringify({ waiting, lost });
  process.stderr.write(`Views of records could not be written to the audit log: ${String(error)} ${views}\n`);
};
