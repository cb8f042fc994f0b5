/** What formats, states and steps of an import are called on screen. */

import type { ImportBatch, ImportProgress } from '../../../domain/responses.ts';
import type { ImportFormat } from '../../../domain/vocabulary.ts';
import { formatCount } from '../../words/format.ts';
import { locale } from '../../words/language.ts';
import { say } from '../../words/say.ts';

export const FORMAT_WORDS: Readonly<Record<ImportFormat, string>> = {
  traces: say('Trace results'),
  incidents: say('Shootings and other incidents'),
  ballistics: say('Ballistic leads and hits'),
  debriefs: say('Debriefs'),
  'dealer-sales': say('Sales of dealers'),
  'multiple-sales': say('Multiple sales'),
  thefts: say('Stolen and lost guns'),
  inspections: say('Inspections of dealers'),
  ffl: say('ATF’s list of licensees'),
  'atf-state-tables': say('ATF’s state tables'),
};

export const FORMAT_HINTS: Readonly<Record<ImportFormat, string>> = {
  traces: say('Guns recovered and traced, one a row, as CSV or XLSX. You match the columns next.'),
  incidents: say(
    'Shootings or other crimes with date and place, one a row, as CSV or XLSX. You match the columns next.',
  ),
  ballistics: say(
    'Incidents that shell casings or bullets link, as CSV or XLSX: two a row, one of a group a row, or several in one cell of text. You match the columns next.',
  ),
  debriefs: say(
    'What people told about how they obtained guns, a gun a row, as CSV or XLSX. Leave names out. You match the columns next.',
  ),
  'dealer-sales': say(
    'How many guns each dealer sold in a year, quarter or month, as CSV or XLSX: a state’s registry, or California’s table of crime-gun dealers. You match the columns next.',
  ),
  'multiple-sales': say(
    'Two or more handguns sold to one buyer within five business days, a gun or a report a row, as CSV or XLSX. You match the columns next.',
  ),
  thefts: say('Guns stolen or lost, a gun or a report a row, as CSV or XLSX. You match the columns next.'),
  inspections: say(
    'What came of ATF’s inspections of dealers, one a row, as CSV or XLSX. You match the columns next.',
  ),
  ffl: say('Federal firearms licensees, as ATF publishes them each month: tab-delimited, CSV or XLSX.'),
  'atf-state-tables': say('Yearly counts by source and recovery state, as ATF publishes them: XLSX.'),
};

export const STATUS_WORDS: Readonly<Record<ImportBatch['status'], string>> = {
  awaiting_mapping: say('Waiting for its columns'),
  running: say('Running'),
  done: say('Done'),
  failed: say('Failed'),
  undone: say('Undone'),
};

/** What became of the rows of a file. What the last three leave of the first are lines that hold no record. */
export const ROW_WORDS = {
  rowsRead: say('Rows read'),
  rowsAccepted: say('Taken in'),
  rowsDuplicate: say('Known already'),
  rowsRejected: say('Rejected'),
} as const;

type Step = ImportProgress['step'];

/** In the order they happen. */
export const STEPS: readonly { readonly step: Step; readonly words: string }[] = [
  { step: 'reading', words: say('Reading rows') },
  { step: 'placing', words: say('Finding places') },
  { step: 'counting', words: say('Counting for the map') },
  { step: 'finished', words: say('Saved') },
];

const MEGABYTE = 1_000_000;

/** "812 kB", "14.2 MB". */
export function sizeOf(bytes: number): string {
  return bytes < MEGABYTE
    ? `${formatCount(Math.max(1, bytes / 1000))} kB`
    : `${(bytes / MEGABYTE).toLocaleString(locale, { maximumFractionDigits: 1 })} MB`;
}
