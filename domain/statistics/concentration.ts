import type { Interval } from './interval.ts';
import { TAIL } from './interval.ts';
import { seededUniform } from './seeded-uniform.ts';

export interface CurvePoint {
  /** Part of the dealers, those of the most traces first, and the part of the traces that they have. */
  readonly dealers: number;
  readonly traces: number;
}

export interface WithInterval {
  readonly value: number;
  readonly interval: Interval;
}

export interface Concentration {
  readonly dealers: number;
  readonly traces: number;
  /** One point a count that occurs, from 0 to all. */
  readonly curve: readonly CurvePoint[];
  /** What the dealers asked about have, in the order asked. */
  readonly topShares: readonly WithInterval[];
  /** 0 where all dealers have as many, near 1 where one has all. */
  readonly gini: WithInterval;
}

const REPLICATES = 1000;
const SEED = 20_000;
/** From this mean on a Poisson number is drawn as a rounded normal one. */
const LARGE = 40;

/**
 * Question: which part of the traces do the dealers with the most have? (In 2000 1.2 % of the dealers had 57 % of the
 * traces.)
 *
 * Formula: with dealers by descending count, the curve goes through (part of the dealers, part of the traces), straight
 * between dealers; Gini = twice the area between it and the diagonal. Intervals: percentiles of 1,000 samples of dealers
 * with replacement, each dealer drawn a Poisson number of times of mean 1 (of dealers with equal counts, all together a
 * Poisson number of their mean). Always the same draws.
 *
 * Source: M. O. Lorenz, "Methods of measuring the concentration of wealth", Publications of the American Statistical
 * Association 9 (1905) 209–219; ATF, "Commerce in Firearms in the United States" (2000); B. Efron, "Bootstrap methods:
 * another look at the jackknife", Annals of Statistics 7 (1979) 1–26.
 *
 * Limits: says nothing about why: large dealers sell more. Dealers without any trace belong to it, or the curve is
 * flatter than it is. Where counts are small some concentration is chance: equal dealers with half a trace each on
 * average already have a Gini near 0.6. With few dealers, or one far above all, percentiles are too narrow.
 */
export function concentration(counts: ArrayLike<number>, parts: readonly number[]): Concentration {
  const wrong = parts.find((part) => !(part > 0 && part <= 1));
  if (wrong !== undefined)
    throw new RangeError(`A part of the dealers must be above 0 and at most 1, not ${wrong}.`);
  const groups = groupsOf(counts);
  const curve = curveOf(groups);
  const uniform = seededUniform(SEED);
  const replicates = Array.from({ length: REPLICATES }, () =>
    curveOf(groups.map(({ count, dealers }) => ({ count, dealers: poissonNumber(dealers, uniform) }))),
  );
  const withInterval = (figure: (curve: readonly CurvePoint[]) => number): WithInterval => ({
    value: figure(curve),
    interval: percentiles(replicates.map(figure)),
  });
  return {
    dealers: counts.length,
    traces: groups.reduce((sum, { count, dealers }) => sum + count * dealers, 0),
    curve,
    topShares: parts.map((part) => withInterval((of) => shareOfTop(of, part))),
    gini: withInterval(giniOf),
  };
}

interface Group {
  readonly count: number;
  readonly dealers: number;
}

/** Dealers by count, most first. */
function groupsOf(counts: ArrayLike<number>): Group[] {
  const dealersOf = new Map<number, number>();
  for (let dealer = 0; dealer < counts.length; dealer++) {
    const count = counts[dealer] ?? 0;
    dealersOf.set(count, (dealersOf.get(count) ?? 0) + 1);
  }
  return [...dealersOf].sort(([a], [b]) => b - a).map(([count, dealers]) => ({ count, dealers }));
}

function curveOf(groups: readonly Group[]): CurvePoint[] {
  const allDealers = groups.reduce((sum, { dealers }) => sum + dealers, 0);
  const allTraces = groups.reduce((sum, { count, dealers }) => sum + count * dealers, 0);
  const curve: CurvePoint[] = [{ dealers: 0, traces: 0 }];
  if (allTraces === 0) return curve;
  let dealers = 0;
  let traces = 0;
  for (const group of groups) {
    dealers += group.dealers;
    traces += group.count * group.dealers;
    curve.push({ dealers: dealers / allDealers, traces: traces / allTraces });
  }
  return curve;
}

function shareOfTop(curve: readonly CurvePoint[], part: number): number {
  const at = curve.findIndex(({ dealers }) => dealers >= part);
  const [before, here] = [curve[at - 1], curve[at]];
  if (before === undefined || here === undefined) return curve.at(-1)?.traces ?? 0;
  const way = (part - before.dealers) / (here.dealers - before.dealers);
  return before.traces + way * (here.traces - before.traces);
}

function giniOf(curve: readonly CurvePoint[]): number {
  if (curve.length < 2) return 0;
  let area = 0;
  for (const [index, here] of curve.entries()) {
    const before = curve[index - 1] ?? here;
    area += ((here.dealers - before.dealers) * (here.traces + before.traces)) / 2;
  }
  return 2 * area - 1;
}

function percentiles(values: number[]): Interval {
  const sorted = values.sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.round(part * (sorted.length - 1))] ?? 0;
  return { low: at(TAIL), high: at(1 - TAIL) };
}

function poissonNumber(mean: number, uniform: () => number): number {
  if (mean >= LARGE) {
    const normal = Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const least = Math.exp(-mean);
  let number = -1;
  for (let product = 1; product > least; product *= uniform()) number += 1;
  return number;
}
