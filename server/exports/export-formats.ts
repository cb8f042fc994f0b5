import type { CsvCell } from '../csv-line.ts';
import { csvLine } from '../csv-line.ts';
import type { ExportFeature, ExportNotice } from './export-pages.ts';

export const EXPORT_FORMATS = ['geojson', 'csv'] as const;
export type ExportFormatId = (typeof EXPORT_FORMATS)[number];

/** What a feature is written with. */
export interface ExportRow {
  readonly columns: readonly string[];
  readonly notice: ExportNotice;
  readonly isFirst: boolean;
}

/** How a file is put together of its features. */
export interface ExportFormat {
  readonly contentType: string;
  /** What stands before the features, whose properties are named by `columns`. */
  readonly start: (columns: readonly string[], notice: ExportNotice) => string;
  readonly feature: (feature: ExportFeature, row: ExportRow) => string;
  readonly end: string;
}

/** RFC 7946, with the notice as a member of its own. */
const geojson: ExportFormat = {
  contentType: 'application/geo+json',
  start: (_columns, { whole }) =>
    `{"type":"FeatureCollection","notice":${JSON.stringify(whole)},"features":[`,
  feature: ({ id, geometry, properties }, { isFirst }) =>
    `${isFirst ? '\n' : ',\n'}${JSON.stringify({ type: 'Feature', id, geometry, properties })}`,
  end: '\n]}\n',
};

/**
 * The properties, then the point where there is one, then the notice, for rows get copied and cut; a line (a flow) keeps its
 * codes instead.
 */
const csv: ExportFormat = {
  contentType: 'text/csv; charset=utf-8',
  start: (columns) => csvLine([...columns, 'longitude', 'latitude', 'notice']),
  feature: ({ geometry, properties }, { columns, notice }) =>
    csvLine([
      ...columns.map((column) => cellOf(properties[column])),
      ...(geometry?.type === 'Point' ? geometry.coordinates : [null, null]),
      notice.short,
    ]),
  end: '',
};

function cellOf(value: unknown): CsvCell {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' ? value : String(value);
}

export const EXPORT_FORMAT: Readonly<Record<ExportFormatId, ExportFormat>> = { geojson, csv };
