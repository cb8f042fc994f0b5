/** How well records are filled, placed and reported, in words. */

import type { QualityKindId, QualityOfKind, QualityTally } from '../../domain/quality-responses.ts';
import { FEW_RECORDS } from '../../domain/statistics/few-records.ts';
import { countOf, formatCount } from './format.ts';
import { locale } from './language.ts';
import { say } from './say.ts';

export const QUALITY_KIND_WORDS: Readonly<Record<QualityKindId, string>> = {
  traces: say('Traces'),
  incidents: say('Incidents'),
  ballistics: say('Ballistic links'),
  debriefs: say('Debriefs'),
  'dealer-sales': say('Dealer sales'),
  'multiple-sales': say('Multiple sales'),
  thefts: say('Thefts and losses'),
  inspections: say('Inspections'),
};

const one = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

/** `96.2 %`: to a tenth, and never all or nothing where it is not. `–` of none. */
export function shareToTenth(part: number, all: number): string {
  if (all === 0) return '–';
  const percent = (100 * part) / all;
  if (part > 0 && percent < 0.1) return '< 0.1 %';
  if (part < all && percent > 99.9) return '> 99.9 %';
  return `${one.format(percent)} %`;
}

/** `96.2 % of 1,204` */
export const tenthOf = (part: number, all: number): string =>
  all === 0
    ? say('none of 0')
    : say('{part} of {all}', { part: shareToTenth(part, all), all: formatCount(all) });

/** `few records`, where a share rests on so few that it says little; else nothing. */
export const fewWords = (all: number): string =>
  all > 0 && all < FEW_RECORDS ? say('rests on {all} only', { all: formatCount(all) }) : '';

/** `25 days`, `1 day`, `2.5 days`; `–` where it is unknown. */
export const medianWords = (days: number | null): string =>
  days === null ? '–' : `${one.format(days)} ${days === 1 ? say('day') : say('days')}`;

const counted = (count: number, { one: single, many }: QualityOfKind['words']) =>
  countOf(count, single, many);

/** `7 guns in 2 files: 43 % complete, 67 % of 6 placed to the street or better.` */
export function qualitySentence({
  words,
  records,
  files,
  complete,
  addresses,
  placed,
}: QualityOfKind): string {
  const where = countOf(files.length, say('file'), say('files'));
  if (records === 0)
    return say('No {many} in {where}: every row was rejected or known already.', { many: words.many, where });
  const isPlaced =
    addresses === null || addresses === 0
      ? ''
      : say(', {placed} with an address placed to the street or better', {
          placed: tenthOf(placed ?? 0, addresses),
        });
  const few = records < FEW_RECORDS ? say('; so few that shares say little') : '';
  return say('{records} in {where}: {complete} complete{isPlaced}{few}.', {
    records: counted(records, words),
    where,
    complete: shareToTenth(complete, records),
    isPlaced,
    few,
  });
}

/** `Half of 4 trace requests came within 25 days of the recovery.` */
export function lateSentence({ from, to, known, medianDays }: NonNullable<QualityOfKind['late']>): string {
  if (known === 0) return say('No record has both the day of the {from} and that of the {to}.', { from, to });
  const few = known < FEW_RECORDS ? say(' It rests on {known} only.', { known: formatCount(known) }) : '';
  return say('From {from} to {to}: median {medianDays}, of {known} with both days.{few}', {
    from,
    to,
    medianDays: medianWords(medianDays),
    known: formatCount(known),
    few,
  });
}

/** The newest twelve months of which there are records against the twelve before: what fell and by how much; null where nothing can be told. */
export function trendSentence(months: QualityOfKind['months']): string | null {
  const recent = sumOf(months.slice(-12));
  const before = sumOf(months.slice(-24, -12));
  if (recent.records < FEW_RECORDS || before.records < FEW_RECORDS) return null;
  const now = recent.complete / recent.records;
  const then = before.complete / before.records;
  const points = Math.round((now - then) * 1000) / 10;
  const change =
    points === 0
      ? say('the same as')
      : say('{points} points {words} than', {
          points: one.format(Math.abs(points)),
          words: points < 0 ? say('fewer') : say('more'),
        });
  return say('Of the newest {count} months {complete} are complete, {change} in the {count2} before.', {
    count: months.slice(-12).length,
    complete: tenthOf(recent.complete, recent.records),
    change,
    count2: months.slice(-24, -12).length,
  });
}

const sumOf = (months: readonly QualityTally[]) => ({
  records: months.reduce((sum, { records }) => sum + records, 0),
  complete: months.reduce((sum, { complete }) => sum + complete, 0),
});
