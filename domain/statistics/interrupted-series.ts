import { told } from '../languages/told.ts';
import { FEW_RECORDS } from './few-records.ts';
import type { Interval } from './interval.ts';
import { poissonRegression } from './poisson-regression.ts';
import { dot } from './positive-definite.ts';
import type { Refusal } from './refusal.ts';
import type { SeriesUncertainty } from './series-uncertainty.ts';
import { seriesUncertainty } from './series-uncertainty.ts';

/** Counts of months that follow each other. */
export interface MonthlySeries {
  readonly counts: readonly number[];
  /** Of the first count: 1 is January. */
  readonly firstMonth: number;
  /** What counts are in proportion to, if it changed: guns recovered, or submitted for tracing. */
  readonly exposures?: readonly number[];
}

export interface InterruptedSeries {
  /**
   * How many times as many as expected without the intervention; with a change of slope, on average over the months
   * after.
   */
  readonly rateRatio: number;
  /** 95 %, with the months' autocorrelation. */
  readonly interval: Interval;
  readonly p: number;
  /**
   * The interval of plain quasi-Poisson regression: months independent, normal quantiles. For comparison with other
   * programs.
   */
  readonly asIfIndependent: Interval;
  /** How many times as many after a year, by the trend that goes on all along. */
  readonly yearlyTrend: number;
  /** How many times that trend is steeper after the intervention; null where none was asked for. */
  readonly yearlySlopeChange: number | null;
  readonly dispersion: number;
  readonly autocorrelation: number;
  readonly independenceP: number;
  readonly fitted: readonly number[];
  /** What was to be expected without the intervention. */
  readonly without: readonly number[];
}

/** Rules for an answer; fewer months cannot tell season from trend, and fewer events tell no effect that is likely. */
export const LEAST_MONTHS_BEFORE = 24;
export const LEAST_MONTHS_AFTER = 6;
/** Events in a month before, on average. */
export const LEAST_MONTHLY_EVENTS = 2;

type Cause = 'too-few-months-before' | 'too-few-months-after' | 'too-few-events' | 'no-best-fit';

/**
 * Question: did a count change when something was done about it, beyond its trend and its seasons?
 *
 * Formula: log expected = log exposure + level + trend · time + month of the year + change · (after) [+ slope · time
 * since], by quasi-Poisson regression; the rate ratio is e^change. Interval and p by series-uncertainty.ts.
 *
 * Source: A. K. Wagner et al., "Segmented regression analysis of interrupted time series studies in medication use
 * research", Journal of Clinical Pharmacy and Therapeutics 27 (2002) 299–309; J. Lopez Bernal et al., "Interrupted time
 * series regression for the evaluation of public health interventions: a tutorial", International Journal of Epidemiology
 * 46 (2017) 348–355.
 *
 * Limits: whatever else changed in that month is in the ratio too: hold it against a comparison series. Refused with
 * fewer than 24 months before or 6 after, fewer than 2 events a month before, or fewer than 20 events to be expected
 * after. An intervention chosen because the months before it were bad looks as if it worked (before-after.ts warns of
 * it).
 */
export function interruptedSeries(
  series: MonthlySeries,
  firstMonthAfter: number,
  slopeChanges: boolean,
): InterruptedSeries | Refusal<Cause> {
  const refusal = tooSparse(series, firstMonthAfter);
  if (refusal !== null) return refusal;
  const { counts } = series;
  const exposures = series.exposures ?? counts.map(() => 1);
  const rows = counts.map((_, month) => [
    ...rowWithout(month, series.firstMonth),
    Number(month >= firstMonthAfter),
    ...(slopeChanges ? [Math.max(0, month - firstMonthAfter) / 12] : []),
  ]);
  const fit = poissonRegression({ counts, rows, offsets: exposures.map(Math.log) });
  const width = rowWithout(0, series.firstMonth).length;
  const yearsAfter = (counts.length - 1 - firstMonthAfter) / 24;
  const contrast = [...new Array<number>(width).fill(0), 1, ...(slopeChanges ? [yearsAfter] : [])];
  const known = fit === null ? null : uncertaintyOf(rows, counts, fit.fitted, fit.coefficients, contrast);
  if (fit === null || known === null) {
    return {
      refused: 'no-best-fit',
      reason: told('The counts have no single best fit: a season or the time after has none.'),
    };
  }
  const withoutEffect = fit.coefficients.slice(0, width);
  return {
    rateRatio: Math.exp(dot(fit.coefficients, contrast)),
    interval: exponential(known.uncertain.interval),
    p: known.uncertain.p,
    asIfIndependent: exponential(known.asIfIndependent),
    yearlyTrend: Math.exp(fit.coefficients[1] ?? 0),
    yearlySlopeChange: slopeChanges ? Math.exp(fit.coefficients[width + 1] ?? 0) : null,
    dispersion: known.dispersion,
    autocorrelation: known.autocorrelation,
    independenceP: known.independenceP,
    fitted: fit.fitted,
    without: rows.map(
      (row, month) => (exposures[month] ?? 1) * Math.exp(dot(withoutEffect, row.slice(0, width))),
    ),
  };
}

const MONTHS = Array.from({ length: 12 }, (_, month) => month);

/** Level, years, and a column for each month of the year but January. */
function rowWithout(month: number, firstMonth: number): number[] {
  const ofYear = (month + firstMonth - 1) % 12;
  return [1, month / 12, ...MONTHS.slice(1).map((other) => Number(ofYear === other))];
}

function uncertaintyOf(
  rows: readonly (readonly number[])[],
  counts: readonly number[],
  fitted: readonly number[],
  coefficients: readonly number[],
  contrast: readonly number[],
): SeriesUncertainty | null {
  return seriesUncertainty({ rows, counts, fitted, coefficients, variances: fitted }, contrast);
}

export const exponential = ({ low, high }: Interval): Interval => ({
  low: Math.exp(low),
  high: Math.exp(high),
});

/** Why a series is too sparse for an answer; null where it is not. */
export function tooSparse(
  { counts, exposures }: MonthlySeries,
  firstMonthAfter: number,
): Refusal<Exclude<Cause, 'no-best-fit'>> | null {
  const after = counts.length - firstMonthAfter;
  const exposed = exposures ?? counts.map(() => 1);
  const wrong = counts.findIndex((_, month) => !((exposed[month] ?? 0) > 0));
  if (wrong >= 0) throw new RangeError(`Month ${wrong} has an exposure of ${exposed[wrong]}, not above 0.`);
  if (firstMonthAfter < LEAST_MONTHS_BEFORE) {
    return {
      refused: 'too-few-months-before',
      reason: told(
        'There are {months} months before the intervention; it takes {least} to tell season and trend.',
        {
          months: firstMonthAfter,
          least: LEAST_MONTHS_BEFORE,
        },
      ),
    };
  }
  if (after < LEAST_MONTHS_AFTER) {
    return {
      refused: 'too-few-months-after',
      reason: told('There are {months} months from the intervention on; it takes {least}.', {
        months: after,
        least: LEAST_MONTHS_AFTER,
      }),
    };
  }
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  const events = sum(counts.slice(0, firstMonthAfter));
  const expected = (events / sum(exposed.slice(0, firstMonthAfter))) * sum(exposed.slice(firstMonthAfter));
  if (events < LEAST_MONTHLY_EVENTS * firstMonthAfter || expected < FEW_RECORDS) {
    return {
      refused: 'too-few-events',
      reason: told(
        'There were {events} events in {months} months before, and {expected} would be expected after; it takes {monthly} a month and {least} after.',
        {
          events,
          months: firstMonthAfter,
          expected: Math.round(expected),
          monthly: LEAST_MONTHLY_EVENTS,
          least: FEW_RECORDS,
        },
      ),
    };
  }
  return null;
}
