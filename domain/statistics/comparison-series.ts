import { IN_ENGLISH } from '../languages/speech.ts';
import type { Told } from '../languages/told.ts';
import { inWordsOf, told, toldInTurn } from '../languages/told.ts';
import { binomialRegression } from './binomial-regression.ts';
import type { MonthlySeries } from './interrupted-series.ts';
import { exponential, tooSparse } from './interrupted-series.ts';
import type { Interval } from './interval.ts';
import type { Refusal } from './refusal.ts';
import { isRefused } from './refusal.ts';
import type { SeriesUncertainty } from './series-uncertainty.ts';
import { seriesUncertainty } from './series-uncertainty.ts';

/** A series in which nothing was done. */
export interface ComparisonCandidate {
  /** In the middle of a sentence: `guns sold in Georgia`. */
  readonly name: Told;
  readonly series: MonthlySeries;
}

/** How the two series moved apart before the intervention. */
export interface PreTrend {
  readonly name: Told;
  /** How many times as many, in proportion to the comparison series, after each year; 1 is parallel. */
  readonly yearlyDivergence: number;
  readonly interval: Interval;
  /** That they moved apart so far by chance. */
  readonly p: number;
}

export interface ComparedEffect {
  readonly comparison: Told;
  /** How many times as many as before, in proportion to the comparison series. */
  readonly rateRatio: number;
  readonly interval: Interval;
  readonly p: number;
  readonly dispersion: number;
  readonly autocorrelation: number;
  /** Of every candidate that could be compared, most parallel first; the first is the one that was chosen. */
  readonly preTrends: readonly PreTrend[];
}

/** Series that moved apart before with a smaller p are no comparison. */
const LEAST_PARALLEL_P = 0.05;

type Cause = 'too-sparse' | 'no-candidate' | 'none-parallel' | 'no-best-fit';

/**
 * Question: did a count change more than in places where nothing was done? (Difference in differences, on the logarithm
 * of the rate.)
 *
 * Formula: of the events of both series in a month, the part in the series asked about has the log odds log(exposure /
 * exposure of the other) + level + change · (after), by quasi-binomial regression; the rate ratio is e^change. What both
 * share — seasons, trend, a pandemic — drops out of the month's total. The comparison is chosen among the candidates by
 * the months before alone: the one whose log odds have the smallest slope, none with a slope of p < 0.05.
 *
 * Source: J. Lopez Bernal, S. Cummins and A. Gasparrini, "The use of controls in interrupted time series studies of
 * public health interventions", International Journal of Epidemiology 47 (2018) 2082–2093; conditioning on the sum of
 * Poisson counts as in ratio-interval.ts.
 *
 * Limits: that slopes were not told apart does not prove them parallel: read the interval of the divergence. An effect
 * that spills over into the comparison is lost. A candidate must be chosen for what it is, before its months after are
 * looked at.
 */
export function comparedEffect(
  series: MonthlySeries,
  candidates: readonly ComparisonCandidate[],
  firstMonthAfter: number,
): ComparedEffect | Refusal<Cause> {
  const sparse = tooSparse(series, firstMonthAfter);
  if (sparse !== null) return { refused: 'too-sparse', reason: sparse.reason };
  const chosen = chooseComparison(series, candidates, firstMonthAfter);
  if (isRefused(chosen)) return chosen;
  const known = shareEffect(series, chosen.candidate.series, series.counts.length, (month) =>
    Number(month >= firstMonthAfter),
  );
  if (known === null)
    return { refused: 'no-best-fit', reason: told('No single change of the share fits best.') };
  return {
    comparison: chosen.candidate.name,
    rateRatio: Math.exp(known.effect),
    interval: exponential(known.uncertain.interval),
    p: known.uncertain.p,
    dispersion: known.dispersion,
    autocorrelation: known.autocorrelation,
    preTrends: chosen.preTrends,
  };
}

interface Chosen {
  readonly candidate: ComparisonCandidate;
  readonly preTrends: readonly PreTrend[];
}

function chooseComparison(
  series: MonthlySeries,
  candidates: readonly ComparisonCandidate[],
  firstMonthAfter: number,
): Chosen | Refusal<'no-candidate' | 'none-parallel'> {
  const able = candidates
    .flatMap((candidate) => {
      if (candidate.series.counts.length !== series.counts.length) {
        throw new RangeError(
          `${inWordsOf(IN_ENGLISH, candidate.name)} has ${candidate.series.counts.length} months, not ${series.counts.length}.`,
        );
      }
      if (tooSparse(candidate.series, firstMonthAfter) !== null) return [];
      const known = shareEffect(series, candidate.series, firstMonthAfter, (month) => month / 12);
      return known === null ? [] : [{ candidate, preTrend: preTrendOf(candidate.name, known) }];
    })
    .sort((a, b) => divergence(a.preTrend) - divergence(b.preTrend));
  const first = able.find(({ preTrend }) => preTrend.p >= LEAST_PARALLEL_P);
  if (first !== undefined) {
    const others = able.filter((one) => one !== first);
    return { candidate: first.candidate, preTrends: [first, ...others].map(({ preTrend }) => preTrend) };
  }
  if (able.length === 0) {
    return {
      refused: 'no-candidate',
      reason: told('Of {count} comparison series none has enough events to be one.', {
        count: candidates.length,
      }),
    };
  }
  return {
    refused: 'none-parallel',
    reason: told('No comparison series ran parallel before: {series}.', {
      series: toldInTurn(able.map(({ preTrend }) => divergenceOf(preTrend))),
    }),
  };
}

const divergenceOf = ({ name, yearlyDivergence, p }: PreTrend): Told =>
  told('{name} × {times} a year (p {p})', {
    name,
    times: yearlyDivergence.toFixed(2),
    p: p.toPrecision(1),
  });

const divergence = ({ yearlyDivergence }: PreTrend) => Math.abs(Math.log(yearlyDivergence));

const preTrendOf = (name: Told, { effect, uncertain }: ShareEffect): PreTrend => ({
  name,
  yearlyDivergence: Math.exp(effect),
  interval: exponential(uncertain.interval),
  p: uncertain.p,
});

interface ShareEffect extends SeriesUncertainty {
  readonly effect: number;
}

/** What a month's figure does to the log odds of being in the series, over so many first months. */
function shareEffect(
  series: MonthlySeries,
  other: MonthlySeries,
  months: number,
  figureOf: (month: number) => number,
): ShareEffect | null {
  const used = Array.from({ length: months }, (_, month) => month).filter(
    // A month without events in either says nothing of their share.
    (month) => (series.counts[month] ?? 0) + (other.counts[month] ?? 0) > 0,
  );
  const exposure = (of: MonthlySeries, month: number) => of.exposures?.[month] ?? 1;
  const parts = used.map((month) => series.counts[month] ?? 0);
  const rows = used.map((month) => [1, figureOf(month)]);
  const fit = binomialRegression({
    parts,
    totals: used.map((month) => (series.counts[month] ?? 0) + (other.counts[month] ?? 0)),
    rows,
    offsets: used.map((month) => Math.log(exposure(series, month) / exposure(other, month))),
  });
  if (fit === null) return null;
  const known = seriesUncertainty({ ...fit, rows, counts: parts }, [0, 1]);
  return known && { ...known, effect: fit.coefficients[1] ?? 0 };
}
