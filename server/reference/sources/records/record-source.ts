/** Degrees of WGS 84, as far as the file keeps to it. */
export type Position = readonly [lon: number, lat: number];

export type SourceGeometry =
  | { readonly kind: 'point'; readonly at: Position }
  | { readonly kind: 'lines'; readonly lines: readonly (readonly Position[])[] };

/** One record of a file: a row of a table, a feature of a GeoJSON file or a shape with its attributes. */
export interface SourceRecord {
  /** A table's row as a spreadsheet numbers it; of the others the first record is 1. */
  readonly number: number;
  /** Values as text, one for each column; blank where there is none. */
  readonly cells: readonly string[];
  /** Null where the record has none that can be read. */
  readonly geometry: SourceGeometry | null;
}

/** A file of records, whatever it is encoded in. */
export interface RecordSource {
  readonly columns: readonly string[];
  /** Whether records have geometries, beside what their cells may say of coordinates. */
  readonly hasGeometry: boolean;
  /** The files it is read from: a shapefile has several. */
  readonly files: readonly string[];
  /** Reads the records from the start, some at a time. Throws an ImportRefusal where the file turns out broken. */
  chunks(): AsyncIterable<readonly SourceRecord[]>;
  /** Part of the file the latest `chunks` has read, 0 to 1. */
  fractionRead(): number;
}

/** Records a chunk holds: a statement of so many rows takes some 50 milliseconds. */
export const RECORDS_PER_CHUNK = 5000;

/** Records one after another, `RECORDS_PER_CHUNK` at a time. */
export async function* inChunks<Item>(items: AsyncIterable<readonly Item[]>): AsyncGenerator<Item[]> {
  let chunk: Item[] = [];
  for await (const some of items) {
    chunk.push(...some);
    if (chunk.length < RECORDS_PER_CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
