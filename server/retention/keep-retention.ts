import { SERVER_ACTOR } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { runRetention } from './run-retention.ts';

/** How often it is asked whether a day has passed: processes come and go, the day is counted in the database. */
const MS_BETWEEN_QUESTIONS = 3_600_000;

/** Purges once a day, whichever process of this installation comes first, until it is stopped. */
export function keepRetention(
  database: Database,
  onError: (error: unknown) => void,
): { readonly stop: () => void } {
  const ask = () => void runRetention(database, { actor: SERVER_ACTOR, onlyWhenDue: true }).catch(onError);
  ask();
  const timer = setInterval(ask, MS_BETWEEN_QUESTIONS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
