/** How well records are filled, placed and reported, in words. */
import type { QualityKindId, QualityOfKind, QualityTally } from '../../domain/quality-responses.ts';
import { FEW_RECORDS } from '../../domain/statistics/few-records.ts';
import { formatCount } from './format.ts';

export const QUALITY_KIND_WORDS: Readonly<Record<QualityKindId, string>> = {
  traces: 'Traces',
  incidents: 'Incidents',
  ballistics: 'Ballistic links',
  debriefs: 'Debriefs',
  'dealer-sales': 'Dealer sales',
  'multiple-sales': 'Multiple sales',
  thefts: 'Thefts and losses',
  inspections: 'Inspections',
};

const one = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

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
  all === 0 ? 'none of 0' : `${shareToTenth(part, all)} of ${formatCount(all)}`;

/** `few records`, where a share rests on so few that it says little; else nothing. */
export const fewWords = (all: number): string =>
  all > 0 && all < FEW_RECORDS ? `rests on ${formatCount(all)} only` : '';

/** `25 days`, `1 day`, `2.5 days`; `–` where it is unknown. */
export const medianWords = (days: number | null): string =>
  days === null ? '–' : `${one.format(days)} ${days === 1 ? 'day' : 'days'}`;

const counted = (count: number, { one: single, many }: QualityOfKind['words']) =>
  `${formatCount(count)} ${count === 1 ? single : many}`;

/** `7 guns in 2 files: 43 % complete, 67 % of 6 placed to the street or better.` */
export function qualitySentence({
  words,
  records,
  files,
  complete,
  addresses,
  placed,
}: QualityOfKind): string {
  const where = `${formatCount(files.length)} ${files.length === 1 ? 'file' : 'files'}`;
  if (records === 0) return `No ${words.many} in ${where}: every row was rejected or known already.`;
  const isPlaced =
    addresses === null || addresses === 0
      ? ''
      : `, ${tenthOf(placed ?? 0, addresses)} with an address placed to the street or better`;
  const few = records < FEW_RECORDS ? '; so few that shares say little' : '';
  return `${counted(records, words)} in ${where}: ${shareToTenth(complete, records)} complete${isPlaced}${few}.`;
}

/** `Half of 4 trace requests came within 25 days of the recovery.` */
export function lateSentence({ from, to, known, medianDays }: NonNullable<QualityOfKind['late']>): string {
  if (known === 0) return `No record has both the day of the ${from} and that of the ${to}.`;
  const few = known < FEW_RECORDS ? ` It rests on ${formatCount(known)} only.` : '';
  return `From ${from} to ${to}: median ${medianWords(medianDays)}, of ${formatCount(known)} with both days.${few}`;
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
      ? 'the same as'
      : `${one.format(Math.abs(points))} points ${points < 0 ? 'fewer' : 'more'} than`;
  return `Of the newest ${months.slice(-12).length} months ${tenthOf(recent.complete, recent.records)} are complete, ${change} in the ${months.slice(-24, -12).length} before.`;
}

const sumOf = (months: readonly QualityTally[]) => ({
  records: months.reduce((sum, { records }) => sum + records, 0),
  complete: months.reduce((sum, { complete }) => sum + complete, 0),
});
