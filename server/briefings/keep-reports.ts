import type { Database } from '../database/connection.ts';
import { everyMinute } from '../every-minute.ts';
import { makeReports } from './make-reports.ts';

/** Makes the monthly reports that are due by another process's import, or since a month is over, until it is stopped. */
export const keepReports = (
  database: Database,
  onError: (error: unknown) => void,
): { readonly stop: () => void } => everyMinute(() => makeReports(database), onError);
