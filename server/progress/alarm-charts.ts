import type { ProgressChart } from '../../domain/progress.ts';
import type { ControlChart } from '../../domain/statistics/control-chart.ts';
import {
  averageRunLength,
  calibrated,
  charted,
  poissonCusum,
  poissonEwma,
} from '../../domain/statistics/control-chart.ts';

/** Months until a false alarm on average. */
const RUN_LENGTH_MONTHS = 120;
/** The weight of a month in an EWMA: changes of about one standard deviation are found soonest. */
const WEIGHT = 0.2;
/**
 * Monthly counts for which thresholds are worked out; another has those of the nearest. In units of standard deviations
 * charts are nearly alike, all the more the larger the counts, and to work out a run length takes the longer the more there are.
 */
const LEVELS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30];

interface Calibrated {
  readonly chart: ProgressChart['chart'];
  /** Made anew for each mean: what a CUSUM watches for depends on it. */
  readonly of: (mean: number) => ControlChart;
  readonly runLengthMonths: number;
}

const kept = new Map<number, readonly Calibrated[]>();

/**
 * Question: has the count left its expected course since, and from which month on could that be told? By control-chart.ts.
 */
export function alarmCharts(
  counts: readonly number[],
  expected: readonly number[],
  months: readonly string[],
): ProgressChart[] {
  const mean = expected.reduce((sum, one) => sum + one, 0) / expected.length;
  if (!(mean > 0) || expected.some((one) => !(one > 0))) return [];
  return chartsFor(mean).map(({ chart, of, runLengthMonths }) => ({
    chart,
    runLengthMonths,
    alarms: charted(of(mean), counts, expected).flatMap(({ alarm }, index) => {
      const month = months[index];
      return alarm && month !== undefined ? [month] : [];
    }),
  }));
}

/** One standard deviation of a count, as a part of it. */
const deviation = (mean: number) => 1 / Math.sqrt(mean);
const fewerOf = (mean: number) => Math.max(0.5, 1 - deviation(mean));
const moreOf = (mean: number) => Math.min(2, 1 + deviation(mean));

function chartsFor(mean: number): readonly Calibrated[] {
  const level = LEVELS.reduce((near, one) => (Math.abs(one - mean) < Math.abs(near - mean) ? one : near));
  const known = kept.get(level);
  if (known !== undefined) return known;
  const of = (
    chart: Calibrated['chart'],
    make: (mean: number, threshold: number) => ControlChart,
  ): Calibrated => {
    const found = calibrated((threshold) => make(level, threshold), [level], RUN_LENGTH_MONTHS);
    return {
      chart,
      of: (one) => make(one, found.highest),
      runLengthMonths: Math.round(averageRunLength(found, [level])),
    };
  };
  const made = [
    of('cusum-fewer', (one, threshold) => poissonCusum(fewerOf(one), threshold)),
    of('cusum-more', (one, threshold) => poissonCusum(moreOf(one), threshold)),
    of('ewma', (_one, threshold) => poissonEwma(WEIGHT, threshold)),
  ];
  // Small counts come in steps too coarse for some threshold to alarm about as rarely as is wanted.
  const usable = made.filter(({ runLengthMonths }) => runLengthMonths <= 2 * RUN_LENGTH_MONTHS);
  kept.set(level, usable);
  return usable;
}
