import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Statement } from 'node-sqlite3-wasm';
import sqlite from 'node-sqlite3-wasm';
import type { ExportGeometry } from '../../../domain/exports/export-layers.ts';
import { geometryOf } from '../../../domain/exports/export-layers.ts';
import type { ExportFeature } from '../export-pages.ts';
import type { ExportFormat, ExportTable } from './export-format.ts';
import { featureTable, GEOPACKAGE_TABLES } from './geopackage-schema.ts';
import { throughFile } from './through-file.ts';
import type { Extent } from './wkb.ts';
import { extentOf, geoPackageGeometry } from './wkb.ts';

/** Rows written before others get their turn: writing is not asynchronous, and takes some 10 µs a row. */
const ROWS_A_TURN = 500;
const EPSG_OF_DEGREES = 4326;

/**
 * A GeoPackage of one table, as QGIS, ArcGIS and GDAL open it; with it what its columns mean, and where it comes from. It has no
 * index of places: the SQLite that writes it has no R-trees. QGIS makes one when asked.
 */
export const geopackageFormat: ExportFormat = {
  contentType: 'application/geopackage+sqlite3',
  write: (table) => throughFile((file) => writeGeoPackage(table, file)),
};

type Database = InstanceType<typeof sqlite.Database>;

async function writeGeoPackage(table: ExportTable, file: string): Promise<void> {
  const database = new sqlite.Database(file);
  try {
    // Nobody reads it before it is whole, and it is thrown away where it does not get so far.
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000');
    database.exec(GEOPACKAGE_TABLES);
    database.exec('BEGIN');
    describeTable(database, table);
    const extent = await insertRows(database, table);
    if (extent !== null) {
      database.run('UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?', [...extent]);
    }
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

/** Makes the table, and tells of it wherever readers look. */
function describeTable(database: Database, { layer, columns, notice, provenance }: ExportTable): void {
  const geometry = geometryOf(layer);
  database.exec(featureTable(layer, columns, geometry === null ? null : geometry.toUpperCase()));
  database.run(
    'INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?, ?, ?, ?, ?)',
    [layer, ...contentsOf(geometry, layer), notice.whole, geometry === null ? null : EPSG_OF_DEGREES],
  );
  if (geometry !== null) {
    database.run('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)', [
      layer,
      'geom',
      geometry.toUpperCase(),
      EPSG_OF_DEGREES,
    ]);
  }
  for (const { name, means, unit, from } of columns) {
    const description = `${means}${unit === null ? '' : ` Unit: ${unit}.`} From: ${from}.`;
    database.run(
      'INSERT INTO gpkg_data_columns (table_name, column_name, name, title, description) VALUES (?, ?, ?, ?, ?)',
      [layer, name, name, name, description],
    );
  }
  database.run('INSERT INTO gpkg_metadata (id, md_standard_uri, mime_type, metadata) VALUES (1, ?, ?, ?)', [
    'https://www.rfc-editor.org/rfc/rfc8259',
    'application/json',
    JSON.stringify(provenance),
  ]);
  database.run(
    `INSERT INTO gpkg_metadata_reference (reference_scope, table_name, md_file_id) VALUES ('table', ?, 1)`,
    [layer],
  );
}

const contentsOf = (geometry: ExportGeometry | null, layer: string) =>
  [geometry === null ? 'attributes' : 'features', layer] as const;

/** Gives the extent of all rows of known place; null where there is none. */
async function insertRows(
  database: Database,
  { layer, columns, pages }: ExportTable,
): Promise<Extent | null> {
  const hasPlace = geometryOf(layer) !== null;
  const names = columns.map(({ name }) => name);
  const fields = [...(hasPlace ? ['geom'] : []), ...names.map((name) => `"${name}"`)];
  const statement = database.prepare(
    `INSERT INTO "${layer}" (${fields.join(', ')}) VALUES (${fields.map(() => '?').join(', ')})`,
  );
  let extent: Extent | null = null;
  try {
    for await (const features of pages) {
      for (let from = 0; from < features.length; from += ROWS_A_TURN) {
        for (const feature of features.slice(from, from + ROWS_A_TURN)) {
          insertRow(statement, feature, names, hasPlace);
          if (feature.geometry !== null) extent = extentOf(feature.geometry, extent);
        }
        await nextTurn();
      }
    }
  } finally {
    statement.finalize();
  }
  return extent;
}

function insertRow(
  statement: Statement,
  { geometry, properties }: ExportFeature,
  names: readonly string[],
  hasPlace: boolean,
): void {
  const values = names.map((name) => properties[name] ?? null);
  const place = geometry === null ? null : geoPackageGeometry(geometry, extentOf(geometry));
  statement.run(hasPlace ? [place, ...values] : values);
}
