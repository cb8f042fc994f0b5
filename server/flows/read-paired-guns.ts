import { formatTraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel, TracedEnds } from '../../domain/vocabulary.ts';
import type { Database } from '../database/connection.ts';
import { RecentResults } from '../database/recent-results.ts';
import { scopeDigest } from '../database/scope-digest.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { readAskedAgencies } from '../rollups/asked-agencies.ts';
import { appliedOnReading, isPacked, readPackedGuns } from '../rollups/read-packed-guns.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import type { PairedGuns } from './paired-guns.ts';
import { pairGuns } from './paired-guns.ts';

/** Between which areas guns are paired. */
export interface Pairing {
  readonly level: FlowLevel;
  /** H3 resolution of cells; 0 at the other levels. */
  readonly resolution: number;
  readonly ends: TracedEnds;
}

/**
 * Pairings kept: a map shows one at a time, and each is 8 bytes a gun and 14 to 22 a pair. Those of all guns take longest to
 * make and are asked for most: the others, of few guns, must not push them out.
 */
class KeptPairings {
  readonly ofAll = new RecentResults<PairedGuns>(4);
  readonly narrowed = new RecentResults<PairedGuns>(8);
}

const keptOf = new WeakMap<Database, KeptPairings>();

/**
 * The guns a filter can be about, paired, and the ids of the agencies it asks for (null for all). What only records know
 * of the filter has been applied, the rest has not: a change of dates goes through the same pairs. They are kept for
 * the whole scope and its data version, so nothing kept can be stale or reach another scope.
 */
export async function readPairedGuns(
  read: ScopedRead,
  filter: RecordFilter,
  pairing: Pairing,
): Promise<{ readonly guns: PairedGuns; readonly agencies: readonly number[] | null }> {
  const pairings = keptOf.get(read.database) ?? new KeptPairings();
  keptOf.set(read.database, pairings);
  const asked = appliedOnReading(filter);
  const key = [
    read.dataVersion,
    scopeDigest(read.scope),
    ...Object.values(pairing.ends),
    pairing.level,
    pairing.resolution,
    formatTraceFilter(asked),
  ];
  const kept = isPacked(filter) ? pairings.ofAll : pairings.narrowed;
  const guns = await kept.get(key.join('|'), () => pairFrom(read, asked, pairing));
  return { guns, agencies: await readAskedAgencies(read, filter.agency) };
}

async function pairFrom(read: ScopedRead, asked: RecordFilter, pairing: Pairing): Promise<PairedGuns> {
  const guns = await readPackedGuns(read, asked, { tracedOnly: true });
  return pairGuns(guns, guns.places.nodesAt(pairing.level, pairing.resolution), pairing.ends);
}
