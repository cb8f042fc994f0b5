import { expect, it } from 'vitest';
import { IN_ENGLISH } from '../../../domain/languages/speech.ts';
import { told } from '../../../domain/languages/told.ts';
import type { BeforeAfterWarning } from '../../../domain/statistics/before-after.ts';
import type { ComparedEffect } from '../../../domain/statistics/comparison-series.ts';
import type { InterruptedSeries } from '../../../domain/statistics/interrupted-series.ts';
import type { ProgressMonths } from '../../../server/progress/assess-progress.ts';
import { progressWarnings } from '../../../server/progress/progress-warnings.ts';
import { IN_SPANISH } from '../../helpers/in-spanish.ts';

const months = (count: number, value: number) => new Array<number>(count).fill(value);
const refusal = { refused: 'too-few-events', reason: told('No gun has both dates.') };

/** Twelve months from January 2023; it began with July. */
const given: ProgressMonths = {
  first: 12 * 2023,
  began: 12 * 2023 + 6,
  startedOn: '2023-07-01',
  series: { counts: months(12, 10), firstMonth: 1 },
  recovered: months(12, 100),
  submitted: months(12, 100),
  awaited: months(12, 5),
  candidates: [],
  others: [],
  notTold: false,
  recordsEnd: false,
  refusal: null,
  cellsChosenFrom: null,
};
const effect = (low: number, high: number) => ({
  rateRatio: 1,
  interval: { low, high },
  p: 0.5,
  dispersion: 1,
  autocorrelation: 0.42,
});
const series = (low: number, high: number): InterruptedSeries => ({
  ...effect(low, high),
  asIfIndependent: { low, high },
  yearlyTrend: 1,
  yearlySlopeChange: null,
  independenceP: 1,
  fitted: [],
  without: [],
});
const compared = (low: number, high: number): ComparedEffect => ({
  ...effect(low, high),
  autocorrelation: 0,
  comparison: told('guns recovered everywhere else'),
  preTrends: [],
});
const plain = (warning: BeforeAfterWarning) => ({ plain: [warning] });

type Found = Parameters<typeof progressWarnings>[1];

it.each<[string, Partial<ProgressMonths>, Partial<Found>, string, string]>([
  [
    'a peak before',
    {},
    plain({ kind: 'regression-to-the-mean', lastMonths: 6, ratio: 2, p: 0.01 }),
    'The last 6 months before were higher than the earlier ones.',
    'Los últimos 6 meses anteriores fueron más altos que los previos.',
  ],
  [
    'tracing that changed',
    {},
    plain({ kind: 'tracing-changed', before: 0.5, after: 0.75, p: 0.01 }),
    'Tracing changed: 50 % of the guns recovered in these places were submitted before, 75 % after.',
    'El rastreo cambió: antes se envió a rastrear el 50 % de las armas recuperadas en estos lugares; después, el 75 %.',
  ],
  [
    'others at work',
    {},
    plain({ kind: 'overlapping-interventions', names: ['Buyback', 'New law'] }),
    'Something else went on within these months: Buyback; New law.',
    'En estos meses ocurrió algo más: Buyback; New law.',
  ],
  [
    'cells chosen by counts',
    { cellsChosenFrom: 12 * 2023 + 2 },
    {},
    'Guns a month in them: 10.0 before these two years, 10.0 in them, 10.0 since.',
    'Armas por mes en ellas: 10.0 antes de estos dos años, 10.0 en ellos, 10.0 desde entonces.',
  ],
  [
    'results that are out',
    { awaited: [...months(6, 5), ...months(6, 50)] },
    {},
    'Of 300 guns recovered since Jul 2023 and submitted for tracing no result is known (50 %; 5 % before).',
    'De 300 armas recuperadas desde jul 2023 y enviadas a rastrear no se conoce ningún resultado (50 %; antes, 5 %).',
  ],
  [
    'records that end',
    { recordsEnd: true },
    {},
    'The records of an agency end with Dec 2023,',
    'Los registros de una agencia terminan en dic 2023,',
  ],
  [
    'months that are alike',
    {},
    { series: series(0.5, 0.9) },
    'Months are much like the months before them (autocorrelation 0.42).',
    'Los meses se parecen mucho a los que los preceden (autocorrelación 0.42).',
  ],
  [
    'ways that do not agree',
    {},
    { series: series(0.5, 0.9), compared: compared(0.8, 1.2) },
    'Its own trend and season alone say: fewer; against guns recovered everywhere else it is: no clear change.',
    'Según su propia tendencia y estacionalidad: menos; frente a las armas recuperadas en todos los demás lugares: sin cambio claro.',
  ],
  [
    'a start within a month',
    { startedOn: '2023-07-14' },
    {},
    'It began within Jul 2023; the whole month counts as after.',
    'Comenzó durante jul 2023; el mes completo cuenta como posterior.',
  ],
  [
    'agencies that tell counts only',
    { notTold: true },
    {},
    'Agencies that share counts only do not tell all that is asked here: their guns are left out.',
    'Las agencias que solo comparten cifras no informan de todo lo que aquí se pregunta: sus armas quedan fuera.',
  ],
])('warns of %s, in the language of whoever reads it', (_of, more, found, english, spanish) => {
  const all: Found = { monthsBefore: 6, series: refusal, compared: refusal, plain: [], ...found };
  const warnings = (speech: Parameters<typeof progressWarnings>[2]) =>
    progressWarnings({ ...given, ...more }, all, speech).map(({ sentence }) => sentence);
  expect(warnings(IN_ENGLISH)).toEqual([expect.stringContaining(english)]);
  expect(warnings(IN_SPANISH)).toEqual([expect.stringContaining(spanish)]);
});
