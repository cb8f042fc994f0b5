import type { Database } from './connection.ts';
import { RecentResults } from './recent-results.ts';
import { scopeDigest } from './scope-digest.ts';
import type { ScopedRead } from './with-scope.ts';

/**
 * Keeps the results of the last `most` different questions about what scopes see, of each database by itself. The scope and its data
 * version are part of every question: nothing kept can be stale, or reach another scope.
 */
export class KeptInScope<Result> {
  readonly #keptOf = new WeakMap<Database, RecentResults<Result>>();

  constructor(private readonly most: number) {}

  /** The result for a read; `question` is what else it depends on. */
  get(
    { database, scope, dataVersion }: ScopedRead,
    question: readonly (string | number)[],
    answer: () => Promise<Result>,
  ): Promise<Result> {
    const kept = this.#keptOf.get(database) ?? new RecentResults<Result>(this.most);
    this.#keptOf.set(database, kept);
    return kept.get([dataVersion, scopeDigest(scope), ...question].join('|'), answer);
  }
}
