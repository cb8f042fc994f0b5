import { ImportRefusal } from '../../../imports/import-refusal.ts';
import type { ByteReader } from './byte-reader.ts';
import type { Position, SourceGeometry } from './record-source.ts';

/** The main file of a shapefile (ESRI Shapefile Technical Description, 1998): points and lines. */
const FILE_CODE = 9994;
const HEADER_BYTES = 100;
const RECORD_HEADER_BYTES = 8;
const NULL_SHAPE = 0;
/** Each also with heights (1x) and measures (2x), which are left out. */
const POINT_SHAPES = [1, 11, 21];
const LINE_SHAPES = [3, 13, 23];
/** A record longer than this is damage: the longest road has some ten thousand points. */
const LONGEST_RECORD_BYTES = 16 * 1024 ** 2;

/** Reads the header; shapes follow. */
export async function readShapeHeader(bytes: ByteReader): Promise<void> {
  const header = await bytes.take(HEADER_BYTES);
  if (header.length < HEADER_BYTES || header.readInt32BE(0) !== FILE_CODE) {
    throw new ImportRefusal('The .shp file is not that of a shapefile. Download the shapefile again.');
  }
  const type = header.readInt32LE(32);
  if (![NULL_SHAPE, ...POINT_SHAPES, ...LINE_SHAPES].includes(type)) {
    throw new ImportRefusal(
      `The shapefile holds neither lines nor points (its shape type is ${type}). Choose the file of street lines or address points.`,
    );
  }
}

/** The next shape, null where the record has none; undefined at the end of the file. */
export async function readShape(bytes: ByteReader): Promise<SourceGeometry | null | undefined> {
  const header = await bytes.take(RECORD_HEADER_BYTES);
  if (header.length === 0) return undefined;
  if (header.length < RECORD_HEADER_BYTES) throw damaged();
  const length = header.readInt32BE(4) * 2;
  if (length < 4 || length > LONGEST_RECORD_BYTES) throw damaged();
  const content = await bytes.take(length);
  if (content.length < length) throw damaged();
  const type = content.readInt32LE(0);
  try {
    if (POINT_SHAPES.includes(type)) return { kind: 'point', at: positionAt(content, 4) };
    if (LINE_SHAPES.includes(type)) return { kind: 'lines', lines: linesOf(content) };
  } catch (error) {
    if (error instanceof RangeError) throw damaged();
    throw error;
  }
  return null;
}

function linesOf(content: Buffer): Position[][] {
  const parts = content.readInt32LE(36);
  const points = content.readInt32LE(40);
  const firstPoint = 44 + parts * 4;
  const lines: Position[][] = [];
  for (let part = 0; part < parts; part += 1) {
    const from = content.readInt32LE(44 + part * 4);
    const to = part + 1 < parts ? content.readInt32LE(48 + part * 4) : points;
    const line: Position[] = [];
    for (let at = from; at < to; at += 1) line.push(positionAt(content, firstPoint + at * 16));
    lines.push(line);
  }
  return lines;
}

function positionAt(content: Buffer, offset: number): Position {
  return [content.readDoubleLE(offset), content.readDoubleLE(offset + 8)];
}

function damaged(): ImportRefusal {
  return new ImportRefusal('The .shp file is damaged or ends in the middle. Download the shapefile again.');
}
