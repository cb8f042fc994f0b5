import { DISTANCE_CLASSES, distanceClassIndex } from '../../domain/corridor.ts';
import { distanceKm } from '../../domain/geography/great-circle.ts';
import type { Counted } from '../../domain/statistics/weighted-median.ts';
import { weightedMedian } from '../../domain/statistics/weighted-median.ts';
import type { AreaPlaces } from '../areas/area-places.ts';
import type { PairCount } from './gun-tally.ts';

/** Guns by how far they were recovered from where they were sold. */
export interface DistanceTally {
  /** By class, as in DISTANCE_CLASSES. */
  readonly classes: readonly number[];
  /** The county of sale or that of recovery is not known. */
  readonly unknown: number;
  readonly medianKm: number | null;
}

/**
 * Distances between the middles of the counties of sale and of recovery, as flows between counties have them; within one
 * county it is none. Most dealers and recoveries are known to their county, far fewer to a point.
 */
export function tallyDistances(pairs: readonly PairCount[], counties: AreaPlaces): DistanceTally {
  const classes = DISTANCE_CLASSES.map(() => 0);
  const known: Counted[] = [];
  let unknown = 0;
  for (const { origin, destination, count } of pairs) {
    const from = origin.county === null ? undefined : counties.get(origin.county);
    const to = destination.county === null ? undefined : counties.get(destination.county);
    if (from === undefined || to === undefined) {
      unknown += count;
      continue;
    }
    const isOneCounty = origin.county === destination.county;
    const km = isOneCounty ? 0 : distanceKm(from, to);
    const index = distanceClassIndex(km, isOneCounty);
    classes[index] = (classes[index] ?? 0) + count;
    known.push({ value: km, count });
  }
  return { classes, unknown, medianKm: weightedMedian(known) };
}
