import gammaQuantile from '@stdlib/stats-base-dists-gamma-quantile';
import { fallingRoot } from './falling-root.ts';
import { gammaTails } from './gamma-function.ts';
import type { Interval } from './interval.ts';
import { TAIL } from './interval.ts';

/**
 * How true rates are spread over dealers: as a gamma variable of this shape and rate, so that its mean is shape / rate
 * and its variance shape / rate².
 */
export interface GammaPrior {
  readonly shape: number;
  readonly rate: number;
}

export interface GammaPoissonFit {
  /** The rate of all together. Events per unit of exposure. */
  readonly overall: number;
  /** Null where the counts differ no more than chance alone makes them: all then have the overall rate. */
  readonly prior: GammaPrior | null;
}

const LEAST_SHAPE = 1e-6;
const MOST_SHAPE = 1e9;
/** Of the shape's logarithm. */
const CLOSE = 1e-12;
const MOST_STEPS = 100;
const SETTLED = 1e-13;

/**
 * Question: how do the true rates of dealers (traces per gun sold) differ, once the chance in their counts is taken out?
 *
 * Formula: count ~ Poisson(exposure · rate), rate ~ gamma(shape, rate parameter): the count is negative binomial. Shape
 * and mean by maximum likelihood. With n(j) the dealers of more than j counts, the likelihood's slope by the shape a is Σ
 * n(j) / (a + j) + Σ (ln(a / (a + m)) + 1 − (a + count) / (a + m)) over expected counts m = exposure · mean, which is
 * made 0 by bracketing.
 *
 * Source: D. G. Clayton and J. Kaldor, "Empirical Bayes estimates of age-standardized relative risks for use in disease
 * mapping", Biometrics 43 (1987) 671–681.
 *
 * Limits: true rates are taken to be spread as a gamma variable: one dealer far off the others widens it for all. A
 * dealer of no exposure tells nothing, and may not have counts. Where the spread of the counts does not exceed chance
 * (the slope of the likelihood at no variance is not positive), there is no prior.
 */
export function fitGammaPoisson(counts: ArrayLike<number>, exposures: ArrayLike<number>): GammaPoissonFit {
  const overall = overallRate(counts, exposures);
  if (!isSpread(counts, exposures, overall)) return { overall, prior: null };
  const more = dealersOfMore(counts);
  let mean = overall;
  // By the logarithm of the shape: its slope is of the same size everywhere.
  const slopeAt = (logShape: number) => {
    const shape = Math.exp(logShape);
    mean = bestMean(shape, counts, exposures, mean);
    return shape * slopeByShape(shape, mean, more, counts, exposures);
  };
  const shape = Math.exp(fallingRoot(slopeAt, Math.log(LEAST_SHAPE), Math.log(MOST_SHAPE), CLOSE));
  return { overall, prior: { shape, rate: shape / bestMean(shape, counts, exposures, mean) } };
}

function overallRate(counts: ArrayLike<number>, exposures: ArrayLike<number>): number {
  let events = 0;
  let exposed = 0;
  for (let dealer = 0; dealer < counts.length; dealer++) {
    const count = counts[dealer] ?? 0;
    const exposure = exposures[dealer] ?? 0;
    if (!(exposure >= 0) || (exposure === 0 && count > 0)) {
      throw new RangeError(`Dealer ${dealer} has ${count} counts in an exposure of ${exposure}.`);
    }
    events += count;
    exposed += exposure;
  }
  return exposed === 0 ? 0 : events / exposed;
}

/** The slope of the likelihood by the variance where that is 0: Σ ((count − m)² − count) / 2. */
function isSpread(counts: ArrayLike<number>, exposures: ArrayLike<number>, overall: number): boolean {
  let excess = 0;
  for (let dealer = 0; dealer < counts.length; dealer++) {
    const count = counts[dealer] ?? 0;
    excess += (count - overall * (exposures[dealer] ?? 0)) ** 2 - count;
  }
  return excess > 0;
}

/** How many dealers have more than j counts, for j from 0. */
function dealersOfMore(counts: ArrayLike<number>): Float64Array {
  let most = 0;
  for (let dealer = 0; dealer < counts.length; dealer++) most = Math.max(most, counts[dealer] ?? 0);
  const more = new Float64Array(most);
  for (let dealer = 0; dealer < counts.length; dealer++) {
    const count = counts[dealer] ?? 0;
    if (count > 0) more[count - 1] = (more[count - 1] ?? 0) + 1;
  }
  for (let j = most - 2; j >= 0; j--) more[j] = (more[j] ?? 0) + (more[j + 1] ?? 0);
  return more;
}

/** The likeliest mean of a shape: the zero of Σ (count − m) / (shape + m), by Newton's steps on its logarithm. */
function bestMean(
  shape: number,
  counts: ArrayLike<number>,
  exposures: ArrayLike<number>,
  start: number,
): number {
  let mean = start;
  for (let step = 0; step < MOST_STEPS; step++) {
    let score = 0;
    let information = 0;
    for (let dealer = 0; dealer < counts.length; dealer++) {
      const count = counts[dealer] ?? 0;
      const expected = mean * (exposures[dealer] ?? 0);
      const both = shape + expected;
      score += (count - expected) / both;
      information += (expected * (shape + count)) / (both * both);
    }
    const change = Math.max(-1, Math.min(1, score / information));
    mean *= Math.exp(change);
    if (Math.abs(change) < SETTLED) break;
  }
  return mean;
}

function slopeByShape(
  shape: number,
  mean: number,
  more: Float64Array,
  counts: ArrayLike<number>,
  exposures: ArrayLike<number>,
): number {
  let slope = 0;
  for (let j = 0; j < more.length; j++) slope += (more[j] ?? 0) / (shape + j);
  for (let dealer = 0; dealer < counts.length; dealer++) {
    const expected = mean * (exposures[dealer] ?? 0);
    slope -= Math.log1p(expected / shape) - (expected - (counts[dealer] ?? 0)) / (shape + expected);
  }
  return slope;
}

/** What is known of a dealer's true rate: a gamma variable again. */
export interface PosteriorRate {
  readonly mean: number;
  readonly interval: Interval;
  /** The chance that the true rate is more than this many times the overall one, as asked for. */
  readonly exceeding: number;
}

/**
 * Question: what is the true rate of each dealer, and how sure is it that it is more than `times` the overall one?
 *
 * Formula: gamma of shape a + count and rate b + exposure, for the prior's shape a and rate b. Without a prior each rate
 * is the overall one.
 *
 * Limits: the uncertainty of the prior itself is left out, so that with fewer than some tens of dealers intervals are too
 * narrow.
 */
export function posteriorRates(
  { overall, prior }: GammaPoissonFit,
  counts: ArrayLike<number>,
  exposures: ArrayLike<number>,
  times: number,
): PosteriorRate[] {
  if (prior === null) {
    const known = { mean: overall, interval: { low: overall, high: overall }, exceeding: Number(times < 1) };
    return Array.from(counts, () => known);
  }
  // Dealers of equal counts differ by their rate parameter alone.
  const unscaled = new Map<number, Interval>();
  return Array.from(counts, (count, dealer) => {
    const shape = prior.shape + count;
    const rate = prior.rate + (exposures[dealer] ?? 0);
    const interval = unscaled.get(count) ?? {
      low: gammaQuantile(TAIL, shape, 1),
      high: gammaQuantile(1 - TAIL, shape, 1),
    };
    unscaled.set(count, interval);
    return {
      mean: shape / rate,
      interval: { low: interval.low / rate, high: interval.high / rate },
      exceeding: gammaTails(shape, times * overall * rate).above,
    };
  });
}
