import type { Database } from '../database/connection.ts';
import { checkWatches } from './check-watches.ts';
import { mailFindings } from './mail-findings.ts';
import type { MailSettings } from './mail-settings.ts';

/** How often it is looked for what another process has imported, or could not mail. */
const MS_BETWEEN_QUESTIONS = 60_000;

/** Checks all watches, and mails what they find where mail is set. */
export async function runWatches(database: Database, mail: MailSettings | null): Promise<void> {
  await checkWatches(database);
  if (mail !== null) await mailFindings(database, mail);
}

/** Does so each minute, until it is stopped. */
export function keepWatches(
  database: Database,
  mail: MailSettings | null,
  onError: (error: unknown) => void,
): { readonly stop: () => void } {
  let isBusy = false;
  const ask = async () => {
    // A check that takes longer than a minute is not begun again beside itself.
    if (isBusy) return;
    isBusy = true;
    try {
      await runWatches(database, mail);
    } catch (error) {
      onError(error);
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => void ask(), MS_BETWEEN_QUESTIONS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
