import { logGamma } from './gamma-function.ts';
import { poissonAtLeast } from './poisson-distribution.ts';

/** A chart that watches counts as they come, month by month, against what is expected. */
export interface ControlChart {
  readonly start: number;
  /** The largest and smallest value that is no alarm; it stops at the smallest where that is a floor. */
  readonly lowest: number;
  readonly highest: number;
  readonly next: (value: number, count: number, expected: number) => number;
}

export interface ChartedMonth {
  readonly value: number;
  readonly alarm: boolean;
}

/**
 * Question: has a count left its expected course, as soon as that can be told?
 *
 * The values of the chart, month by month. After an alarm it starts anew.
 */
export function charted(
  chart: ControlChart,
  counts: readonly number[],
  expected: readonly number[],
): ChartedMonth[] {
  let value = chart.start;
  return counts.map((count, month) => {
    const awaited = expected[month] ?? 0;
    if (!(awaited > 0))
      throw new RangeError(`Month ${month} has an expected count of ${awaited}, not above 0.`);
    value = chart.next(value, count, awaited);
    const told = { value, alarm: value > chart.highest || value < chart.lowest };
    if (told.alarm) value = chart.start;
    return told;
  });
}

/**
 * Poisson CUSUM: sums up how much likelier the counts are under `times` the expected rate than under the expected rate,
 * never below 0. For a rise `times` is above 1, for a fall below. Alarm above `threshold`.
 *
 * Formula: C = max(0, C + count · ln times − expected · (times − 1)); with the expected count steady this is Lucas's sum,
 * count less the reference value expected · (times − 1) / ln times, counted in units of ln times.
 *
 * Source: J. M. Lucas, "Counted data CUSUM's", Technometrics 27 (1985) 129–144; M. Höhle and M. Paul, Computational
 * Statistics and Data Analysis 52 (2008) 4357–4368, for expected counts that change with season.
 */
export function poissonCusum(times: number, threshold: number): ControlChart {
  if (!(times > 0) || times === 1) {
    throw new RangeError(`A CUSUM watches for a rate other than the expected: ${times} times it is none.`);
  }
  const log = Math.log(times);
  return {
    start: 0,
    lowest: 0,
    highest: threshold,
    next: (value, count, expected) => Math.max(0, value + count * log - expected * (times - 1)),
  };
}

/**
 * EWMA: the mean of the months' scores, the last one weighing `weight` and each before it less by that part. Alarm beyond
 * `limit` to either side.
 *
 * Formula: E = (1 − weight) · E + weight · (count − expected) / √expected; `limit` in the same unit.
 *
 * Source: C. M. Borror, C. W. Champ and S. E. Rigdon, "Poisson EWMA control charts", Journal of Quality Technology 30
 * (1998) 352–361.
 */
export function poissonEwma(weight: number, limit: number): ControlChart {
  if (!(weight > 0 && weight <= 1)) throw new RangeError(`A weight is above 0 and at most 1, not ${weight}.`);
  return {
    start: 0,
    lowest: -limit,
    highest: limit,
    next: (value, count, expected) => value + weight * ((count - expected) / Math.sqrt(expected) - value),
  };
}

/** Places that a chart's values are rounded to, when the run length is worked out. */
const PLACES = 200;
/** Less chance than this is not followed. */
const LEAST = 1e-12;
const SETTLED = 1e-9;
const MOST_CYCLES = 2000;

/**
 * Question: how many months on average until the chart alarms though nothing has changed?
 *
 * Formula: the chart's value is a Markov chain on 200 places; the chance of no alarm so far is followed month by month
 * through the cycle of expected counts (a year, or one count), and summed. Once each cycle leaves the same part without
 * alarm, the rest is a geometric sum. No random numbers.
 *
 * Source: D. Brook and D. A. Evans, "An approach to the probability distribution of CUSUM run length", Biometrika 59
 * (1972) 539–549.
 *
 * Limits: rounding to places makes it wrong by some per cent. Counts are Poisson and expected counts known: where they
 * vary more than chance, or were estimated from few months, alarms come sooner than is said.
 */
export function averageRunLength(chart: ControlChart, expectedCycle: readonly number[]): number {
  const wrong = expectedCycle.find((expected) => !(expected > 0));
  if (wrong !== undefined || expectedCycle.length === 0) {
    throw new RangeError(`Expected counts must be above 0, not ${wrong ?? 'none'}.`);
  }
  const steps = expectedCycle.map((expected) => transitions(chart, expected));
  let chances: Float64Array = new Float64Array(PLACES);
  chances[placeOf(chart, chart.start)] = 1;
  let months = 0;
  let left = 1;
  let partBefore = 0;
  for (let cycle = 0; cycle < MOST_CYCLES; cycle++) {
    let inCycle = 0;
    const leftBefore = left;
    for (const step of steps) {
      inCycle += left;
      chances = followed(chances, step);
      left = chances.reduce((sum, chance) => sum + chance, 0);
    }
    months += inCycle;
    const part = left / leftBefore;
    if (left < LEAST) return months;
    if (Math.abs(part - partBefore) < SETTLED) {
      return part >= 1 ? Number.POSITIVE_INFINITY : months + (inCycle * part) / (1 - part);
    }
    partBefore = part;
  }
  return months;
}

const widthOf = ({ lowest, highest }: ControlChart) => (highest - lowest) / PLACES;

/** Places lie in the middle of equal parts. */
const placeOf = (chart: ControlChart, value: number) =>
  Math.min(PLACES - 1, Math.max(0, Math.floor((value - chart.lowest) / widthOf(chart))));

interface Transition {
  readonly to: Int16Array;
  readonly chance: Float64Array;
}

/** Where each place goes by each count; -1 for an alarm. */
function transitions(chart: ControlChart, expected: number): Transition[] {
  const counts: { readonly count: number; readonly chance: number }[] = [];
  for (let count = 0; count === 0 || poissonAtLeast(count, expected) > LEAST; count++) {
    counts.push({ count, chance: Math.exp(count * Math.log(expected) - expected - logGamma(count + 1)) });
  }
  return Array.from({ length: PLACES }, (_, place) => {
    // What stands at the floor stays there exactly.
    const value =
      place === 0 && chart.start === chart.lowest
        ? chart.lowest
        : chart.lowest + (place + 0.5) * widthOf(chart);
    return {
      to: Int16Array.from(counts, ({ count }) => {
        const next = chart.next(value, count, expected);
        return next > chart.highest || next < chart.lowest ? -1 : placeOf(chart, next);
      }),
      chance: Float64Array.from(counts, ({ chance }) => chance),
    };
  });
}

function followed(chances: Float64Array, step: readonly Transition[]): Float64Array {
  const next = new Float64Array(PLACES);
  for (const [place, { to, chance }] of step.entries()) {
    const here = chances[place] ?? 0;
    if (here < LEAST) continue;
    for (let index = 0; index < to.length; index++) {
      const place = to[index] ?? -1;
      if (place >= 0) next[place] = (next[place] ?? 0) + here * (chance[index] ?? 0);
    }
  }
  return next;
}

const HALVINGS = 30;
const MOST_THRESHOLD = 1e4;

/**
 * The threshold of the chart that alarms once in so many months on average though nothing has changed; the least one that
 * does so no oftener.
 */
export function calibrated(
  chartOf: (threshold: number) => ControlChart,
  expectedCycle: readonly number[],
  monthsBetweenFalseAlarms: number,
): ControlChart {
  let high = 1;
  while (averageRunLength(chartOf(high), expectedCycle) < monthsBetweenFalseAlarms) {
    high *= 2;
    if (high > MOST_THRESHOLD) {
      throw new RangeError(`No threshold alarms only once in ${monthsBetweenFalseAlarms} months.`);
    }
  }
  let low = 0;
  for (let step = 0; step < HALVINGS && high - low > 1e-4 * high; step++) {
    const middle = (low + high) / 2;
    if (averageRunLength(chartOf(middle), expectedCycle) < monthsBetweenFalseAlarms) low = middle;
    else high = middle;
  }
  return chartOf(high);
}
