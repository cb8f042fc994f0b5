/** What formats, states and steps of an import are called on screen. */
import type { ImportBatch, ImportProgress } from '../../../domain/responses.ts';
import type { ImportFormat } from '../../../domain/vocabulary.ts';

export const FORMAT_WORDS: Readonly<Record<ImportFormat, string>> = {
  traces: 'Trace results',
  ffl: 'ATF’s list of licensees',
  'atf-state-tables': 'ATF’s state tables',
};

export const FORMAT_HINTS: Readonly<Record<ImportFormat, string>> = {
  traces: 'Guns recovered and traced, one a row, as CSV or XLSX. You match the columns next.',
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
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

const WHEN = new Intl.DateTimeFormat('en-US', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** An instant (ISO 8601) in the reader's own time zone: "Mar 4, 2025, 14:05". */
export function whenOf(instant: string): string {
  return WHEN.format(new Date(instant));
}

const MEGABYTE = 1_000_000;

/** "812 kB", "14.2 MB". */
export function sizeOf(bytes: number): string {
  return bytes < MEGABYTE
    ? `${Math.max(1, Math.round(bytes / 1000)).toLocaleString('en-US')} kB`
    : `${(bytes / MEGABYTE).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`;
}
