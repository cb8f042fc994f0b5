import type { Speech } from '../../domain/languages/speech.ts';
import { inWordsOf } from '../../domain/languages/told.ts';
import type { Progress } from '../../domain/progress.ts';
import type { BeforeAfterWarning } from '../../domain/statistics/before-after.ts';
import type { ComparedEffect } from '../../domain/statistics/comparison-series.ts';
import type { InterruptedSeries } from '../../domain/statistics/interrupted-series.ts';
import type { Refusal } from '../../domain/statistics/refusal.ts';
import { isRefused } from '../../domain/statistics/refusal.ts';
import { sharesDifferP } from '../../domain/statistics/shares-differ.ts';
import type { ProgressMonths } from './assess-progress.ts';
import { wordsOfMonth } from './month-number.ts';

type Warning = Progress['warnings'][number];

interface Found {
  readonly monthsBefore: number;
  readonly series: InterruptedSeries | Refusal<string>;
  readonly compared: ComparedEffect | Refusal<string>;
  readonly plain: readonly BeforeAfterWarning[];
}

/** Above it a p just under 0.05 is not to be leaned on (docs/guides/statistics.md, measured). */
const MOST_AUTOCORRELATION = 0.3;
/** The newest months, of which results of tracing may still be out. */
const NEWEST_MONTHS = 6;
const WARNING_P = 0.05;
/** A difference by less than this part of the guns explains little. */
const LEAST_OUT = 0.02;

/** What else may explain a difference, or hide one, in the reader's words. */
export function progressWarnings(given: ProgressMonths, found: Found, speech: Speech): Warning[] {
  const chosenByCounts = cellsChosen(given, found, speech);
  return [
    ...chosenByCounts,
    ...found.plain
      .filter(({ kind }) => chosenByCounts.length === 0 || kind !== 'regression-to-the-mean')
      .map((warning) => wordsOf(warning, speech)),
    ...resultsOut(given, speech),
    ...recordsEnd(given, speech),
    ...monthsAlike(found, speech),
    ...noAgreement(found, speech),
    ...startedWithin(given, speech),
    ...(given.notTold ? [notTold(speech)] : []),
  ];
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

function wordsOf(warning: BeforeAfterWarning, { say }: Speech): Warning {
  const { kind } = warning;
  if (kind === 'regression-to-the-mean') {
    return {
      kind,
      sentence: say(
        'The last {months} months before were higher than the earlier ones. What was begun because of a peak is followed by a fall whether it works or not (regression to the mean).',
        { months: warning.lastMonths },
      ),
    };
  }
  if (kind === 'tracing-changed') {
    return {
      kind,
      sentence: say(
        'Tracing changed: {before} of the guns recovered in these places were submitted before, {after} after. A count of traced guns follows that.',
        { before: percent(warning.before), after: percent(warning.after) },
      ),
    };
  }
  return {
    kind,
    sentence: say('Something else went on within these months: {names}. A difference may be of both.', {
      names: warning.names.join('; '),
    }),
  };
}

/** Cells were taken because they had many guns: always said, and with the figures by which to judge it. */
function cellsChosen(
  { first, series, cellsChosenFrom }: ProgressMonths,
  { monthsBefore }: Found,
  { say }: Speech,
): Warning[] {
  if (cellsChosenFrom === null || series.counts.length === 0) return [];
  const chosenAt = Math.max(0, cellsChosenFrom - first);
  const mean = (from: number, to?: number) => {
    const counts = series.counts.slice(from, to);
    return counts.length === 0 ? null : (total(counts) / counts.length).toFixed(1);
  };
  const [earlier, chosen, since] = [mean(0, chosenAt), mean(chosenAt, monthsBefore), mean(monthsBefore)];
  const means = [
    ...(earlier === null ? [] : [say('{guns} before these two years', { guns: earlier })]),
    ...(chosen === null ? [] : [say('{guns} in them', { guns: chosen })]),
    ...(since === null ? [] : [say('{guns} since', { guns: since })]),
  ];
  return [
    {
      kind: 'regression-to-the-mean',
      sentence: say(
        'These cells were chosen because they had many guns in the two years before: fewer afterwards are to be expected even where nothing is done (regression to the mean). Guns a month in them: {means}.',
        { means: means.join(', ') },
      ),
    },
  ];
}

/** Guns submitted without a result, in the newest months more often than before. */
function resultsOut({ submitted, awaited, first }: ProgressMonths, { say, locale }: Speech): Warning[] {
  const part = (from: number, to?: number) => ({
    part: total(awaited.slice(from, to)),
    all: total(submitted.slice(from, to)),
  });
  const [newest, earlier] = [part(-NEWEST_MONTHS), part(0, -NEWEST_MONTHS)];
  if (newest.all === 0 || earlier.all === 0) return [];
  const [now, then] = [newest.part / newest.all, earlier.part / earlier.all];
  if (now - then < LEAST_OUT || sharesDifferP(newest, earlier) >= WARNING_P) return [];
  const since = wordsOfMonth(first + Math.max(0, submitted.length - NEWEST_MONTHS), locale);
  return [
    {
      kind: 'results-out',
      sentence: say(
        'Of {count} guns recovered since {since} and submitted for tracing no result is known ({now}; {before} before). The newest months may still rise.',
        { count: newest.part, since, now: percent(now), before: percent(then) },
      ),
    },
  ];
}

function recordsEnd(
  { recordsEnd: isEnd, first, series }: ProgressMonths,
  { say, locale }: Speech,
): Warning[] {
  if (!isEnd) return [];
  const last = wordsOfMonth(first + series.counts.length - 1, locale);
  return [
    {
      kind: 'records-end',
      sentence: say(
        'The records of an agency end with {last}, those of others go on: later months are left out until it has brought its own.',
        { last },
      ),
    },
  ];
}

function monthsAlike({ series, compared }: Found, { say }: Speech): Warning[] {
  const leading = isRefused(compared) ? series : compared;
  if (isRefused(leading) || leading.autocorrelation <= MOST_AUTOCORRELATION) return [];
  return [
    {
      kind: 'months-alike',
      sentence: say(
        'Months are much like the months before them (autocorrelation {autocorrelation}). An interval that just leaves out no change is not to be leaned on.',
        { autocorrelation: leading.autocorrelation.toFixed(2) },
      ),
    },
  ];
}

/** One of the two finds a change and the other does not, or another one. */
function noAgreement({ series, compared }: Found, speech: Speech): Warning[] {
  const { say } = speech;
  if (isRefused(series) || isRefused(compared)) return [];
  const side = ({ interval: { low, high } }: InterruptedSeries | ComparedEffect) =>
    high < 1 ? say('fewer') : low > 1 ? say('more') : say('no clear change');
  const [alone, against] = [side(series), side(compared)];
  if (alone === against) return [];
  return [
    {
      kind: 'no-agreement',
      sentence: say(
        'Its own trend and season alone say: {alone}; against {comparison} it is: {against}. The second leaves out what hit both.',
        { alone, comparison: inWordsOf(speech, compared.comparison), against },
      ),
    },
  ];
}

function startedWithin({ startedOn, began }: ProgressMonths, { say, locale }: Speech): Warning[] {
  if (startedOn.endsWith('-01')) return [];
  return [
    {
      kind: 'started-within-month',
      sentence: say('It began within {month}; the whole month counts as after.', {
        month: wordsOfMonth(began, locale),
      }),
    },
  ];
}

const notTold = ({ say }: Speech): Warning => ({
  kind: 'guns-not-told',
  sentence: say(
    'Agencies that share counts only do not tell all that is asked here: their guns are left out.',
  ),
});

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
