import path from 'node:path';
import { ImportRefusal } from '../../../imports/import-refusal.ts';
import { inspectFile } from '../../../imports/tables/file-content.ts';
import { openGeoJsonRecords } from './geojson-records.ts';
import type { RecordSource } from './record-source.ts';
import { shapefileInArchive, shapefileInFolder } from './shapefile-parts.ts';
import { openShapefileRecords } from './shapefile-records.ts';
import { openTableRecords } from './table-records.ts';

/** What tells that a file is of the kind it is loaded as. */
export interface ExpectedColumns {
  readonly accepts: (columns: readonly string[]) => boolean;
  /** What to say where it is not. */
  readonly refusal: string;
}

/**
 * Opens a table (CSV, .xlsx), a GeoJSON file or a shapefile (its .shp, or the .zip of all its files). Throws an
 * ImportRefusal in words for anything else, and where the columns are not the expected ones.
 */
export async function openRecords(
  file: string,
  { accepts, refusal }: ExpectedColumns,
): Promise<RecordSource> {
  const extension = path.extname(file).toLowerCase();
  if (extension === '.dbf' || extension === '.shx' || extension === '.prj') {
    throw new ImportRefusal(`${path.basename(file)} is one part of a shapefile. Load its .shp file instead.`);
  }
  if (extension === '.shp' || extension === '.zip') {
    const parts = await (extension === '.shp' ? shapefileInFolder(file) : shapefileInArchive(file));
    return checked(await openShapefileRecords(parts));
  }
  const content = await inspectFile(file);
  if (content.kind === 'text' && content.sample.trimStart().startsWith('{')) {
    return checked(await openGeoJsonRecords(file, content.sample));
  }
  return openTableRecords(file, accepts, refusal);

  function checked(source: RecordSource): RecordSource {
    if (accepts(source.columns)) return source;
    throw new ImportRefusal(refusal);
  }
}
