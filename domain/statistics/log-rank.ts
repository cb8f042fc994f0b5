import { chiSquareP } from './chi-square.ts';
import type { FollowedByDay } from './kaplan-meier.ts';
import { countOf, eventTimes } from './kaplan-meier.ts';
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
  const size = groups.map(({ followed }) => countOf(followed));
  const left = [...size];
  let gone = 0;
  const expected = groups.map(() => 0);
  const covariance = groups.map(() => new Float64Array(groups.length));
  for (const { time, atRisk, events } of eventTimes(together(groups))) {
    for (; gone < time; gone++) {
      for (const [group, { followed }] of groups.entries())
        left[group] = (left[group] ?? 0) - (followed[gone] ?? 0);
    }
    const shares = left.map((count) => count / atRisk);
    const spread = atRisk === 1 ? 0 : (events * (atRisk - events)) / (atRisk - 1);
    for (let g = 0; g < shares.length; g++) {
      const share = shares[g] ?? 0;
      expected[g] = (expected[g] ?? 0) + events * share;
      if (share > 0) addCovariances(covariance[g], shares, g, spread * share);
    }
  }
  const observed = groups.map(({ events }) => countOf(events));
  // The last group follows from the others.
  const differences = observed.slice(0, -1).map((count, group) => count - (expected[group] ?? 0));
  const solution = solvePositiveDefinite(
    covariance.slice(0, -1).map((line) => [...line.subarray(0, -1)]),
    differences,
  );
  if (solution === null || differences.length === 0) return null;
  const chiSquare = dot(differences, solution);
  return {
    groups: size.map((followed, group) => ({
      followed,
      observed: observed[group] ?? 0,
      expected: expected[group] ?? 0,
    })),
    chiSquare,
    degreesOfFreedom: differences.length,
    p: chiSquareP(chiSquare, differences.length),
  };
}

/** Of a group with all groups, for the events of one time. Plain loops: of fifty states and thousands of days there are millions. */
function addCovariances(
  line: Float64Array | undefined,
  shares: readonly number[],
  group: number,
  weight: number,
): void {
  if (line === undefined) return;
  for (let other = 0; other < line.length; other++) {
    line[other] = (line[other] ?? 0) - weight * (shares[other] ?? 0);
  }
  line[group] = (line[group] ?? 0) + weight;
}

function together(groups: readonly FollowedByDay[]): FollowedByDay {
  const longest = Math.max(...groups.map(({ followed }) => followed.length));
  const summed = (figure: 'followed' | 'events') =>
    Float64Array.from({ length: longest }, (_, day) =>
      groups.reduce((sum, group) => sum + (group[figure][day] ?? 0), 0),
    );
  return { followed: summed('followed'), events: summed('events') };
}
