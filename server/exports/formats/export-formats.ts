import type { ExportFormatId } from '../../../domain/exports/export-layers.ts';
import { csvFormat } from './csv-format.ts';
import type { ExportFormat } from './export-format.ts';
import { geojsonFormat } from './geojson-format.ts';

export const EXPORT_FORMAT: Readonly<Record<ExportFormatId, ExportFormat>> = {
  geojson: geojsonFormat,
  csv: csvFormat,
};
