import type { EventsIn, RateRatio } from './rate-ratio.ts';
import { rateRatio } from './rate-ratio.ts';
import type { PartOf } from './shares-differ.ts';
import { sharesDifferP } from './shares-differ.ts';

/** First day, and the first day no longer of it; ISO dates (`YYYY-MM-DD`). */
export interface Period {
  readonly from: string;
  /** Null while it goes on. */
  readonly to: string | null;
}

export interface NamedPeriod extends Period {
  readonly name: string;
}

export interface BeforeAfterInput {
  /** Counts of the months before, oldest first. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** What the counts of each month are a part of, where they are: guns of known time-to-crime. */
  readonly outOf?: { readonly before: readonly number[]; readonly after: readonly number[] };
  /** Guns submitted for tracing of those recovered, where that is known. */
  readonly tracing?: { readonly before: PartOf; readonly after: PartOf };
  /** All that is compared, from the first month before to the last after. */
  readonly compared: Period;
  /** Others than the one asked about, in the same places. */
  readonly otherInterventions: readonly NamedPeriod[];
}

export type BeforeAfterWarning =
  | {
      readonly kind: 'regression-to-the-mean';
      readonly lastMonths: number;
      readonly ratio: number;
      readonly p: number;
    }
  | { readonly kind: 'tracing-changed'; readonly before: number; readonly after: number; readonly p: number }
  | { readonly kind: 'overlapping-interventions'; readonly names: readonly string[] };

export interface BeforeAfter {
  readonly rates: RateRatio;
  readonly warnings: readonly BeforeAfterWarning[];
}

/** The last months before, whose being high may be why something was done; and how many it takes to compare them with. */
export const LAST_MONTHS = 6;
const LEAST_EARLIER_MONTHS = 12;
const WARNING_P = 0.05;
/** A change of the traced share by less than this part of itself is too small to explain anything. */
const LEAST_TRACING_CHANGE = 0.05;

/**
 * Question: how many times as many a month after as before, and what else may explain it?
 *
 * Formula: exact ratio of the monthly rates, or of the parts where counts are parts of others (rate-ratio.ts). Warnings:
 * - regression to the mean: the rate of the last 6 months before is above that of the months before these (12 or more),
 *   exact p < 0.05. Something that was
 *   done because of a peak is followed by a fall whether it worked or not;
 * - tracing changed: the share of recovered guns that was submitted differs, mid-p < 0.05, by at least 5 % of itself;
 * - overlapping interventions: another one went on at some time of what is compared.
 *
 * Source: D. T. Campbell and J. C. Stanley, "Experimental and Quasi-Experimental Designs for Research" (1963), threats to
 * validity: regression, instrumentation, history.
 *
 * Limits: knows no season and no trend, and takes months as Poisson counts, so that its interval is too narrow where they
 * vary more: interrupted-series.ts does better wherever there are enough months.
 */
export function beforeAfter(input: BeforeAfterInput): BeforeAfter {
  const { before, after, outOf } = input;
  return {
    rates: rateRatio(eventsOf(after, outOf?.after), eventsOf(before, outOf?.before)),
    warnings: [
      ...regressionToTheMean(before, outOf?.before),
      ...changedTracing(input.tracing),
      ...overlapping(input.compared, input.otherInterventions),
    ],
  };
}

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

const eventsOf = (months: readonly number[], outOf?: readonly number[]): EventsIn => ({
  events: sum(months),
  exposure: outOf === undefined ? months.length : sum(outOf),
});

function regressionToTheMean(before: readonly number[], outOf?: readonly number[]): BeforeAfterWarning[] {
  if (before.length < LAST_MONTHS + LEAST_EARLIER_MONTHS) return [];
  const last = eventsOf(before.slice(-LAST_MONTHS), outOf?.slice(-LAST_MONTHS));
  const earlier = eventsOf(before.slice(0, -LAST_MONTHS), outOf?.slice(0, -LAST_MONTHS));
  if (last.exposure === 0 || earlier.exposure === 0) return [];
  const { ratio, p } = rateRatio(last, earlier);
  const isHigh = p < WARNING_P && (ratio === null || ratio > 1);
  if (!isHigh) return [];
  return [
    { kind: 'regression-to-the-mean', lastMonths: LAST_MONTHS, ratio: ratio ?? Number.POSITIVE_INFINITY, p },
  ];
}

function changedTracing(tracing: BeforeAfterInput['tracing']): BeforeAfterWarning[] {
  if (tracing === undefined || tracing.before.all === 0 || tracing.after.all === 0) return [];
  const [before, after] = [tracing.before, tracing.after].map(({ part, all }) => part / all);
  if (before === undefined || after === undefined) return [];
  const p = sharesDifferP(tracing.before, tracing.after);
  const isChange = Math.abs(after - before) >= LEAST_TRACING_CHANGE * before;
  return p < WARNING_P && isChange ? [{ kind: 'tracing-changed', before, after, p }] : [];
}

function overlapping(compared: Period, others: readonly NamedPeriod[]): BeforeAfterWarning[] {
  const names = others.filter((other) => overlap(compared, other)).map(({ name }) => name);
  return names.length === 0 ? [] : [{ kind: 'overlapping-interventions', names }];
}

/** ISO dates compare as text. */
const overlap = (one: Period, other: Period) =>
  (one.to === null || other.from < one.to) && (other.to === null || one.from < other.to);
