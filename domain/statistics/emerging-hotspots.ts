/**
 * Question: how has a place's being hot or cold developed over the periods: is it a new hotspot, an old one, one that comes
 * and goes?
 *
 * Each period of a place is hot, cold or neither (Gi*, significant after correction), and its z-scores have a trend
 * (Mann-Kendall). In our words, for hot; cold is the mirror:
 *
 *   new           hot in the last period, and in none before
 *   consecutive   hot in the last two or more periods without a break, never before these, and in less than 90 % of all
 *   intensifying  hot in at least 90 % of the periods and in the last, and its scores rise significantly
 *   persistent    the same, and its scores neither rise nor fall significantly
 *   diminishing   the same, and its scores fall significantly
 *   sporadic      hot in the last period and off and on before, in less than 90 %, and never cold
 *   oscillating   the same, but cold in some period before
 *   historical    neither hot nor cold in the last period, but hot in at least 90 % of all
 *   none          any other course
 *
 * Source: Esri, "How Emerging Hot Spot Analysis works" (ArcGIS Pro documentation, Space Time Pattern Mining toolbox).
 *
 * Limits: made for ten periods and more; a place with few records is seldom significant in any one period.
 */

/** How a place stands in one period. */
export const HOT = 1;
export const COLD = -1;
export const NEITHER = 0;

export const EMERGING_COURSES = [
  'new',
  'consecutive',
  'intensifying',
  'persistent',
  'diminishing',
  'sporadic',
  'oscillating',
  'historical',
] as const;
export type EmergingCourse = (typeof EMERGING_COURSES)[number];

export interface EmergingClass {
  readonly side: 'hot' | 'cold';
  readonly course: EmergingCourse;
}

/** Fewer periods than this are too few to tell a course. */
export const LEAST_PERIODS = 10;
/** Part of the periods from which on a place counts as hot all along. */
const NEARLY_ALL = 0.9;
/** A trend is called from this p on. */
const TREND_P = 0.05;

/**
 * The class of a place; null for none. `states` has HOT, COLD or NEITHER for each period, oldest first; `trend` is the
 * Mann-Kendall test of its z-scores. Where it stands in the last period goes before what it has been.
 */
export function emergingClass(
  states: ArrayLike<number>,
  trend: { readonly z: number; readonly p: number },
): EmergingClass | null {
  const hot = tally(states, HOT);
  const cold = tally(states, COLD);
  if (hot.lastRun > 0) return { side: 'hot', course: courseOf(hot, trend) };
  if (cold.lastRun > 0) return { side: 'cold', course: courseOf(cold, { z: -trend.z, p: trend.p }) };
  if (hot.isNearlyAll) return { side: 'hot', course: 'historical' };
  return cold.isNearlyAll ? { side: 'cold', course: 'historical' } : null;
}

/** The course of a place that stands on that side in the last period; a trend rises away from 0. */
function courseOf(
  { on, opposite, lastRun, isNearlyAll }: Tally,
  trend: { readonly z: number; readonly p: number },
): EmergingCourse {
  if (on === 1) return 'new';
  if (isNearlyAll) {
    if (trend.p >= TREND_P) return 'persistent';
    return trend.z > 0 ? 'intensifying' : 'diminishing';
  }
  if (on === lastRun) return 'consecutive';
  return opposite === 0 ? 'sporadic' : 'oscillating';
}

interface Tally {
  /** Periods on that side, and on the other. */
  readonly on: number;
  readonly opposite: number;
  /** How many of the last periods stand on that side without a break. */
  readonly lastRun: number;
  readonly isNearlyAll: boolean;
}

function tally(states: ArrayLike<number>, side: typeof HOT | typeof COLD): Tally {
  let on = 0;
  let opposite = 0;
  let lastRun = 0;
  for (let period = 0; period < states.length; period++) {
    if (states[period] === side) {
      on += 1;
      lastRun += 1;
    } else {
      lastRun = 0;
      if (states[period] === -side) opposite += 1;
    }
  }
  return { on, opposite, lastRun, isNearlyAll: on > 0 && on >= NEARLY_ALL * states.length };
}
