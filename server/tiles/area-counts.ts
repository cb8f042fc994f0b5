import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { placeAt, placeCode, recoveryAt, selectGuns, sourceAt } from '../rollups/packed-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';

/** Guns recovered in and sold from areas, as columns: one entry each for an area that has any. */
export interface AreaCounts {
  readonly codes: string[];
  readonly recoveries: number[];
  readonly sold: number[];
}

const PLACES = 65_536;

/** Counts the filter's guns by area of recovery and by area of sale. */
export async function readAreaCounts(
  read: ScopedRead,
  filter: TraceFilter,
  level: FlowLevel,
): Promise<AreaCounts> {
  const recovered = new Uint32Array(PLACES);
  const sold = new Uint32Array(PLACES);
  selectGuns(await readPackedGuns(read, filter), filter, ({ guns, at, count }) => {
    for (let index = 0; index < count; index++) {
      const gun = at[index] ?? 0;
      const from = placeAt(sourceAt(guns, gun), level);
      const to = placeAt(recoveryAt(guns, gun), level);
      sold[from] = (sold[from] ?? 0) + 1;
      recovered[to] = (recovered[to] ?? 0) + 1;
    }
  });
  const counts: AreaCounts = { codes: [], recoveries: [], sold: [] };
  for (let place = 0; place < PLACES; place++) {
    if (recovered[place] === 0 && sold[place] === 0) continue;
    const code = placeCode(place, level);
    if (code === null) continue;
    counts.codes.push(code);
    counts.recoveries.push(recovered[place] ?? 0);
    counts.sold.push(sold[place] ?? 0);
  }
  return counts;
}
