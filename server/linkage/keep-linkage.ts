import type { Database } from '../database/connection.ts';
import { runLinkage } from './run-linkage.ts';

/** How often it is asked whether agreements have begun or ended: they do with a day, and nobody does anything then. */
const MS_BETWEEN_QUESTIONS = 3_600_000;

/** Compares at once what a process that has died was to compare, and each hour what is due by then, until it is stopped. */
export function keepLinkage(
  database: Database,
  onError: (error: unknown) => void,
): { readonly stop: () => void } {
  const ask = () => void runLinkage(database).catch(onError);
  ask();
  const timer = setInterval(ask, MS_BETWEEN_QUESTIONS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
