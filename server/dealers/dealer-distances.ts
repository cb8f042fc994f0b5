import type { Dealer } from '../../domain/dealer-responses.ts';
import type { PlaceDistances } from '../areas/place-distances.ts';
import type { GroupedGuns } from '../rollups/grouped-guns.ts';
import { indexOfParty } from './dealer-figures.ts';

/** How far the guns of one dealer were recovered from it. */
export type DealerDistance = Pick<Dealer, 'medianDistanceKm' | 'distancesKnown'>;

/**
 * The median distance from a dealer to where its guns were recovered, among guns grouped by dealer; of those alone whose places are
 * both known to a ZIP or county. Asked for the dealers of a page, not of all.
 */
export function distanceOfDealer(
  guns: GroupedGuns,
  distances: Pick<PlaceDistances, 'between'>,
  dealer: number,
): DealerDistance {
  const index = indexOfParty(guns, dealer);
  if (index === null) return { medianDistanceKm: null, distancesKnown: 0 };
  const known: number[] = [];
  for (let gun = guns.starts[index] ?? 0; gun < (guns.starts[index + 1] ?? 0); gun++) {
    const km = distances.between(guns.dealerPlaces[gun] ?? 0, guns.recoveryPlaces[gun] ?? 0);
    if (km !== null) known.push(km);
  }
  return { medianDistanceKm: medianOf(known), distancesKnown: known.length };
}

/** Mean of the two middle values of an even number; null of none. */
function medianOf(values: readonly number[]): number | null {
  const sorted = Float64Array.from(values).sort();
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
