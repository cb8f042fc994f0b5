import type { ExportFormatId } from '../../domain/exports/export-layers.ts';
import { say } from './say.ts';

/** What a format is called, and what opens it. */
export const EXPORT_FORMAT_WORDS: Readonly<
  Record<ExportFormatId, { readonly label: string; readonly opens: string }>
> = {
  geojson: { label: say('GeoJSON'), opens: say('Opens in nearly every map program and in the browser.') },
  csv: { label: 'CSV', opens: say('A plain table, for spreadsheets and statistics programs.') },
  xlsx: {
    label: say('Excel'),
    opens: say('A workbook with a second sheet that says what it is. At most 1,048,575 rows.'),
  },
  gpkg: {
    label: say('GeoPackage'),
    opens: say('Opens in QGIS and ArcGIS, with types and meanings of all columns.'),
  },
  fgb: {
    label: say('FlatGeobuf'),
    opens: say('For large maps in the browser. Rows without a known place are left out.'),
  },
  graphml: {
    label: say('GraphML'),
    opens: say('A network of areas and flows, for Gephi, yEd and Cytoscape.'),
  },
};

const KILO = 1000;

/** A size of a file, as browsers tell it: `412 KB`, `3.1 MB`. */
export function fileSize(bytes: number): string {
  if (bytes < KILO * KILO) return say('{bytes} KB', { bytes: Math.ceil(bytes / KILO) });
  return say('{bytes} MB', { bytes: (bytes / KILO / KILO).toFixed(1) });
}
