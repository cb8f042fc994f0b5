/** Whether an outcome changed, in a sentence with its uncertainty. */
import type { ProgressOutcome, Verdict } from './progress.ts';
import type { ComparedEffect } from './statistics/comparison-series.ts';
import type { InterruptedSeries } from './statistics/interrupted-series.ts';
import type { Interval } from './statistics/interval.ts';
import type { Refusal } from './statistics/refusal.ts';
import { isRefused } from './statistics/refusal.ts';

interface OutcomeWords {
  /** In the middle of a sentence. */
  readonly phrase: string;
  /** `there were`, of 40 % `fewer`. */
  readonly were: string;
  readonly less: string;
  readonly more: string;
}

const COUNTED = { were: 'there were', less: 'fewer', more: 'more' };

export const OUTCOME_WORDS: Readonly<Record<ProgressOutcome, OutcomeWords>> = {
  new_crime_guns: { phrase: 'guns recovered within a year of their sale', ...COUNTED },
  traced_guns: { phrase: 'guns traced to a dealer', ...COUNTED },
  short_share: {
    phrase: 'the part of guns sold within 3 years',
    were: 'it was',
    less: 'smaller',
    more: 'larger',
  },
  hotspot_guns: { phrase: 'guns recovered in what were hotspots before', ...COUNTED },
};

interface Evidence {
  readonly outcome: ProgressOutcome;
  /** `May 2024`. */
  readonly since: string;
  readonly series: InterruptedSeries | Refusal<string>;
  readonly compared: ComparedEffect | Refusal<string>;
}

/**
 * The rule, settled before anything is looked at: the comparison series where one ran parallel before, else the series' own
 * trend and season; it changed where the 95 % interval leaves 1 out. Otherwise it is unclear, which is not the same as
 * unchanged.
 */
export function verdictOf({ outcome, since, series, compared }: Evidence): Verdict {
  const [leading, basis, against] = isRefused(compared)
    ? [series, 'series' as const, 'trend and season']
    : [compared, 'comparison' as const, compared.comparison];
  if (isRefused(leading)) {
    return { kind: 'refused', sentence: `No answer can be given yet. ${leading.reason}`, basis: null };
  }
  const { rateRatio, interval } = leading;
  const kind = interval.high < 1 ? 'fewer' : interval.low > 1 ? 'more' : 'unclear';
  const { phrase, were } = OUTCOME_WORDS[outcome];
  const expected = `than ${against} led to expect`;
  const range = changeRange(interval, outcome);
  if (kind === 'unclear') {
    return {
      kind,
      basis,
      sentence: `It cannot be told whether ${phrase} changed: since ${since} ${were} between ${range} ${expected} (95 % interval).`,
    };
  }
  const verb = kind === 'fewer' ? 'fell' : 'rose';
  return {
    kind,
    basis,
    sentence: `${capitalised(phrase)} ${verb}: since ${since} ${were} ${changeWords(rateRatio, outcome)} ${expected} (95 % interval: ${range}).`,
  };
}

/** `38 % fewer`, `140 % more`, `< 1 % more`. */
export function changeWords(ratio: number, outcome: ProgressOutcome): string {
  const { less, more } = OUTCOME_WORDS[outcome];
  const percent = Math.round(Math.abs(ratio - 1) * 100);
  return `${percent === 0 ? '< 1' : percent} % ${ratio < 1 ? less : more}`;
}

/** `51 % fewer and 12 % more`; `21 % fewer to 51 % fewer`, the end nearer to none first where both are on one side. */
function changeRange({ low, high }: Interval, outcome: ProgressOutcome): string {
  const [one, other] = high < 1 ? [high, low] : [low, high];
  const joined = low < 1 && high > 1 ? 'and' : 'to';
  if (!Number.isFinite(other)) return `${changeWords(one, outcome)} or more`;
  return `${changeWords(one, outcome)} ${joined} ${changeWords(other, outcome)}`;
}

const capitalised = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
