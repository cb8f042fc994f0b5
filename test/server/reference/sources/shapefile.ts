/** Builds shapefiles of lines in code: what a test needs of the format, and no more. */

type Position = readonly [lon: number, lat: number];

export interface LineShape {
  /** Null makes a record without a shape. */
  readonly lines: readonly (readonly Position[])[] | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly deleted?: boolean;
}

const LINE = 3;
export const POLYGON = 5;

/** The .shp file. */
export function shpFile(shapes: readonly LineShape[], type = LINE): Buffer {
  const records = shapes.map(({ lines }, index) => shapeRecord(index + 1, lines));
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + records.reduce((sum, { length }) => sum + length, 0)) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(type, 32);
  return Buffer.concat([header, ...records]);
}

function shapeRecord(number: number, lines: LineShape['lines']): Buffer {
  const points = lines?.flat() ?? [];
  const content = Buffer.alloc(lines === null ? 4 : 44 + lines.length * 4 + points.length * 16);
  content.writeInt32LE(lines === null ? 0 : LINE, 0);
  if (lines !== null) {
    content.writeInt32LE(lines.length, 36);
    content.writeInt32LE(points.length, 40);
    let first = 0;
    lines.forEach((line, index) => {
      content.writeInt32LE(first, 44 + index * 4);
      first += line.length;
    });
    points.forEach(([lon, lat], index) => {
      content.writeDoubleLE(lon, 44 + lines.length * 4 + index * 16);
      content.writeDoubleLE(lat, 52 + lines.length * 4 + index * 16);
    });
  }
  const header = Buffer.alloc(8);
  header.writeInt32BE(number, 0);
  header.writeInt32BE(content.length / 2, 4);
  return Buffer.concat([header, content]);
}

const CELL_BYTES = 24;

/** The .dbf file: each attribute of the first shape is a column. */
export function dbfFile(shapes: readonly LineShape[]): Buffer {
  const columns = Object.keys(shapes[0]?.attributes ?? {});
  const head = Buffer.alloc(32 + columns.length * 32 + 1);
  head.writeUInt32LE(shapes.length, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(1 + columns.length * CELL_BYTES, 10);
  columns.forEach((column, index) => {
    head.write(column, 32 + index * 32, 'latin1');
    head.write('C', 43 + index * 32, 'latin1');
    head.writeUInt8(CELL_BYTES, 48 + index * 32);
  });
  head.writeUInt8(0x0d, head.length - 1);
  const records = shapes.map(({ attributes, deleted = false }) =>
    Buffer.from(
      (deleted ? '*' : ' ') + columns.map((name) => (attributes[name] ?? '').padEnd(CELL_BYTES)).join(''),
      'latin1',
    ),
  );
  return Buffer.concat([head, ...records]);
}

export const NAD_83 =
  'GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983",SPHEROID["GRS_1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["Degree",0.017453292519943295]]';
