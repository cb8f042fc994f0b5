import type { Database } from '../database/connection.ts';
import { everyMinute } from '../every-minute.ts';
import { checkWatches } from './check-watches.ts';
import { mailFindings } from './mail-findings.ts';
import type { MailSettings } from './mail-settings.ts';

/** Checks all watches, and mails what they find where mail is set. */
export async function runWatches(database: Database, mail: MailSettings | null): Promise<void> {
  await checkWatches(database);
  if (mail !== null) await mailFindings(database, mail);
}

/** Does so each minute, for what another process has imported or could not mail, until it is stopped. */
export const keepWatches = (
  database: Database,
  mail: MailSettings | null,
  onError: (error: unknown) => void,
): { readonly stop: () => void } => everyMinute(() => runWatches(database, mail), onError);
