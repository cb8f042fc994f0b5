import type { ImportFormat } from '../../../domain/vocabulary.ts';
import { say } from '../../words/say.ts';

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
  ballistics: { layer: 'links', records: say('leads and hits'), isPlaced: true },
  debriefs: { layer: 'debriefs', records: 'debriefs', isPlaced: true },
  thefts: { layer: 'thefts', records: say('stolen and lost guns'), isPlaced: true },
  'dealer-sales': { layer: 'dealer-sales', records: say('sales of dealers'), isPlaced: false },
  'multiple-sales': { layer: 'multiple-sales', records: say('multiple sales'), isPlaced: false },
  inspections: { layer: 'inspections', records: 'inspections', isPlaced: false },
};

/** Files of the records of a format that the map does not show one by one; none of one that it does. */
export function recordFiles(format: ImportFormat): readonly RecordFile[] {
  const of = LAYERS[format];
  if (of === undefined) return [];
  const table: RecordFile = {
    layer: of.layer,
    format: 'csv',
    words: say('Download {records} (CSV)', { records: of.records }),
  };
  if (!of.isPlaced) return [table];
  return [
    table,
    {
      layer: of.layer,
      format: 'geojson',
      words: say('Download {records} (GeoJSON)', { records: of.records }),
    },
  ];
}
