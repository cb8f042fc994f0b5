import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FlowEnds } from '../../domain/vocabulary.ts';
import { TRACE_OUTCOMES } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { PlaceNodes } from '../rollups/gun-places.ts';
import type { PackedRecords } from '../rollups/packed-guns.ts';
import {
  countGuns,
  DEALER_PLACE,
  outcomeAt,
  PURCHASER_PLACE,
  placeAt,
  RECOVERY_PLACE,
  selectGuns,
  timeToCrimeAt,
} from '../rollups/packed-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';
import type { GunsElsewhere } from './flow-counts.ts';
import { FlowTally } from './flow-tally.ts';

/** Which place of a gun each end is. */
const PLACE_OF = {
  dealer: DEALER_PLACE,
  purchaser: PURCHASER_PLACE,
  recovery: RECOVERY_PLACE,
} as const;

/** From dealer to recovery: the way every gun that was traced to a dealer made. */
export const DEALER_TO_RECOVERY: FlowEnds = { origin: 'dealer', destination: 'recovery' };

const TRACED_TO_PURCHASER = TRACE_OUTCOMES.indexOf('purchaser');

export interface TalliedFlows {
  readonly tally: FlowTally;
  readonly elsewhere: GunsElsewhere;
}

/** The guns that flows between these ends are made of: those traced to a dealer, or of which only some count. */
export const readTracedGuns = (read: ScopedRead, filter: TraceFilter): Promise<PackedRecords> =>
  readPackedGuns(read, filter, { tracedOnly: true });

/**
 * Counts the traced guns in the filter by the areas of their ends; where an end is the purchaser's home, only those
 * traced to a purchaser. `inView` has a 1 at each area that is looked at: guns with neither end in one are only counted.
 */
export function tallyFlows(
  guns: PackedRecords,
  filter: TraceFilter,
  { nodeOf }: PlaceNodes,
  ends: FlowEnds = DEALER_TO_RECOVERY,
  inView: Uint8Array | null = null,
): TalliedFlows {
  const tally = new FlowTally(countGuns(guns));
  const [from, to] = [PLACE_OF[ends.origin], PLACE_OF[ends.destination]];
  const needsPurchaser = ends.origin === 'purchaser' || ends.destination === 'purchaser';
  const elsewhere = { withinArea: 0, between: 0, unplaced: 0 };
  selectGuns(guns, filter, ({ guns: part, at, count }) => {
    for (let index = 0; index < count; index++) {
      const gun = at[index] ?? 0;
      if (needsPurchaser && outcomeAt(part, gun) !== TRACED_TO_PURCHASER) continue;
      const origin = nodeOf[placeAt(part, gun, from)] ?? 0;
      const destination = nodeOf[placeAt(part, gun, to)] ?? 0;
      if (inView === null || inView[origin] === 1 || inView[destination] === 1) {
        tally.add(origin, destination, timeToCrimeAt(part, gun));
      } else if (origin === 0 || destination === 0) elsewhere.unplaced++;
      else if (origin === destination) elsewhere.withinArea++;
      else elsewhere.between++;
    }
  });
  return { tally, elsewhere };
}
