import type { ExportFormatId } from '../../../domain/exports/export-layers.ts';
import { csvFormat } from './csv-format.ts';
import type { ExportFormat } from './export-format.ts';
import { flatgeobufFormat } from './flatgeobuf-format.ts';
import { geojsonFormat } from './geojson-format.ts';
import { geopackageFormat } from './geopackage-format.ts';
import { graphmlFormat } from './graphml-format.ts';
import { xlsxFormat } from './xlsx-format.ts';

export const EXPORT_FORMAT: Readonly<Record<ExportFormatId, ExportFormat>> = {
  geojson: geojsonFormat,
  csv: csvFormat,
  xlsx: xlsxFormat,
  gpkg: geopackageFormat,
  fgb: flatgeobufFormat,
  graphml: graphmlFormat,
};
