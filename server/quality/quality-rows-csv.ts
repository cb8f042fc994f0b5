import type { Speech } from '../../domain/languages/speech.ts';
import { inWordsOf } from '../../domain/languages/told.ts';
import { csvLine } from '../csv-line.ts';
import type { FigureRows } from './figure-rows.ts';
import type { QualityRow } from './quality-rows-read-model.ts';
import { saidValues } from './said-values.ts';

/** The first line of the rows to mend. */
export function qualityRowsHeader({ shows }: FigureRows, speech: Speech): string {
  const { say } = speech;
  const labels = shows.map(({ label }) => inWordsOf(speech, label));
  return csvLine([
    say('File'),
    say('Row in file'),
    ...labels,
    say('What is the matter'),
    say('What to mend'),
  ]);
}

/** One row to mend: where it stands, the values concerned, and what is the matter with them. */
export function qualityRowLine(
  figure: FigureRows,
  { file, row, values }: QualityRow,
  speech: Speech,
): string {
  const { shows, says, mend } = figure;
  const said = saidValues(shows, values, speech);
  return csvLine([file, row, ...said, inWordsOf(speech, says), mend && inWordsOf(speech, mend)]);
}
