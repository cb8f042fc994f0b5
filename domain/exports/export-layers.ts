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
export const EXPORT_LAYERS = [
  ...RECORD_LAYERS,
  'dealers',
  'flows',
  'hotspots',
  'area-balance',
  'released',
] as const;
export type ExportLayer = (typeof EXPORT_LAYERS)[number];

/** Whether a layer's rows are single records. */
export const isOfRecords = (layer: ExportLayer): boolean => RECORD_LAYERS.some((one) => one === layer);

/** Longest text of what an export is for. */
export const MOST_PURPOSE = 200;

export type ExportGeometry = 'Point' | 'LineString' | 'Polygon';

const GEOMETRY_OF: Readonly<Partial<Record<ExportLayer, ExportGeometry | null>>> = {
  links: 'LineString',
  flows: 'LineString',
  released: 'LineString',
  hotspots: 'Polygon',
  'dealer-sales': null,
  'multiple-sales': null,
  inspections: null,
};

/** What a layer's rows are drawn as, those of known place; null for a layer that has none. */
export function geometryOf(layer: ExportLayer): ExportGeometry | null {
  const geometry = GEOMETRY_OF[layer];
  return geometry === undefined ? 'Point' : geometry;
}

export const EXPORT_FORMATS = ['geojson', 'csv', 'xlsx', 'gpkg', 'fgb', 'graphml'] as const;
export type ExportFormatId = (typeof EXPORT_FORMATS)[number];

/** The formats that can hold a layer: FlatGeobuf is for what lies somewhere, GraphML for what joins places. */
export const formatsOf = (layer: ExportLayer): readonly ExportFormatId[] =>
  EXPORT_FORMATS.filter(
    (format) =>
      (format !== 'graphml' || layer === 'flows') && (format !== 'fgb' || geometryOf(layer) !== null),
  );
