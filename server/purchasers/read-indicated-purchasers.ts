import type { PlaceDistances } from '../areas/place-distances.ts';
import { readPlaceDistances } from '../areas/place-distances.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { readGroupedGuns } from '../rollups/read-grouped-guns.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import type { IndicatedPurchasers } from './indicated-purchasers.ts';
import { indicatePurchasers } from './indicated-purchasers.ts';
import { readJoinedPersons } from './joined-persons.ts';
import type { MarkedRecoveries } from './marked-recoveries.ts';
import { readMarkedRecoveries } from './marked-recoveries.ts';

/** The purchasers of a filter with what their indicators rest on. */
export interface PurchasersOfFilter {
  readonly all: IndicatedPurchasers;
  readonly marks: MarkedRecoveries;
  readonly distances: PlaceDistances;
}

/** Brings guns of a filter, joins and marks together. */
export async function readIndicatedPurchasers(
  read: ScopedRead,
  filter: RecordFilter,
): Promise<PurchasersOfFilter> {
  const { guns, places } = await readGroupedGuns(read, filter, 'purchaser');
  const personOf = await readJoinedPersons(read);
  const marks = await readMarkedRecoveries(read);
  const distances = await readPlaceDistances(read, places);
  return {
    all: indicatePurchasers(guns, { personOf, marks, distances }),
    marks,
    distances,
  };
}
