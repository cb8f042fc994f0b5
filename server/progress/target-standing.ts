import type { Speech } from '../../domain/languages/speech.ts';
import type { ProgressOutcome, TargetStanding } from '../../domain/progress.ts';
import { changeWords } from '../../domain/progress-verdict.ts';
import { FEW_RECORDS } from '../../domain/statistics/few-records.ts';
import { rateRatio } from '../../domain/statistics/rate-ratio.ts';

/** Months of a target: those compared with, and the whole ones since, until it is due. */
export interface TargetMonths {
  readonly outcome: ProgressOutcome;
  readonly changePercent: number;
  /** Number of the first month of each. */
  readonly baselineFrom: number;
  readonly baseline: readonly number[];
  readonly countedFrom: number;
  readonly counted: readonly number[];
  /** What the counts are a part of, where they are. */
  readonly outOf: { readonly baseline: readonly number[]; readonly counted: readonly number[] } | null;
  /** True once all months until it is due are counted. */
  readonly isOver: boolean;
}

/**
 * Question: is the goal being reached?
 *
 * Formula: the exact ratio of what was counted to what the baseline comes to in the same months of the year, with its 95 %
 * interval (rate-ratio.ts), against the goal 1 + change. On course: the whole interval reaches the goal; off course: none of it
 * does; open otherwise.
 *
 * Limits: months vary more than chance alone, so that the interval is somewhat too narrow; what tracing found follows how much was traced.
 */
export function targetStanding(months: TargetMonths, speech: Speech): TargetStanding {
  const { say } = speech;
  const { outcome, changePercent, counted, outOf, isOver } = months;
  const goal = 1 + changePercent / 100;
  const events = total(months.baseline);
  const [baseExposure, exposure] =
    outOf === null ? [events, seasonal(months)] : [total(outOf.baseline), total(outOf.counted)];
  const baseline = outOf === null ? exposure : baseExposure === 0 ? 0 : (events / baseExposure) * exposure;
  const count = total(counted);
  const figures = { months: counted.length, count, baseline, allowed: baseline * goal };
  const refused = (sentence: string): TargetStanding => ({
    kind: 'refused',
    sentence,
    ratio: null,
    ...figures,
  });
  if (events < FEW_RECORDS) {
    return refused(
      say('The baseline has {events} guns; it takes {least} to compare with.', {
        events,
        least: FEW_RECORDS,
      }),
    );
  }
  if (counted.length === 0) return refused(say('No month since the baseline is over yet.'));
  if (!(exposure > 0)) {
    return refused(say('In these months of the year the baseline has no guns to compare with.'));
  }
  const { ratio, exact } = rateRatio({ events: count, exposure }, { events, exposure: baseExposure });
  const reaches = (value: number) => (changePercent < 0 ? value <= goal : value >= goal);
  const kind =
    reaches(exact.low) && reaches(exact.high)
      ? 'on-course'
      : !reaches(exact.low) && !reaches(exact.high)
        ? 'off-course'
        : 'open';
  const change = (value: number) => changeWords(value, outcome, speech);
  const so = {
    change: change(ratio ?? 0),
    low: change(exact.low),
    high: change(exact.high),
    goal: change(goal),
  };
  return {
    kind,
    sentence: isOver
      ? `${overWords(kind, reaches(ratio ?? 0), speech)} ${say('In all {change} than in the baseline (95 % interval: {low} to {high}); the goal is {goal}.', so)}`
      : `${runningWords(kind, speech)} ${say('So far {change} than in the baseline (95 % interval: {low} to {high}); the goal is {goal}.', so)}`,
    ratio: { value: ratio, low: exact.low, high: Number.isFinite(exact.high) ? exact.high : null },
    ...figures,
  };
}

type Course = Exclude<TargetStanding['kind'], 'refused'>;

function runningWords(kind: Course, { say }: Speech): string {
  switch (kind) {
    case 'on-course':
      return say('On course.');
    case 'off-course':
      return say('Off course.');
    case 'open':
      return say('Not to be told yet.');
  }
}

/** Whether the count reached the goal is settled by then; whether more than chance did it may not be. */
function overWords(kind: Course, isReached: boolean, { say }: Speech): string {
  if (kind !== 'open') return isReached ? say('Reached.') : say('Missed.');
  return isReached
    ? say('Reached, by no more than chance may do.')
    : say('Missed, by no more than chance may do.');
}

/** What the baseline has on average in the same months of the year; in any month, where it has not each of them. */
function seasonal({ baselineFrom, baseline, countedFrom, counted }: TargetMonths): number {
  const mean = total(baseline) / baseline.length;
  return counted.reduce((sum, _, index) => {
    const ofYear = (countedFrom + index) % 12;
    const same = baseline.filter((_count, month) => (baselineFrom + month) % 12 === ofYear);
    // Years that are not whole would give some months of the year more weight than others.
    return sum + (baseline.length % 12 === 0 && same.length > 0 ? total(same) / same.length : mean);
  }, 0);
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
