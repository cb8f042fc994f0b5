/**
 * A gravity model of flows between areas. Question: how many guns would go from one area to another if only the sizes of
 * both and the distance between them counted? Formula: log expected = origin + destination + exponent · log(distance), where
 * the origin's and the destination's parts make the expected counts add up to what each area sold to elsewhere and
 * recovered from elsewhere. Source: A. G. Wilson, "A family of spatial interaction models", Environment and Planning 3
 * (1971) 1–32; R. Flowerdew and M. Aitkin, "A method of fitting the gravity model based on the Poisson distribution",
 * Journal of Regional Science 22 (1982) 191–202. Limits: guns that stayed in their area have no distance and are left out;
 * a flow that makes up most of what an area sold explains itself; counts vary more than by chance, which `dispersion` tells.
 */
import { dispersionOf, poissonRegression } from './poisson-regression.ts';

/** A pair of different areas; pairs without guns belong to the data as much as those with. */
export interface GravityPair {
  readonly origin: string;
  readonly destination: string;
  readonly count: number;
  readonly distanceKm: number;
}

export interface GravityModel {
  /** Expected guns of each pair, in the order given. */
  readonly expected: readonly number[];
  /** Twice the distance means 2^exponent times the guns. */
  readonly exponent: number;
  /** Of the exponent, widened by the root of the dispersion where that is above 1. */
  readonly standardError: number;
  /** How many times more counts vary than by chance alone: Pearson's X² by degrees of freedom. */
  readonly dispersion: number;
  readonly degreesOfFreedom: number;
}

/** With fewer degrees of freedom a model says little but what it was fitted to. */
const LEAST_DEGREES_OF_FREEDOM = 10;
const MOST_STEPS = 50;
const SETTLED_STEP = 1e-9;
/** No distance makes guns fewer by more than this: there is no finite best fit. */
const LARGEST_EXPONENT = 20;
const MOST_ROUNDS = 5000;
const SETTLED_MARGIN = 1e-10;

/** Fits the model; null where there are too few flows for one, or no finite best fit. */
export function fitGravityModel(pairs: readonly GravityPair[]): GravityModel | null {
  const layout = layoutOf(pairs);
  const degreesOfFreedom = pairs.length - layout.origins.length - layout.destinations.length;
  if (degreesOfFreedom < LEAST_DEGREES_OF_FREEDOM) return null;
  const counts = pairs.map(({ count }) => count);
  const logDistances = pairs.map(({ distanceKm }) => Math.log(Math.max(1, distanceKm)));
  let exponent = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const expected = balanced(layout, counts, exponent, logDistances);
    const apart = expected && withoutSizes(layout, expected, logDistances);
    if (expected === null || apart === null) return null;
    // What of distance the areas do not explain already; regressed on it alone, the exponent moves as in the whole model.
    const fit = poissonRegression({
      counts,
      rows: apart.map((value) => [value]),
      offsets: expected.map(Math.log),
    });
    const change = fit?.coefficients[0];
    const standardError = fit?.standardErrors[0];
    if (change === undefined || standardError === undefined || !Number.isFinite(standardError)) return null;
    if (Math.abs(change) < SETTLED_STEP) {
      const dispersion = dispersionOf(counts, expected, degreesOfFreedom) ?? 1;
      return {
        expected,
        exponent,
        standardError: standardError * Math.sqrt(Math.max(1, dispersion)),
        dispersion,
        degreesOfFreedom,
      };
    }
    exponent += change;
    if (Math.abs(exponent) > LARGEST_EXPONENT) return null;
  }
  return null;
}

/** For each area at a side, the pairs it belongs to. */
interface Layout {
  readonly origins: readonly (readonly number[])[];
  readonly destinations: readonly (readonly number[])[];
}

function layoutOf(pairs: readonly GravityPair[]): Layout {
  const group = (areaOf: (pair: GravityPair) => string) => {
    const groups = new Map<string, number[]>();
    for (const [index, pair] of pairs.entries()) {
      const group = groups.get(areaOf(pair)) ?? [];
      groups.set(areaOf(pair), group);
      group.push(index);
    }
    return [...groups.values()];
  };
  return { origins: group(({ origin }) => origin), destinations: group(({ destination }) => destination) };
}

/**
 * Expected counts in proportion to distance^exponent that add up as the counts do, for each origin and destination: by
 * iterative proportional fitting. Null where they cannot.
 */
function balanced(
  { origins, destinations }: Layout,
  counts: readonly number[],
  exponent: number,
  logDistances: readonly number[],
): number[] | null {
  const expected = logDistances.map((log) => Math.exp(exponent * log));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let farthest = 0;
    for (const group of [...origins, ...destinations]) {
      const sum = sumOf(group, expected);
      const factor = sumOf(group, counts) / sum;
      if (!(factor > 0 && Number.isFinite(factor))) return null;
      farthest = Math.max(farthest, Math.abs(factor - 1));
      for (const index of group) expected[index] = (expected[index] ?? 0) * factor;
    }
    if (farthest < SETTLED_MARGIN) return expected;
  }
  return null;
}

function sumOf(group: readonly number[], values: readonly number[]): number {
  return group.reduce((sum, index) => sum + (values[index] ?? 0), 0);
}

/**
 * Values less what each origin and destination have in common (a weighted two-way fit, its residuals): R. Frisch and F. V.
 * Waugh, "Partial time regressions as compared with individual trends", Econometrica 1 (1933) 387–401.
 */
function withoutSizes(
  { origins, destinations }: Layout,
  weights: readonly number[],
  values: readonly number[],
): number[] | null {
  const rest = [...values];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let farthest = 0;
    for (const group of [...origins, ...destinations]) {
      const weighted = group.reduce((sum, index) => sum + (weights[index] ?? 0) * (rest[index] ?? 0), 0);
      const mean = weighted / sumOf(group, weights);
      farthest = Math.max(farthest, Math.abs(mean));
      for (const index of group) rest[index] = (rest[index] ?? 0) - mean;
    }
    if (farthest < SETTLED_MARGIN) return rest;
  }
  return null;
}
