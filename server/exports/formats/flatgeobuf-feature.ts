import type { Builder } from 'flatbuffers';
import { Feature } from 'flatgeobuf/lib/mjs/flat-geobuf/feature.js';
import { Geometry as FlatGeometry } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry.js';
import { GeometryType } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js';
import type { ExportColumn } from '../../../domain/exports/export-column.ts';
import type { ExportFeature } from '../export-pages.ts';

type Geometry = NonNullable<ExportFeature['geometry']>;

/** A feature with the bytes of its length before it. */
export function flatFeature(
  builder: Builder,
  geometry: Geometry,
  properties: ExportFeature['properties'],
  columns: readonly ExportColumn[],
): Uint8Array {
  builder.clear();
  const propertiesAt = Feature.createPropertiesVector(builder, propertyBytes(properties, columns));
  const geometryAt = geometryIn(builder, geometry);
  Feature.startFeature(builder);
  Feature.addGeometry(builder, geometryAt);
  Feature.addProperties(builder, propertiesAt);
  Feature.finishSizePrefixedFeatureBuffer(builder, Feature.endFeature(builder));
  // The builder is used again: its bytes are copied.
  return builder.asUint8Array().slice();
}

function geometryIn(builder: Builder, geometry: Geometry): number {
  const xy = xyOf(geometry);
  const xyAt = FlatGeometry.createXyVector(builder, xy);
  FlatGeometry.startGeometry(builder);
  FlatGeometry.addXy(builder, xyAt);
  FlatGeometry.addType(builder, GeometryType[geometry.type]);
  return FlatGeometry.endGeometry(builder);
}

/** A polygon is the outline of a cell, one ring: its end needs no telling. */
function xyOf(geometry: Geometry): number[] {
  if (geometry.type === 'Point') return geometry.coordinates;
  return (geometry.type === 'LineString' ? geometry.coordinates : geometry.coordinates.flat()).flat();
}

/** For each value that is known: the number of its column in 2 bytes, then itself as its type has it. */
function propertyBytes(
  properties: ExportFeature['properties'],
  columns: readonly ExportColumn[],
): Uint8Array {
  const pieces: Uint8Array[] = [];
  columns.forEach(({ name, type }, at) => {
    const value = properties[name] ?? null;
    if (value !== null) pieces.push(valueBytes(at, type, value));
  });
  return Buffer.concat(pieces);
}

function valueBytes(column: number, type: ExportColumn['type'], value: string | number | boolean): Buffer {
  if (type === 'boolean') return headed(column, 1, (bytes) => bytes.writeUInt8(value ? 1 : 0, 2));
  if (type === 'integer') return headed(column, 8, (bytes) => bytes.writeBigInt64LE(BigInt(value), 2));
  if (type === 'real') return headed(column, 8, (bytes) => bytes.writeDoubleLE(Number(value), 2));
  const text = Buffer.from(String(value));
  return headed(column, 4 + text.length, (bytes) => {
    bytes.writeUInt32LE(text.length, 2);
    text.copy(bytes, 6);
  });
}

function headed(column: number, length: number, fill: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(2 + length);
  bytes.writeUInt16LE(column, 0);
  fill(bytes);
  return bytes;
}
