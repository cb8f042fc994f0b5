import type { ImportFormat } from '../../../domain/vocabulary.ts';

/** A file in which the records of an import can be taken along. */
export interface RecordFile {
  readonly layer: string;
  readonly format: 'geojson' | 'csv';
  readonly words: string;
}

interface RecordLayer {
  readonly layer: string;
  readonly records: string;
  /** Whether its records have places to draw. */
  readonly isPlaced: boolean;
}

const LAYERS: Readonly<Partial<Record<ImportFormat, RecordLayer>>> = {
  incidents: { layer: 'incidents', records: 'incidents', isPlaced: true },
  ballistics: { layer: 'links', records: 'leads and hits', isPlaced: true },
  debriefs: { layer: 'debriefs', records: 'debriefs', isPlaced: true },
  thefts: { layer: 'thefts', records: 'stolen and lost guns', isPlaced: true },
  'dealer-sales': { layer: 'dealer-sales', records: 'sales of dealers', isPlaced: false },
  'multiple-sales': { layer: 'multiple-sales', records: 'multiple sales', isPlaced: false },
  inspections: { layer: 'inspections', records: 'inspections', isPlaced: false },
};

/** Files of the records of a format that the map does not show one by one; none of one that it does. */
export function recordFiles(format: ImportFormat): readonly RecordFile[] {
  const of = LAYERS[format];
  if (of === undefined) return [];
  const table: RecordFile = { layer: of.layer, format: 'csv', words: `Download ${of.records} (CSV)` };
  if (!of.isPlaced) return [table];
  return [table, { layer: of.layer, format: 'geojson', words: `Download ${of.records} (GeoJSON)` }];
}
