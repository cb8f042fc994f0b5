import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import {
  countGuns,
  placeAt,
  recoveryAt,
  selectGuns,
  sourceAt,
  timeToCrimeAt,
} from '../rollups/packed-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';
import { FlowTally } from './flow-tally.ts';

/** Counts the guns in the filter that were traced to a dealer by the dealer's area and that of recovery. */
export async function tallyFlows(
  read: ScopedRead,
  filter: TraceFilter,
  level: FlowLevel,
): Promise<FlowTally> {
  const months = await readPackedGuns(read, filter, { tracedOnly: true });
  const tally = new FlowTally(countGuns(months));
  selectGuns(months, filter, ({ guns, at, count }) => {
    for (let index = 0; index < count; index++) {
      const gun = at[index] ?? 0;
      tally.add(
        placeAt(sourceAt(guns, gun), level),
        placeAt(recoveryAt(guns, gun), level),
        timeToCrimeAt(guns, gun),
      );
    }
  });
  return tally;
}
