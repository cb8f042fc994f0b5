import type { ExportColumn } from '../../domain/exports/export-column.ts';
import { csvLine } from '../csv-line.ts';

/** What columns mean, a line each. */
export const dictionaryCsv = (columns: readonly ExportColumn[]): string =>
  [
    ['column', 'type', 'unit', 'meaning', 'from'],
    ...columns.map(({ name, type, unit, means, from }) => [name, type, unit, means, from]),
  ]
    .map(csvLine)
    .join('');
