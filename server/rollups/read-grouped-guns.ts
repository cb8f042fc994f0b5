import { formatTraceFilter } from '../../domain/trace-filter.ts';
import { KeptInScope } from '../database/kept-in-scope.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import type { GroupedGuns } from './grouped-guns.ts';
import { groupGuns } from './grouped-guns.ts';
import type { GunPlaces } from './gun-places.ts';
import { readPackedGuns } from './read-packed-guns.ts';

/** Groups kept: a page asks for several figures of the same guns one after the other. Thirty bytes a gun each. */
const kept = new KeptInScope<Grouped>(4);

interface Grouped {
  readonly guns: GroupedGuns;
  readonly places: GunPlaces;
}

/**
 * The guns of a filter brought together by dealer or by purchaser, with the places they name. Kept for the scope, its data
 * version and the filter: nothing kept can be stale or reach another scope.
 */
export async function readGroupedGuns(
  read: ScopedRead,
  filter: RecordFilter,
  by: 'dealer' | 'purchaser',
): Promise<Grouped> {
  return kept.get(read, [by, formatTraceFilter(filter).toString()], async () => {
    const packed = await readPackedGuns(read, filter, { tracedOnly: true });
    return { guns: groupGuns(packed, filter, by), places: packed.places };
  });
}
