import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { DEALER_PLACE, placeAt, RECOVERY_PLACE, selectGuns } from '../rollups/packed-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';

/** Guns recovered in and sold from areas, as columns: one entry each for an area that has any. */
export interface AreaCounts {
  readonly codes: string[];
  readonly recoveries: number[];
  readonly sold: number[];
}

/** Counts the filter's guns by area of recovery and by area of sale. */
export async function readAreaCounts(
  read: ScopedRead,
  filter: TraceFilter,
  level: FlowLevel,
): Promise<AreaCounts> {
  const records = await readPackedGuns(read, filter);
  const areas = records.places.nodesAt(level);
  const recovered = new Uint32Array(areas.length);
  const sold = new Uint32Array(areas.length);
  selectGuns(records, filter, ({ guns, at, count }) => {
    for (let index = 0; index < count; index++) {
      const gun = at[index] ?? 0;
      const from = areas.nodeOf[placeAt(guns, gun, DEALER_PLACE)] ?? 0;
      const to = areas.nodeOf[placeAt(guns, gun, RECOVERY_PLACE)] ?? 0;
      sold[from] = (sold[from] ?? 0) + 1;
      recovered[to] = (recovered[to] ?? 0) + 1;
    }
  });
  const counts: AreaCounts = { codes: [], recoveries: [], sold: [] };
  for (let area = 1; area < areas.length; area++) {
    const code = areas.code(area);
    if (code === null || (recovered[area] === 0 && sold[area] === 0)) continue;
    counts.codes.push(code);
    counts.recoveries.push(recovered[area] ?? 0);
    counts.sold.push(sold[area] ?? 0);
  }
  return counts;
}
