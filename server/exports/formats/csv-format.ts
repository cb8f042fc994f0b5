import type { CsvCell } from '../../csv-line.ts';
import { csvLine } from '../../csv-line.ts';
import type { ExportFormat } from './export-format.ts';

/**
 * The properties, then the point where there is one, then the notice, for rows get copied and cut; a line (a flow) keeps its
 * codes instead.
 */
export const csvFormat: ExportFormat = {
  contentType: 'text/csv; charset=utf-8',
  async *write({ columns, notice, pages }) {
    let head = csvLine([...columns.map(({ name }) => name), 'longitude', 'latitude', 'notice']);
    for await (const features of pages) {
      let text = head;
      head = '';
      for (const { geometry, properties } of features) {
        text += csvLine([
          ...columns.map(({ name }) => cellOf(properties[name])),
          ...(geometry?.type === 'Point' ? geometry.coordinates : [null, null]),
          notice.short,
        ]);
      }
      yield text;
    }
  },
};

function cellOf(value: unknown): CsvCell {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' ? value : String(value);
}
