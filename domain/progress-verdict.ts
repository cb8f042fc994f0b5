/** Whether an outcome changed, in a sentence with its uncertainty. */
import type { Speech, Values } from './languages/speech.ts';
import { inWordsOf } from './languages/told.ts';
import type { ProgressOutcome, Verdict } from './progress.ts';
import type { ComparedEffect } from './statistics/comparison-series.ts';
import type { InterruptedSeries } from './statistics/interrupted-series.ts';
import type { Interval } from './statistics/interval.ts';
import type { Refusal } from './statistics/refusal.ts';
import { isRefused } from './statistics/refusal.ts';

/** An outcome in the middle of a sentence. */
function outcomePhrase(outcome: ProgressOutcome, { say }: Speech): string {
  switch (outcome) {
    case 'new_crime_guns':
      return say('guns recovered within a year of their sale');
    case 'traced_guns':
      return say('guns traced to a dealer');
    case 'short_share':
      return say('the part of guns sold within 3 years');
    case 'hotspot_guns':
      return say('guns recovered in what were hotspots before');
  }
}

/** Of a part one says that it is smaller, of guns that there are fewer. */
const isPart = (outcome: ProgressOutcome) => outcome === 'short_share';

interface Evidence {
  readonly outcome: ProgressOutcome;
  /** `May 2024`, in the reader's language. */
  readonly since: string;
  readonly series: InterruptedSeries | Refusal<string>;
  readonly compared: ComparedEffect | Refusal<string>;
}

/**
 * The rule, settled before anything is looked at: the comparison series where one ran parallel before, else the series' own
 * trend and season; it changed where the 95 % interval leaves 1 out. Otherwise it is unclear, which is not the same as
 * unchanged.
 */
export function verdictOf({ outcome, since, series, compared }: Evidence, speech: Speech): Verdict {
  const { say } = speech;
  const [leading, basis, against] = isRefused(compared)
    ? [series, 'series' as const, say('trend and season')]
    : [compared, 'comparison' as const, inWordsOf(speech, compared.comparison)];
  if (isRefused(leading)) {
    const sentence = say('No answer can be given yet. {reason}', {
      reason: inWordsOf(speech, leading.reason),
    });
    return { kind: 'refused', sentence, basis: null };
  }
  const { rateRatio, interval } = leading;
  const kind = interval.high < 1 ? 'fewer' : interval.low > 1 ? 'more' : 'unclear';
  const phrase = outcomePhrase(outcome, speech);
  const range = changeRange(interval, outcome, speech);
  const change = changeWords(rateRatio, outcome, speech);
  const asked = { since, against, range };
  const found = { ...asked, phrase: capitalised(phrase), change };
  const sentence =
    kind === 'unclear'
      ? unclearWords(outcome, { ...asked, phrase }, speech)
      : kind === 'fewer'
        ? fellWords(outcome, found, speech)
        : roseWords(outcome, found, speech);
  return { kind, basis, sentence };
}

const fellWords = (outcome: ProgressOutcome, values: Values, { say }: Speech): string =>
  isPart(outcome)
    ? say(
        '{phrase} fell: since {since} it was {change} than {against} led to expect (95 % interval: {range}).',
        values,
      )
    : say(
        '{phrase} fell: since {since} there were {change} than {against} led to expect (95 % interval: {range}).',
        values,
      );

const roseWords = (outcome: ProgressOutcome, values: Values, { say }: Speech): string =>
  isPart(outcome)
    ? say(
        '{phrase} rose: since {since} it was {change} than {against} led to expect (95 % interval: {range}).',
        values,
      )
    : say(
        '{phrase} rose: since {since} there were {change} than {against} led to expect (95 % interval: {range}).',
        values,
      );

const unclearWords = (outcome: ProgressOutcome, values: Values, { say }: Speech): string =>
  isPart(outcome)
    ? say(
        'It cannot be told whether {phrase} changed: since {since} it was between {range} than {against} led to expect (95 % interval).',
        values,
      )
    : say(
        'It cannot be told whether {phrase} changed: since {since} there were between {range} than {against} led to expect (95 % interval).',
        values,
      );

/** `38 % fewer`, `140 % more`, `< 1 % more`. */
export function changeWords(ratio: number, outcome: ProgressOutcome, { say }: Speech): string {
  const rounded = Math.round(Math.abs(ratio - 1) * 100);
  const percent = rounded === 0 ? '< 1' : rounded;
  if (isPart(outcome)) {
    return ratio < 1 ? say('{percent} % smaller', { percent }) : say('{percent} % larger', { percent });
  }
  return ratio < 1 ? say('{percent} % fewer', { percent }) : say('{percent} % more', { percent });
}

/** `51 % fewer and 12 % more`; `21 % fewer to 51 % fewer`, the end nearer to none first where both are on one side. */
function changeRange({ low, high }: Interval, outcome: ProgressOutcome, speech: Speech): string {
  const { say } = speech;
  const [one, other] = high < 1 ? [high, low] : [low, high];
  const nearer = changeWords(one, outcome, speech);
  if (!Number.isFinite(other)) return say('{change} or more', { change: nearer });
  const ends = { low: nearer, high: changeWords(other, outcome, speech) };
  return low < 1 && high > 1 ? say('{low} and {high}', ends) : say('{low} to {high}', ends);
}

const capitalised = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
