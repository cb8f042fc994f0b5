import {
  LONGEST_TIME_TO_CRIME_DAYS,
  medianDays,
  SHORT_TIME_TO_CRIME_DAYS,
} from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';

/** From this many values on, counting each day's guns sorts faster than comparing. */
const COUNTING_SORT_FROM = 2000;

/**
 * The times-to-crime in days that lie within the filter's bounds, ascending. `packed` is two bytes each, big-endian,
 * in any order, as groupedRecoveries gives them.
 */
export function timesWithin(packed: Buffer, { ttcMin, ttcMax }: TraceFilter): Uint16Array {
  const least = ttcMin ?? 0;
  const most = ttcMax ?? LONGEST_TIME_TO_CRIME_DAYS;
  const times = new Uint16Array(packed.length / 2);
  let kept = 0;
  for (let at = 0; at < packed.length; at += 2) {
    const days = packed.readUInt16BE(at);
    if (days >= least && days <= most) times[kept++] = days;
  }
  return sorted(times.subarray(0, kept));
}

/** How many guns of a group match the filter's bounds on time-to-crime; without bounds unknown times count too. */
export function countWithin(recoveries: number, packed: Buffer, filter: TraceFilter): number {
  const { ttcMin, ttcMax } = filter;
  if (ttcMin === undefined && ttcMax === undefined) return recoveries;
  const least = ttcMin ?? 0;
  const most = ttcMax ?? LONGEST_TIME_TO_CRIME_DAYS;
  let count = 0;
  for (let at = 0; at < packed.length; at += 2) {
    const days = packed.readUInt16BE(at);
    if (days >= least && days <= most) count++;
  }
  return count;
}

/** Median, share sold within 3 years, and on how many guns both rest; of ascending times-to-crime in days. */
export function timeToCrimeFigures(times: Uint16Array) {
  const short = countUpTo(times, SHORT_TIME_TO_CRIME_DAYS);
  return {
    medianTimeToCrimeDays: medianDays(times),
    shortTimeToCrimeShare: times.length === 0 ? null : short / times.length,
    knownTimeToCrime: times.length,
  };
}

/** How many of the ascending times are at most `days`. */
export function countUpTo(times: Uint16Array, days: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) <= days) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sorted(times: Uint16Array): Uint16Array {
  if (times.length < COUNTING_SORT_FROM) return times.sort();
  const counts = new Uint32Array(LONGEST_TIME_TO_CRIME_DAYS + 1);
  for (const days of times) counts[days] = (counts[days] ?? 0) + 1;
  let end = 0;
  for (const [days, count] of counts.entries()) {
    times.fill(days, end, end + count);
    end += count;
  }
  return times;
}
