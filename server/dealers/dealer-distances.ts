import type { Dealer } from '../../domain/dealer-responses.ts';
import type { LonLat } from '../../domain/geography/great-circle.ts';
import { distanceKm } from '../../domain/geography/great-circle.ts';
import { weightedMedian } from '../../domain/statistics/weighted-median.ts';
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
  { middleOf }: Pick<PlaceDistances, 'middleOf'>,
  dealer: number,
): DealerDistance {
  const index = indexOfParty(guns, dealer);
  if (index === null) return { medianDistanceKm: null, distancesKnown: 0 };
  const pairs = new Map<LonLat, Map<LonLat, number>>();
  for (let gun = guns.starts[index] ?? 0; gun < (guns.starts[index + 1] ?? 0); gun++) {
    const from = middleOf(guns.dealerPlaces[gun] ?? 0);
    const to = from && middleOf(guns.recoveryPlaces[gun] ?? 0);
    if (from === null || to === null) continue;
    const counts = pairs.get(from) ?? new Map<LonLat, number>();
    pairs.set(from, counts);
    counts.set(to, (counts.get(to) ?? 0) + 1);
  }
  // Thousands of guns lie in some hundred ZIPs: each distance is worked out once.
  const known = [...pairs].flatMap(([from, counts]) =>
    [...counts].map(([to, count]) => ({ value: distanceKm(from, to), count })),
  );
  return {
    medianDistanceKm: weightedMedian(known),
    distancesKnown: known.reduce((sum, { count }) => sum + count, 0),
  };
}
