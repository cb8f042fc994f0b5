import { Builder } from 'flatbuffers';
import { Column } from 'flatgeobuf/lib/mjs/flat-geobuf/column.js';
import { ColumnType } from 'flatgeobuf/lib/mjs/flat-geobuf/column-type.js';
import { Crs } from 'flatgeobuf/lib/mjs/flat-geobuf/crs.js';
import { GeometryType } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js';
import { Header } from 'flatgeobuf/lib/mjs/flat-geobuf/header.js';
import type { ExportColumn, ColumnType as TypeOfColumn } from '../../../domain/exports/export-column.ts';
import { geometryOf } from '../../../domain/exports/export-layers.ts';
import type { ExportFormat, ExportTable } from './export-format.ts';
import { flatFeature } from './flatgeobuf-feature.ts';

const MAGIC = Uint8Array.of(0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62, 0x00);
const EPSG_OF_DEGREES = 4326;

const TYPE: Readonly<Record<TypeOfColumn, ColumnType>> = {
  integer: ColumnType.Long,
  real: ColumnType.Double,
  text: ColumnType.String,
  boolean: ColumnType.Bool,
  date: ColumnType.DateTime,
};

/**
 * FlatGeobuf 3 (https://flatgeobuf.org), written as it comes: without its index of places, which can only be made of the whole,
 * and without the number of features, which is not known when the file begins. Rows whose place is not known are left out: the
 * programs that draw such files in a browser stop at them.
 */
export const flatgeobufFormat: ExportFormat = {
  contentType: 'application/flatgeobuf',
  async *write(table) {
    let head = [MAGIC, headerOf(table)];
    const builder = new Builder(1024);
    for await (const features of table.pages) {
      const pieces = features.flatMap(({ geometry, properties }) =>
        geometry === null ? [] : [flatFeature(builder, geometry, properties, table.columns)],
      );
      yield Buffer.concat([...head, ...pieces]);
      head = [];
    }
  },
};

function headerOf({ layer, columns, notice, provenance }: ExportTable): Uint8Array {
  const builder = new Builder(4096);
  const columnsAt = Header.createColumnsVector(
    builder,
    columns.map((column) => columnOf(builder, column)),
  );
  const nameAt = builder.createString(layer);
  const descriptionAt = builder.createString(notice.whole);
  const metadataAt = builder.createString(JSON.stringify({ provenance: JSON.stringify(provenance) }));
  const originAt = builder.createString('EPSG');
  Crs.startCrs(builder);
  Crs.addOrg(builder, originAt);
  Crs.addCode(builder, EPSG_OF_DEGREES);
  const crsAt = Crs.endCrs(builder);
  Header.startHeader(builder);
  Header.addName(builder, nameAt);
  Header.addGeometryType(builder, GeometryType[geometryOf(layer) ?? 'Unknown']);
  Header.addColumns(builder, columnsAt);
  Header.addFeaturesCount(builder, 0n);
  Header.addIndexNodeSize(builder, 0);
  Header.addCrs(builder, crsAt);
  Header.addDescription(builder, descriptionAt);
  Header.addMetadata(builder, metadataAt);
  const headerAt = Header.endHeader(builder);
  // The coordinates of the features after it must begin at a multiple of 8: readers look at them where they lie.
  builder.prep(8, 0);
  Header.finishSizePrefixedHeaderBuffer(builder, headerAt);
  return builder.asUint8Array();
}

function columnOf(builder: Builder, { name, type, means }: ExportColumn): number {
  const nameAt = builder.createString(name);
  const descriptionAt = builder.createString(means);
  Column.startColumn(builder);
  Column.addName(builder, nameAt);
  Column.addType(builder, TYPE[type]);
  Column.addDescription(builder, descriptionAt);
  return Column.endColumn(builder);
}
