import type { TraceFilter } from '../../domain/trace-filter.ts';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { SharedWork } from './shared-work.ts';
import type { TileAsked } from './tile-query.ts';

/** Filters whose counts are kept: all tiles of a map share one, and a user goes back and forth between few. */
const FILTERS_KEPT = 50;

/**
 * What is the same for every tile of a filter: counted once for a filter, scope, data version and level of detail, and
 * kept for the next tiles. Counting has a transaction of its own, so that tiles that wait for it hold no connection, and
 * goes on until nobody waits any more.
 */
export class FilterCounts<Detail extends string, Counts> {
  readonly #kept = new Map<string, Counts>();
  readonly #counting = new SharedWork<Counts>();

  constructor(
    private readonly count: (read: ScopedRead, filter: TraceFilter, detail: Detail) => Promise<Counts>,
    private readonly mostKept = FILTERS_KEPT,
  ) {}

  async of({ filter, reads, signal }: TileAsked, detail: Detail): Promise<Counts> {
    const key = `${detail}|${formatTraceFilter(filter)}|${reads.key}`;
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    return this.#counting.run(key, signal, async (shared) => {
      const counts = await reads.run(shared, (read) => this.count(read, filter, detail));
      this.#keep(key, counts);
      return counts;
    });
  }

  #keep(key: string, counts: Counts): void {
    this.#kept.set(key, counts);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.mostKept) return;
      this.#kept.delete(oldest);
    }
  }
}
