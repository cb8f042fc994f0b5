import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from './connection.ts';

interface Turns<Result> {
  /** Settles when the read that runs now is over. */
  running: Promise<unknown>;
  /** What those wait for who asked since it began. */
  next: Promise<Result> | null;
}

/**
 * Makes one read of a database serve all who ask for it at the same time. Nobody gets an answer that was begun before
 * they asked: whoever comes while a read runs waits for the next one. So what was committed before the question is
 * always in the answer, and however many ask, one read runs at a time.
 */
export function sharedRead<Result>(
  read: (database: Database) => Promise<Result>,
): (database: Database) => Promise<Result> {
  const turnsOf = new WeakMap<Database, Turns<Result>>();
  return (database) => {
    const turns = turnsOf.get(database) ?? { running: Promise.resolve(), next: null };
    turnsOf.set(database, turns);
    if (turns.next !== null) return turns.next;
    const begin = async () => {
      await turns.running;
      // Requests that have arrived meanwhile on other connections take part.
      await nextTurn();
      turns.next = null;
      return read(database);
    };
    const next = begin();
    turns.next = next;
    turns.running = next.catch(() => {});
    return next;
  };
}
