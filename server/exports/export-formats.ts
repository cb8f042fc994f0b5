import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import { csvLine } from '../csv-line.ts';
import type { ExportFeature } from './export-pages.ts';

export const EXPORT_FORMATS = ['geojson', 'csv'] as const;
export type ExportFormatId = (typeof EXPORT_FORMATS)[number];

/** How a file is put together of its features. */
export interface ExportFormat {
  readonly contentType: string;
  /** What stands before the features, whose properties are named by `columns`. */
  readonly start: (columns: readonly string[]) => string;
  readonly feature: (feature: ExportFeature, columns: readonly string[], isFirst: boolean) => string;
  readonly end: string;
}

/** Rows of a CSV file get copied and cut; so each says what a picture says once. */
const SHORT_NOTICE = 'Traced guns are not a random sample of crime guns.';

/** RFC 7946, with the notice as a member of its own. */
const geojson: ExportFormat = {
  contentType: 'application/geo+json',
  start: () => `{"type":"FeatureCollection","notice":${JSON.stringify(NOT_A_RANDOM_SAMPLE)},"features":[`,
  feature: ({ id, geometry, properties }, _columns, isFirst) =>
    `${isFirst ? '\n' : ',\n'}${JSON.stringify({ type: 'Feature', id, geometry, properties })}`,
  end: '\n]}\n',
};

/** The properties, then the point where there is one, then the notice; a line (a flow) keeps its codes instead. */
const csv: ExportFormat = {
  contentType: 'text/csv; charset=utf-8',
  start: (columns) => csvLine([...columns, 'longitude', 'latitude', 'notice']),
  feature: ({ geometry, properties }, columns) =>
    csvLine([
      ...columns.map((column) => String(properties[column] ?? '')),
      ...(geometry?.type === 'Point' ? geometry.coordinates.map(String) : ['', '']),
      SHORT_NOTICE,
    ]),
  end: '',
};

export const EXPORT_FORMAT: Readonly<Record<ExportFormatId, ExportFormat>> = { geojson, csv };
