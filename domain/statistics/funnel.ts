import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { betaTails } from './beta-function.ts';
import { normalBelow, normalQuantile, twoSidedP } from './normal-distribution.ts';
import { poissonAtLeast, poissonAtMost } from './poisson-distribution.ts';

/** What is done about dealers differing more than chance makes them, for reasons that are no fault of any. */
export const OVERDISPERSION = ['none', 'multiplicative', 'additive'] as const;
export type Overdispersion = (typeof OVERDISPERSION)[number];

/** Where a dealer's count lies; above or below 99.8 % is above or below 95 % too. */
export const FUNNEL_PLACES = ['above998', 'above95', 'within', 'below95', 'below998'] as const;
export type FunnelPlace = (typeof FUNNEL_PLACES)[number];

export interface FunnelModel {
  /** Events per unit of exposure of all together. */
  readonly overall: number;
  readonly overdispersion: Overdispersion;
  /** How many times more the counts vary than by chance, by their winsorised scores. Told whatever is done about it. */
  readonly factor: number;
  /** Of the true rates, for `additive`: as a part of the overall rate, squared. 0 otherwise. */
  readonly relativeVariance: number;
}

/** What is told of each dealer stands in a column, in the order of the dealers. */
export interface Funnel {
  readonly model: FunnelModel;
  readonly expected: Float64Array;
  readonly places: readonly FunnelPlace[];
  /** Two-sided, and adjusted for there being as many tests as dealers (Benjamini-Hochberg). */
  readonly p: Float64Array;
  readonly adjustedP: Float64Array;
}

/** Counts from the first to the second are within. */
export interface FunnelLimits {
  readonly within95: readonly [number, number];
  readonly within998: readonly [number, number];
}

const TAIL_95 = 0.025;
const TAIL_998 = 0.001;
/** Part of the scores on each side that are set to the last one left, so that problem dealers do not hide themselves. */
const WINSORISED = 0.1;
/** Mean square of normal scores winsorised so. */
const OF_NORMAL_SCORES = winsorisedNormalSquare(normalQuantile(1 - WINSORISED));

/**
 * Question: which dealers have more (or fewer) traces than the guns they sold explain?
 *
 * Formula: expected = sales · (all traces / all sales). Limits are exact quantiles: a dealer is above 95 % (99.8 %) where
 * a count so high has a chance of at most 2.5 % (0.1 %), so that no more dealers are called by chance than is said,
 * however few guns they sold. Limits interpolated between whole counts, as for drawing a smooth curve, would call one
 * trace in ten sales exceptional. Overdispersion: scores z of the mid-p chances, winsorised at 10 % on each side, have φ
 * times the mean square of normal ones winsorised alike (0.68; without that φ would be 0.68 where chance alone acts).
 * `multiplicative` divides scores by √φ where φ > 1; `additive` lets true rates vary between dealers with the variance τ²
 * = (n·φ − (n − 1)) / (Σ w − Σ w² / Σ w), w being exposure / overall rate, so that counts are negative binomial: it
 * widens the limits of large dealers more than those of small ones.
 *
 * Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005)
 * 1185–1202, and "Handling over-dispersion of performance indicators", Quality and Safety in Health Care 14 (2005)
 * 347–351; D. J. Spiegelhalter et al., "Statistical methods for healthcare regulation", Journal of the Royal Statistical
 * Society A 175 (2012) 1–47.
 *
 * Limits: problem dealers raise the overall rate and the factor that others are judged by. Where most dealers expect less
 * than one trace, scores vary less than normal ones do and φ says little. Sales too recent to have been recovered must be
 * discounted before.
 */
export function funnel(
  counts: ArrayLike<number>,
  exposures: ArrayLike<number>,
  overdispersion: Overdispersion,
): Funnel {
  const model = funnelModel(counts, exposures, overdispersion);
  const tails = { within95: widened(model, TAIL_95), within998: widened(model, TAIL_998) };
  const spread = spreadFactor(model);
  const expected = new Float64Array(counts.length);
  const p = new Float64Array(counts.length);
  const places: FunnelPlace[] = [];
  for (let dealer = 0; dealer < counts.length; dealer++) {
    const exposure = exposures[dealer] ?? 0;
    const { atLeast, atMost } = countTails(model, counts[dealer] ?? 0, exposure);
    const twoSided = Math.min(1, 2 * Math.min(atLeast, atMost));
    expected[dealer] = model.overall * exposure;
    p[dealer] = spread === 1 ? twoSided : twoSidedP(normalQuantile(twoSided / 2) / Math.sqrt(spread));
    places.push(placeOf(atLeast, atMost, tails));
  }
  return { model, expected, places, p, adjustedP: benjaminiHochberg(p) };
}

/** The counts that are within the limits for a dealer of that exposure: what a funnel is drawn by. */
export function funnelLimits(model: FunnelModel, exposure: number): FunnelLimits {
  const within = (tail: number) =>
    [
      leastWhere((count) => countTails(model, count, exposure).atMost >= widened(model, tail)),
      leastWhere((count) => countTails(model, count + 1, exposure).atLeast <= widened(model, tail)),
    ] as const;
  return { within95: within(TAIL_95), within998: within(TAIL_998) };
}

function funnelModel(
  counts: ArrayLike<number>,
  exposures: ArrayLike<number>,
  overdispersion: Overdispersion,
): FunnelModel {
  const events = sumOf(counts);
  const exposed = sumOf(exposures);
  for (let dealer = 0; dealer < exposures.length; dealer++) {
    if (!((exposures[dealer] ?? 0) > 0)) {
      throw new RangeError(
        `Dealer ${dealer} has an exposure of ${exposures[dealer]}: a funnel needs one above 0.`,
      );
    }
  }
  const overall = exposed === 0 ? 0 : events / exposed;
  const chance: FunnelModel = { overall, overdispersion, factor: 1, relativeVariance: 0 };
  if (overall === 0) return chance;
  const scores = Float64Array.from(counts, (count, dealer) => {
    const { atLeast, atMost } = countTails(chance, count, exposures[dealer] ?? 0);
    // Mid-p from the smaller side, so that a count far out keeps its digits.
    const just = Math.max(0, atLeast + atMost - 1);
    return atLeast < atMost
      ? -normalQuantile(Math.max(Number.MIN_VALUE, atLeast - just / 2))
      : normalQuantile(Math.max(Number.MIN_VALUE, atMost - just / 2));
  });
  const factor = winsorisedSquare(scores);
  if (overdispersion !== 'additive' || factor <= 1) return { ...chance, factor };
  const weights = Array.from(exposures, (exposure) => exposure / overall);
  const all = sumOf(weights);
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
  const variance = (scores.length * factor - (scores.length - 1)) / (all - squares / all);
  return { ...chance, factor, relativeVariance: variance / overall ** 2 };
}

function winsorisedSquare(scores: Float64Array): number {
  const sorted = scores.slice().sort();
  const cut = Math.floor(WINSORISED * sorted.length);
  const [least = 0, most = 0] = [sorted[cut], sorted[sorted.length - 1 - cut]];
  const square = sumOf(scores.map((score) => Math.min(most, Math.max(least, score)) ** 2)) / scores.length;
  return square / OF_NORMAL_SCORES;
}

/** ∫ z² over the normal scores left, and the square of the last one for all beyond. */
function winsorisedNormalSquare(last: number): number {
  const density = Math.exp((-last * last) / 2) / Math.sqrt(2 * Math.PI);
  return 1 - 2 * WINSORISED - 2 * last * density + 2 * WINSORISED * last * last;
}

/** Chances under which a count is beyond the limits of 95 % and 99.8 %. */
interface LimitTails {
  readonly within95: number;
  readonly within998: number;
}

function placeOf(atLeast: number, atMost: number, { within95, within998 }: LimitTails): FunnelPlace {
  if (atLeast <= within998) return 'above998';
  if (atLeast <= within95) return 'above95';
  if (atMost < within998) return 'below998';
  return atMost < within95 ? 'below95' : 'within';
}

const spreadFactor = ({ overdispersion, factor }: FunnelModel) =>
  overdispersion === 'multiplicative' ? Math.max(1, factor) : 1;

/** A tail of the scores as they are that is one of `tail` once they are divided by the root of the factor. */
const widened = (model: FunnelModel, tail: number) =>
  spreadFactor(model) === 1 ? tail : normalBelow(normalQuantile(tail) * Math.sqrt(spreadFactor(model)));

/** The chances of at least and at most that count, for a dealer of the overall rate. */
function countTails(
  { overall, relativeVariance }: FunnelModel,
  count: number,
  exposure: number,
): { readonly atLeast: number; readonly atMost: number } {
  const expected = overall * exposure;
  if (expected === 0) return { atLeast: Number(count <= 0), atMost: 1 };
  if (relativeVariance === 0) {
    return { atLeast: poissonAtLeast(count, expected), atMost: poissonAtMost(count, expected) };
  }
  const shape = 1 / relativeVariance;
  const share = shape / (shape + expected);
  return {
    atLeast: count <= 0 ? 1 : betaTails(shape, count, share).above,
    atMost: betaTails(shape, count + 1, share).below,
  };
}

/** The least whole number from 0 on for which a condition holds that holds for all larger ones. */
function leastWhere(holds: (count: number) => boolean): number {
  let high = 1;
  while (!holds(high)) high *= 2;
  let low = -1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (middle >= 0 && holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] ?? 0;
  return sum;
}
