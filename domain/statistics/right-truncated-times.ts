import { told } from '../languages/told.ts';
import type { Interval } from './interval.ts';
import { TAIL } from './interval.ts';
import { normalQuantile } from './normal-distribution.ts';
import type { Refusal } from './refusal.ts';

/** Traced guns, in whole days. */
export interface TruncatedTimes {
  /** From sale to recovery. */
  readonly timeToCrimeDays: ArrayLike<number>;
  /** From sale to the last day of the data: no longer time-to-crime could have been seen. */
  readonly ageDays: ArrayLike<number>;
}

/** The same, counted: how many guns there are of each number of days from 0. No place of `ages` lies beyond its oldest gun. */
export interface CountedTimes {
  readonly times: ArrayLike<number>;
  readonly ages: ArrayLike<number>;
}

export interface SeenByAge {
  /**
   * Within so many days from sale all parts are told: the oldest sale that a trace was seen of, or what was asked for.
   */
  readonly horizonDays: number;
  /**
   * Of the guns ever recovered within the horizon, the part that is recovered within so many days from sale: at each day
   * from 0 to the horizon.
   */
  readonly seen: Float64Array;
  /** Of ln seen, by Greenwood's formula turned round; infinite where nothing is seen. */
  readonly variance: Float64Array;
}

type NotTold = Refusal<'no-times' | 'horizon-too-long' | 'early-times-alone'>;

/**
 * Question: of the guns that will have been recovered within H days from their sale, which part is recovered after t
 * days? It says how much of what there is to see of a sale is seen by now.
 *
 * Formula: a gun sold u days before the data end is seen only if its time-to-crime is at most u. Backwards in time that
 * is late entry: F(t | T ≤ H) = Π (1 − d(s) / R(s)) over the days s above t up to H, where d(s) guns had a time-to-crime
 * of s and R(s) had one of at most s and were sold at least s days ago. Var ln F = Σ d / (R · (R − d)).
 *
 * Source: D. Lynden-Bell, "A method of allowing for known observational selection in small samples applied to 3CR
 * quasars", Monthly Notices of the Royal Astronomical Society 155 (1971) 95–118; J. D. Kalbfleisch and J. F. Lawless,
 * "Inference based on retrospective ascertainment", Journal of the American Statistical Association 84 (1989) 360–372.
 *
 * Limits: nothing is known beyond the oldest sale, so parts are of what is recovered within H, never of all guns. It
 * supposes that time-to-crime did not change with the date of sale, and that police recovered and traced alike in all the
 * years: where tracing grew, late recoveries are too many and recent sales look less seen than they are. Where at some
 * day every gun that could be seen had just that time-to-crime, the product is 0 before it and nothing is told
 * (`early-times-alone`): choose a shorter horizon.
 */
export function seenByAge(
  { timeToCrimeDays, ageDays }: TruncatedTimes,
  horizonDays?: number,
): SeenByAge | NotTold {
  let longest = -1;
  let oldest = -1;
  for (let gun = 0; gun < timeToCrimeDays.length; gun++) {
    const time = timeToCrimeDays[gun] ?? 0;
    const age = ageDays[gun] ?? 0;
    if (!(time >= 0 && time <= age)) {
      throw new RangeError(`Gun ${gun} has a time-to-crime of ${time} days, but was sold ${age} days ago.`);
    }
    longest = Math.max(longest, time);
    oldest = Math.max(oldest, age);
  }
  const [times, ages] = [new Float64Array(longest + 1), new Float64Array(oldest + 1)];
  for (let gun = 0; gun < timeToCrimeDays.length; gun++) {
    const [time, age] = [timeToCrimeDays[gun] ?? 0, ageDays[gun] ?? 0];
    times[time] = (times[time] ?? 0) + 1;
    ages[age] = (ages[age] ?? 0) + 1;
  }
  return seenByAgeOfCounted({ times, ages }, horizonDays ?? oldest);
}

/** {@link seenByAge} of guns that are counted already: a million of them is not gone through for each horizon. */
export function seenByAgeOfCounted({ times, ages }: CountedTimes, horizonDays: number): SeenByAge | NotTold {
  const oldest = ages.length - 1;
  if (horizonDays > oldest) {
    return oldest < 0
      ? { refused: 'no-times', reason: told('No gun has both dates.') }
      : {
          refused: 'horizon-too-long',
          reason: told('The oldest sale seen is {oldest} days old; nothing is known up to {horizon} days.', {
            oldest,
            horizon: horizonDays,
          }),
        };
  }
  return product(upTo(times, horizonDays), upTo(ages, horizonDays), horizonDays);
}

/** Guns by day, those beyond the horizon in the place after it. */
function upTo(counts: ArrayLike<number>, horizon: number): Float64Array {
  const within = new Float64Array(horizon + 2);
  for (let day = 0; day < counts.length; day++) {
    const at = Math.min(horizon + 1, day);
    within[at] = (within[at] ?? 0) + (counts[day] ?? 0);
  }
  return within;
}

function product(times: Float64Array, ages: Float64Array, horizon: number): SeenByAge | NotTold {
  const seen = new Float64Array(horizon + 1);
  const variance = new Float64Array(horizon + 1);
  // Guns of at most that time-to-crime, less those sold fewer days ago.
  let notLonger = sumOf(times) - (times[horizon + 1] ?? 0);
  let tooYoung = sumOf(ages) - (ages[horizon + 1] ?? 0) - (ages[horizon] ?? 0);
  let part = 1;
  let spread = 0;
  if (notLonger === 0)
    return { refused: 'no-times', reason: told('No gun was recovered within {horizon} days.', { horizon }) };
  for (let day = horizon; day >= 0; day--) {
    seen[day] = part;
    variance[day] = spread;
    const here = times[day] ?? 0;
    const atRisk = notLonger - tooYoung;
    if (here > 0) {
      if (here === atRisk && notLonger > here) {
        return {
          refused: 'early-times-alone',
          reason: told(
            'Of the guns sold at least {day} days ago, all recovered by day {day} were recovered on that day: what comes before cannot be told.',
            { day },
          ),
        };
      }
      part *= 1 - here / atRisk;
      spread += here / (atRisk * (atRisk - here));
    }
    notLonger -= here;
    tooYoung -= ages[day - 1] ?? 0;
  }
  return { horizonDays: horizon, seen, variance };
}

/**
 * With its interval: of the guns sold so many days ago that come to be recovered within the horizon, the part recovered
 * by now.
 */
export function partSeen(
  { horizonDays, seen, variance }: SeenByAge,
  ageDays: number,
): { readonly value: number; readonly interval: Interval } {
  const day = Math.min(horizonDays, Math.floor(ageDays));
  const value = day < 0 ? 0 : (seen[day] ?? 0);
  if (value === 0) return { value, interval: { low: 0, high: 1 } };
  const factor = Math.exp(normalQuantile(1 - TAIL) * Math.sqrt(variance[day] ?? 0));
  return { value, interval: { low: value / factor, high: Math.min(1, value * factor) } };
}

/** Guns sold on one day, or in a short time around it. */
export interface SoldAtAge {
  readonly guns: number;
  readonly ageDays: number;
}

/**
 * Sales at risk: how many sales of the horizon's age would have shown as many traces by now as these do. A gun sold long
 * ago counts as one, one sold last month as the small part that could have been seen. Rates per sale at risk do not call
 * a dealer clean for having sold lately.
 */
export function salesAtRisk(seen: SeenByAge, sales: readonly SoldAtAge[]): number {
  return sales.reduce((sum, { guns, ageDays }) => sum + guns * partSeen(seen, ageDays).value, 0);
}

const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
