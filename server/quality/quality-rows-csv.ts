import { csvLine } from '../csv-line.ts';
import type { FigureRows } from './figure-rows.ts';
import type { QualityRow } from './quality-rows-read-model.ts';

/** The first line of the rows to mend. */
export const qualityRowsHeader = ({ shows }: FigureRows): string =>
  csvLine(['File', 'Row in file', ...shows.map(({ label }) => label), 'What is the matter', 'What to mend']);

/** One row to mend: where it stands, the values concerned, and what is the matter with them. */
export const qualityRowLine = ({ says, mend }: FigureRows, { file, row, values }: QualityRow): string =>
  csvLine([file, row, ...values, says, mend]);
