import type { Speech } from '../../domain/languages/speech.ts';
import { inWordsOf, told } from '../../domain/languages/told.ts';
import type { Progress, ProgressOutcome } from '../../domain/progress.ts';
import { verdictOf } from '../../domain/progress-verdict.ts';
import type { NamedPeriod } from '../../domain/statistics/before-after.ts';
import { beforeAfter } from '../../domain/statistics/before-after.ts';
import type { ComparedEffect, ComparisonCandidate } from '../../domain/statistics/comparison-series.ts';
import { comparedEffect } from '../../domain/statistics/comparison-series.ts';
import type { InterruptedSeries, MonthlySeries } from '../../domain/statistics/interrupted-series.ts';
import { interruptedSeries } from '../../domain/statistics/interrupted-series.ts';
import type { Interval } from '../../domain/statistics/interval.ts';
import type { Refusal } from '../../domain/statistics/refusal.ts';
import { isRefused } from '../../domain/statistics/refusal.ts';
import { alarmCharts } from './alarm-charts.ts';
import { monthText, wordsOfMonth } from './month-number.ts';
import { progressWarnings } from './progress-warnings.ts';

/** The months that an intervention is judged by. */
export interface ProgressMonths {
  /** Number of the first month, and of the one in which the intervention began. */
  readonly first: number;
  readonly began: number;
  readonly startedOn: string;
  readonly series: MonthlySeries;
  readonly recovered: readonly number[];
  readonly submitted: readonly number[];
  readonly awaited: readonly number[];
  readonly candidates: readonly ComparisonCandidate[];
  readonly others: readonly NamedPeriod[];
  readonly notTold: boolean;
  readonly recordsEnd: boolean;
  /** Why nothing can be counted; null where it is. */
  readonly refusal: Refusal<string> | null;
  /** The first of the months by which the cells were chosen that are counted in; null where cells are not asked about. */
  readonly cellsChosenFrom: number | null;
}

type Assessed = Omit<Progress, 'intervention' | 'outcome' | 'undated' | 'hotspots' | 'notice'>;

/** Everything that is said of an outcome before and after: figures, verdict, alarms and warnings. Pure. */
export function assessProgress(outcome: ProgressOutcome, given: ProgressMonths, speech: Speech): Assessed {
  const { first, began, series: counted, candidates } = given;
  const { counts, exposures } = counted;
  const monthsBefore = Math.max(0, Math.min(counts.length, began - first));
  const hasRates = exposures?.every((all) => all > 0) ?? true;
  const refusal = given.refusal ?? (hasRates ? null : NO_RATES);
  const series: InterruptedSeries | Refusal<string> =
    refusal ?? interruptedSeries(counted, monthsBefore, false);
  const compared: ComparedEffect | Refusal<string> =
    refusal ?? comparedEffect(counted, candidates, monthsBefore);
  const plain = plainRatio(given, monthsBefore);
  const comparison = isRefused(compared)
    ? null
    : (candidates.find(({ name }) => name === compared.comparison)?.series ?? null);
  const after = counts.slice(monthsBefore);
  const names = counts.map((_, month) => monthText(first + month));
  return {
    verdict: verdictOf({ outcome, since: wordsOfMonth(began, speech.locale), series, compared }, speech),
    months: counts.map((count, month) => ({
      month: names[month] ?? '',
      count,
      outOf: exposures?.[month] ?? null,
      recovered: given.recovered[month] ?? 0,
      submitted: given.submitted[month] ?? 0,
      awaited: given.awaited[month] ?? 0,
      fitted: isRefused(series) ? null : (series.fitted[month] ?? null),
      without: isRefused(series) ? null : (series.without[month] ?? null),
      comparison: comparison === null ? null : comparedTo(comparison, month),
    })),
    monthsBefore,
    beforeAfter: plain?.told ?? null,
    series: isRefused(series)
      ? { refused: series.refused, reason: inWordsOf(speech, series.reason) }
      : {
          ratio: ratioOf(series.rateRatio, series.interval),
          p: series.p,
          yearlyTrend: series.yearlyTrend,
          dispersion: series.dispersion,
          autocorrelation: series.autocorrelation,
        },
    compared: isRefused(compared)
      ? { refused: compared.refused, reason: inWordsOf(speech, compared.reason) }
      : {
          comparison: inWordsOf(speech, compared.comparison),
          ratio: ratioOf(compared.rateRatio, compared.interval),
          p: compared.p,
          preTrends: compared.preTrends.map((one) => ({
            ...one,
            name: inWordsOf(speech, one.name),
            interval: finite(one.interval),
          })),
        },
    charts: isRefused(series)
      ? []
      : alarmCharts(after, series.without.slice(monthsBefore), names.slice(monthsBefore)),
    warnings: progressWarnings(
      given,
      { monthsBefore, series, compared, plain: plain?.warnings ?? [] },
      speech,
    ),
  };
}

const NO_RATES: Refusal<string> = {
  refused: 'too-few-events',
  reason: told(
    'There are months without any gun of known time-to-crime, so that there is nothing to be a part of.',
  ),
};

/** A part is drawn as a part: its comparison too. */
const comparedTo = ({ counts, exposures }: MonthlySeries, month: number): number =>
  exposures === undefined ? (counts[month] ?? 0) : (counts[month] ?? 0) / (exposures[month] ?? 1);

function plainRatio({ first, series, recovered, submitted, others }: ProgressMonths, monthsBefore: number) {
  const { counts, exposures } = series;
  const split = (values: readonly number[]) => ({
    before: values.slice(0, monthsBefore),
    after: values.slice(monthsBefore),
  });
  const [{ before, after }, outOf] = [split(counts), exposures && split(exposures)];
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  if (before.length === 0 || after.length === 0) return null;
  if (outOf !== undefined && (sum(outOf.before) === 0 || sum(outOf.after) === 0)) return null;
  const [parts, all] = [split(submitted), split(recovered)];
  const { rates, warnings } = beforeAfter({
    before,
    after,
    ...(outOf !== undefined && { outOf }),
    tracing: {
      before: { part: sum(parts.before), all: sum(all.before) },
      after: { part: sum(parts.after), all: sum(all.after) },
    },
    compared: { from: `${monthText(first)}-01`, to: `${monthText(first + counts.length)}-01` },
    otherInterventions: others,
  });
  return {
    told: {
      before: sum(before),
      after: sum(after),
      ratio: { value: rates.ratio, low: rates.exact.low, high: openAbove(rates.exact.high) },
      p: rates.p,
    },
    warnings,
  };
}

const ratioOf = (value: number, { low, high }: Interval) => ({ value, low, high: openAbove(high) });
const openAbove = (high: number) => (Number.isFinite(high) ? high : null);
/** What JSON has no number for would not arrive. */
const finite = ({ low, high }: Interval): Interval => ({ low, high: Math.min(high, Number.MAX_VALUE) });
