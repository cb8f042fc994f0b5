/** What can be taken away as a file, and in which formats. */

/** Layers of single records: each row is an agency's own. */
export const RECORD_LAYERS = [
  'recoveries',
  'incidents',
  'links',
  'debriefs',
  'thefts',
  'dealer-sales',
  'multiple-sales',
  'inspections',
] as const;
export const EXPORT_LAYERS = [...RECORD_LAYERS, 'dealers', 'flows', 'hotspots', 'area-balance'] as const;
export type ExportLayer = (typeof EXPORT_LAYERS)[number];

/** Whether a layer's rows are single records. */
export const isOfRecords = (layer: ExportLayer): boolean => RECORD_LAYERS.some((one) => one === layer);

export const EXPORT_FORMATS = ['geojson', 'csv'] as const;
export type ExportFormatId = (typeof EXPORT_FORMATS)[number];
