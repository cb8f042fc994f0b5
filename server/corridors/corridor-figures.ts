import type { CorridorFigures } from '../../domain/corridor.ts';
import { binomialInterval } from '../../domain/statistics/binomial-interval.ts';
import { SHORT_TIME_TO_CRIME_DAYS, TIME_TO_CRIME_BUCKETS } from '../../domain/time-to-crime.ts';
import { UNKNOWN_TIME } from '../rollups/packed-guns.ts';
import type { DistanceTally } from './distance-tally.ts';
import type { GunTally } from './gun-tally.ts';

/** What is told of a set of guns. */
export function corridorFigures(
  { count, days, types }: GunTally,
  { classes, unknown, medianKm }: DistanceTally,
): CorridorFigures {
  const unknownTime = days[UNKNOWN_TIME] ?? 0;
  const known = count - unknownTime;
  return {
    count,
    timeToCrime: TIME_TO_CRIME_BUCKETS.map(({ fromDays, toDays }) =>
      sum(days.subarray(fromDays, toDays ?? UNKNOWN_TIME)),
    ),
    unknownTimeToCrime: unknownTime,
    medianTimeToCrimeDays: medianOf(days.subarray(0, UNKNOWN_TIME), known),
    shortShare: shortShare(sum(days.subarray(0, SHORT_TIME_TO_CRIME_DAYS + 1)), known),
    distances: [...classes],
    unknownDistance: unknown,
    medianDistanceKm: medianKm === null ? null : Math.round(medianKm * 10) / 10,
    firearmTypes: [...types],
  };
}

const sum = (counts: Uint32Array) => counts.reduce((total, count) => total + count, 0);

function shortShare(short: number, known: number): CorridorFigures['shortShare'] {
  if (known === 0) return null;
  return { value: short / known, known, ...binomialInterval(short, known) };
}

/** Median of days counted by day; the mean of the two middle values for an even count, null for none. */
function medianOf(days: Uint32Array, known: number): number | null {
  if (known === 0) return null;
  let before = 0;
  let low: number | null = null;
  for (const [day, count] of days.entries()) {
    before += count;
    if (low === null && before > Math.floor((known - 1) / 2)) low = day;
    if (low !== null && before > Math.floor(known / 2)) return (low + day) / 2;
  }
  return null;
}
