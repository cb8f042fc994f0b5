import { chiSquareP } from './chi-square.ts';
import type { FollowedByDay } from './kaplan-meier.ts';
import { countOf } from './kaplan-meier.ts';
import { dot, solvePositiveDefinite } from './positive-definite.ts';

export interface LogRank {
  readonly groups: readonly {
    readonly followed: number;
    readonly observed: number;
    readonly expected: number;
  }[];
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

/**
 * Question: does it happen sooner in some groups than in others?
 *
 * Formula: at each time, d events among n followed are expected to fall on groups as n(g) / n, with the covariance d · (n
 * − d) / (n − 1) · n(g)/n · (δ(gh) − n(h)/n). Observed less expected, over all times, squared by the inverse of the
 * summed covariance, is chi-square with one degree of freedom less than groups.
 *
 * Source: N. Mantel, "Evaluation of survival data and two new rank order statistics arising in its consideration", Cancer
 * Chemotherapy Reports 50 (1966) 163–170; R. Peto and J. Peto, Journal of the Royal Statistical Society A 135 (1972)
 * 185–207. As `survdiff` of R.
 *
 * Limits: finds groups that are sooner all along; where curves cross it sees little. Each group needs to be followed
 * somewhere beside another, else nothing is compared: null.
 */
export function logRank(groups: readonly FollowedByDay[]): LogRank | null {
  const followed = groups.map((group) => countOf(group.followed));
  const observed = groups.map((group) => countOf(group.events));
  const { expected, covariance } = expectedOfAll(groups, followed);
  // The last group follows from the others.
  const differences = observed.slice(0, -1).map((count, group) => count - (expected[group] ?? 0));
  const solution = solvePositiveDefinite(covariance.slice(0, -1), differences);
  if (solution === null || differences.length === 0) return null;
  const chiSquare = dot(differences, solution);
  return {
    groups: followed.map((count, group) => ({
      followed: count,
      observed: observed[group] ?? 0,
      expected: expected[group] ?? 0,
    })),
    chiSquare,
    degreesOfFreedom: differences.length,
    p: chiSquareP(chiSquare, differences.length),
  };
}

interface Expected {
  readonly expected: Float64Array;
  /** The lower triangle: each line ends at its own group. */
  readonly covariance: readonly (readonly number[])[];
}

/** What is added up by group. */
interface Sums {
  readonly expected: Float64Array;
  /** Line after line of the square, of which only the lower triangle is used. */
  readonly covariance: Float64Array;
  /** Of those who still are followed on a day, before its events; made anew each time. */
  readonly shares: Float64Array;
}

function expectedOfAll(groups: readonly FollowedByDay[], followed: readonly number[]): Expected {
  const size = groups.length;
  const sums: Sums = {
    expected: new Float64Array(size),
    covariance: new Float64Array(size * size),
    shares: new Float64Array(size),
  };
  const left = Float64Array.from(followed);
  // Those who still are followed, in the order of the groups.
  let present = groups.map((_, group) => group).filter((group) => (left[group] ?? 0) > 0);
  let atRisk = countOf(left);
  const longest = Math.max(0, ...groups.map((group) => group.followed.length));
  for (let day = 0; day < longest; day++) {
    let events = 0;
    for (const group of present) events += groups[group]?.events[day] ?? 0;
    if (events > 0) addEvents(sums, events, atRisk, present, left);
    let isGone = false;
    for (const group of present) {
      const ended = groups[group]?.followed[day] ?? 0;
      const stays = (left[group] ?? 0) - ended;
      left[group] = stays;
      atRisk -= ended;
      if (stays === 0) isGone = true;
    }
    if (isGone) present = present.filter((group) => (left[group] ?? 0) > 0);
  }
  const { expected, covariance } = sums;
  return {
    expected,
    covariance: groups.map((_, group) => [...covariance.subarray(group * size, group * size + group + 1)]),
  };
}

/** Adds the events of one day. Plain loops over one list of numbers: of fifty states and thousands of days there are millions to add. */
function addEvents(
  { expected, covariance, shares }: Sums,
  events: number,
  atRisk: number,
  present: readonly number[],
  left: Float64Array,
): void {
  const spread = atRisk === 1 ? 0 : (events * (atRisk - events)) / (atRisk - 1);
  for (const group of present) {
    const share = (left[group] ?? 0) / atRisk;
    shares[group] = share;
    expected[group] = (expected[group] ?? 0) + events * share;
    const line = group * expected.length;
    const weight = spread * share;
    for (const other of present) {
      if (other > group) break;
      covariance[line + other] = (covariance[line + other] ?? 0) - weight * (shares[other] ?? 0);
    }
    covariance[line + group] = (covariance[line + group] ?? 0) + weight;
  }
}
