/** What formats, states and steps of an import are called on screen. */
import type { ImportBatch, ImportProgress } from '../../../domain/responses.ts';
import type { ImportFormat } from '../../../domain/vocabulary.ts';
import { formatCount } from '../../words/format.ts';

export const FORMAT_WORDS: Readonly<Record<ImportFormat, string>> = {
  traces: 'Trace results',
  incidents: 'Shootings and other incidents',
  ballistics: 'Ballistic leads and hits',
  debriefs: 'Debriefs',
  'dealer-sales': 'Sales of dealers',
  'multiple-sales': 'Multiple sales',
  thefts: 'Stolen and lost guns',
  inspections: 'Inspections of dealers',
  ffl: 'ATF’s list of licensees',
  'atf-state-tables': 'ATF’s state tables',
};

export const FORMAT_HINTS: Readonly<Record<ImportFormat, string>> = {
  traces: 'Guns recovered and traced, one a row, as CSV or XLSX. You match the columns next.',
  incidents:
    'Shootings or other crimes with date and place, one a row, as CSV or XLSX. You match the columns next.',
  ballistics:
    'Incidents that shell casings or bullets link, as CSV or XLSX: two a row, one of a group a row, or several in one cell of text. You match the columns next.',
  debriefs:
    'What people told about how they obtained guns, a gun a row, as CSV or XLSX. Leave names out. You match the columns next.',
  'dealer-sales':
    'How many guns each dealer sold in a year, quarter or month, as CSV or XLSX: a state’s registry, or California’s table of crime-gun dealers. You match the columns next.',
  'multiple-sales':
    'Two or more handguns sold to one buyer within five business days, a gun or a report a row, as CSV or XLSX. You match the columns next.',
  thefts: 'Guns stolen or lost, a gun or a report a row, as CSV or XLSX. You match the columns next.',
  inspections:
    'What came of ATF’s inspections of dealers, one a row, as CSV or XLSX. You match the columns next.',
  ffl: 'Federal firearms licensees, as ATF publishes them each month: tab-delimited, CSV or XLSX.',
  'atf-state-tables': 'Yearly counts by source and recovery state, as ATF publishes them: XLSX.',
};

export const STATUS_WORDS: Readonly<Record<ImportBatch['status'], string>> = {
  awaiting_mapping: 'Waiting for its columns',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  undone: 'Undone',
};

/** What became of the rows of a file. What the last three leave of the first are lines that hold no record. */
export const ROW_WORDS = {
  rowsRead: 'Rows read',
  rowsAccepted: 'Taken in',
  rowsDuplicate: 'Known already',
  rowsRejected: 'Rejected',
} as const;

type Step = ImportProgress['step'];

/** In the order they happen. */
export const STEPS: readonly { readonly step: Step; readonly words: string }[] = [
  { step: 'reading', words: 'Reading rows' },
  { step: 'placing', words: 'Finding places' },
  { step: 'counting', words: 'Counting for the map' },
  { step: 'finished', words: 'Saved' },
];

/** "1 row", "2,431 rows". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

const MEGABYTE = 1_000_000;

/** "812 kB", "14.2 MB". */
export function sizeOf(bytes: number): string {
  return bytes < MEGABYTE
    ? `${formatCount(Math.max(1, bytes / 1000))} kB`
    : `${(bytes / MEGABYTE).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`;
}
