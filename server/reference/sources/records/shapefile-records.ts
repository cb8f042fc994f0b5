import type { Readable } from 'node:stream';
import { ImportRefusal } from '../../../imports/import-refusal.ts';
import type { AttributeHead } from './attribute-reader.ts';
import { readAttributeHead, readAttributes } from './attribute-reader.ts';
import { ByteReader } from './byte-reader.ts';
import type { RecordSource, SourceRecord } from './record-source.ts';
import { inChunks } from './record-source.ts';
import { readShape, readShapeHeader } from './shape-reader.ts';
import type { ShapefileParts } from './shapefile-parts.ts';

/** Degrees on NAD 83 or WGS 84: the two differ by less than two metres, far below the accuracy of street lines. */
const KNOWN_DATUM = /NORTH_?AMERICAN_?(?:DATUM_?)?(?:OF_?)?1983|NAD_?83|NAD_1983|WGS_?(?:19)?84/;

/** A shapefile of lines or points with their attributes, read side by side. */
export async function openShapefileRecords(parts: ShapefileParts): Promise<RecordSource> {
  refuseProjection(parts);
  const head = await withReader(parts, await parts.openAttributes(), readAttributeHead);
  await withReader(parts, await parts.openShapes(), readShapeHeader);
  let bytesRead = 0;
  return {
    columns: head.columns,
    hasGeometry: true,
    files: parts.files,
    fractionRead: () => Math.min(1, bytesRead / parts.shapeBytes),
    chunks() {
      bytesRead = 0;
      const count = (bytes: number) => {
        bytesRead += bytes;
      };
      return inChunks(records(parts, count));
    },
  };
}

function refuseProjection({ projection, name }: ShapefileParts): void {
  if (projection === null) return;
  const [, kind, title] = /^\s*(\w+)\s*\[\s*"([^"]*)"/.exec(projection) ?? [];
  const isGeographic = kind === 'GEOGCS' || kind === 'GEOGCRS';
  if (isGeographic && KNOWN_DATUM.test(projection.toUpperCase().replaceAll(' ', '_'))) return;
  throw new ImportRefusal(
    `${name}.prj says that the coordinates are ${title ?? 'of an unknown kind'}, not degrees on NAD 83 or WGS 84. Export the shapefile in WGS 84 (EPSG:4326) and load that.`,
  );
}

async function withReader<Result>(
  parts: ShapefileParts,
  stream: Readable,
  read: (bytes: ByteReader) => Promise<Result>,
): Promise<Result> {
  const bytes = new ByteReader(stream);
  try {
    return await read(bytes);
  } catch (error) {
    throw parts.explain(error);
  } finally {
    bytes.close();
  }
}

const SHAPES_AT_ONCE = 500;

async function* records(
  parts: ShapefileParts,
  onBytes: (bytes: number) => void,
): AsyncGenerator<readonly SourceRecord[]> {
  const decoder = new TextDecoder(/utf-?8/i.test(parts.encoding ?? '') ? 'utf-8' : 'windows-1252');
  const shapes = new ByteReader(await parts.openShapes(), onBytes);
  const attributes = new ByteReader(await parts.openAttributes());
  try {
    await readShapeHeader(shapes);
    const head = await readAttributeHead(attributes);
    let read: SourceRecord[] = [];
    for (let number = 1; ; number += 1) {
      const geometry = await readShape(shapes);
      if (geometry === undefined) {
        refuseMissing(number - 1, head);
        break;
      }
      if (number > head.records) refuseMissing(number, head);
      const cells = await readAttributes(attributes, head, decoder);
      if (cells !== null) read.push({ number, cells, geometry });
      if (read.length < SHAPES_AT_ONCE) continue;
      yield read;
      read = [];
    }
    yield read;
  } catch (error) {
    throw parts.explain(error);
  } finally {
    shapes.close();
    attributes.close();
  }
}

function refuseMissing(shapes: number, { records }: AttributeHead): void {
  if (shapes === records) return;
  throw new ImportRefusal(
    `The .shp file has ${shapes > records ? 'more' : `only ${shapes}`} shapes where the .dbf file has ${records} records, so they do not belong together. Download the shapefile again.`,
  );
}
