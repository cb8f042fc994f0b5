import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { PRECISIONS } from '../../domain/vocabulary.ts';
import type { CsvCell } from '../csv-line.ts';
import { csvLine, plainText } from '../csv-line.ts';
import { ImportRefusal } from '../imports/import-refusal.ts';
import { openTable } from '../imports/tables/open-table.ts';
import type { TableRow } from '../imports/tables/table.ts';
import { firstRows } from '../imports/tables/table.ts';
import type { Address, GeocodeResult } from './address.ts';
import type { Geocoder } from './geocoder.ts';
import { naaccrCode } from './quality-code.ts';

/** What is added to the columns of the file. */
export const GEOCODE_COLUMNS = [
  'lon',
  'lat',
  'precision',
  'score',
  'match_type',
  'matched_address',
  'naaccr_code',
  'uncertainty_m',
  'review_reason',
] as const;

/** Headings an address column may have, in letters and digits only. */
const HEADINGS = {
  street: [
    'street',
    'address',
    'streetaddress',
    'location',
    'addressline1',
    'address1',
    'addr',
    'fulladdress',
  ],
  city: ['city', 'town', 'place', 'municipality', 'cityname'],
  county: ['county', 'countyname'],
  state: ['state', 'st', 'statecode', 'province'],
  zip: ['zip', 'zipcode', 'postcode', 'postalcode', 'zip5'],
} as const;
type AddressColumns = Readonly<Record<keyof typeof HEADINGS, number>>;

export interface GeocodeFileRequest {
  readonly filePath: string;
  readonly outPath: string;
  readonly onProgress: (rows: number, fraction: number) => void;
}

export interface GeocodeFileResult {
  readonly rows: number;
  /** Of them, rows an interrupted run had already written. */
  readonly resumed: number;
  readonly byPrecision: Readonly<Record<string, number>>;
  readonly toReview: number;
}

/** How far a run has come: written after each chunk, so that a run that was killed goes on where it was. */
const checkpoint = z.object({
  input: z.string(),
  referenceVersion: z.string(),
  rows: z.number(),
  bytes: z.number(),
  toReview: z.number(),
  byPrecision: z.record(z.string(), z.number()),
});
type Checkpoint = z.infer<typeof checkpoint>;

/**
 * Places the addresses of a file (CSV or workbook with headings) and writes it with {@link GEOCODE_COLUMNS} added; what
 * coordinates it has are left alone. Rows go to `OUT.partial` first: the result stands there whole or not at all, and a
 * run that was broken off goes on after the last rows written.
 */
export async function geocodeFile(
  geocoder: Pick<Geocoder, 'geocode' | 'referenceVersion'>,
  request: GeocodeFileRequest,
): Promise<GeocodeFileResult> {
  const { filePath, outPath, onProgress } = request;
  // A file begun on other streets is begun anew.
  const { referenceVersion } = geocoder;
  const table = await openTable(filePath);
  const [head] = await firstRows(table, 1);
  if (head === undefined) throw new ImportRefusal('The file has no rows.');
  const columns = addressColumns(head.cells);
  const partial = `${outPath}.partial`;
  const progressFile = `${partial}.json`;
  const input = await sha256(filePath);
  const begun = await readCheckpoint(progressFile, partial, input, referenceVersion);
  const file = await open(partial, begun === null ? 'w' : 'r+');
  try {
    let at: Checkpoint = begun ?? (await writeHead(file, head, input, referenceVersion));
    await file.truncate(at.bytes);
    const resumed = at.rows;
    let seen = 0;
    // While the database looks up one chunk, the next is read.
    let lookedUp: LookedUp | null = null;
    const finish = async (chunk: LookedUp | null) => {
      if (chunk === null) return;
      at = await writeRows(file, at, chunk.rows, await chunk.results);
      await writeCheckpoint(progressFile, at);
      onProgress(at.rows, chunk.fraction);
    };
    for await (const chunk of table.chunks()) {
      const rows = chunk.filter(({ number }) => number > head.number);
      const left = rows.slice(Math.max(0, resumed - seen));
      seen += rows.length;
      if (left.length === 0) continue;
      const results = geocoder.geocode(left.map(({ cells }) => addressOf(cells, columns)));
      // Awaited in the next round; a failure before then must not count as unhandled.
      results.catch(() => {});
      const fraction = table.fractionRead();
      await finish(lookedUp);
      lookedUp = { rows: left, results, fraction };
    }
    await finish(lookedUp);
    await file.sync();
    await rename(partial, outPath);
    await rm(progressFile, { force: true });
    return { rows: at.rows, resumed, byPrecision: at.byPrecision, toReview: at.toReview };
  } finally {
    await file.close();
  }
}

/** A chunk whose addresses are being looked up. */
interface LookedUp {
  readonly rows: readonly TableRow[];
  readonly results: Promise<readonly GeocodeResult[]>;
  /** Part of the file read with it. */
  readonly fraction: number;
}

async function writeHead(
  file: FileHandle,
  { cells }: TableRow,
  input: string,
  referenceVersion: string,
): Promise<Checkpoint> {
  const { bytesWritten } = await file.write(csvLine([...cells, ...GEOCODE_COLUMNS]));
  const byPrecision = Object.fromEntries(PRECISIONS.map((precision) => [precision, 0]));
  return { input, referenceVersion, rows: 0, bytes: bytesWritten, toReview: 0, byPrecision };
}

async function writeRows(
  file: FileHandle,
  at: Checkpoint,
  rows: readonly TableRow[],
  results: readonly GeocodeResult[],
): Promise<Checkpoint> {
  const byPrecision = { ...at.byPrecision };
  let toReview = at.toReview;
  let text = '';
  for (const [index, { cells }] of rows.entries()) {
    const result = results[index];
    if (result === undefined) throw new Error('The geocoder gave fewer results than it was asked for.');
    byPrecision[result.precision] = (byPrecision[result.precision] ?? 0) + 1;
    if (result.reviewReason !== null) toReview += 1;
    text += csvLine([...cells, ...resultCells(result)]);
  }
  const { bytesWritten } = await file.write(text, at.bytes);
  if (bytesWritten < Buffer.byteLength(text))
    throw new Error('The disk took only a part of the rows; is it full?');
  return { ...at, rows: at.rows + rows.length, bytes: at.bytes + bytesWritten, byPrecision, toReview };
}

function resultCells(result: GeocodeResult): CsvCell[] {
  return [
    result.lon,
    result.lat,
    result.precision,
    result.score,
    result.matchType,
    result.matchedAddress,
    naaccrCode(result),
    result.uncertaintyMetres,
    result.reviewReason,
  ];
}

function addressColumns(headings: readonly string[]): AddressColumns {
  const plain = headings.map((heading) => heading.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
  const find = (names: readonly string[]) =>
    names.map((name) => plain.indexOf(name)).find((index) => index !== -1) ?? -1;
  const columns = {
    street: find(HEADINGS.street),
    city: find(HEADINGS.city),
    county: find(HEADINGS.county),
    state: find(HEADINGS.state),
    zip: find(HEADINGS.zip),
  };
  if (columns.street === -1) {
    throw new ImportRefusal(
      `No column of addresses was found among the headings ${headings.join(', ')}. Name it "address"; "city", "state" and "zip" may stand beside it or in it.`,
    );
  }
  return columns;
}

function addressOf(cells: readonly string[], columns: AddressColumns): Address {
  return {
    street: cellText(cells, columns.street),
    city: cellText(cells, columns.city),
    county: cellText(cells, columns.county),
    state: cellText(cells, columns.state),
    zip: cellText(cells, columns.zip),
    lon: null,
    lat: null,
  };
}

function cellText(cells: readonly string[], column: number): string | null {
  return (column === -1 ? '' : plainText(cells[column] ?? '')) || null;
}

async function sha256(filePath: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(filePath)) hash.update(bytes);
  return hash.digest('hex');
}

/** Written beside and renamed, so that it is never half. */
async function writeCheckpoint(progressFile: string, at: Checkpoint): Promise<void> {
  await writeFile(`${progressFile}.new`, JSON.stringify(at));
  await rename(`${progressFile}.new`, progressFile);
}

/** Where an interrupted run of the same file on the same streets had come to; null where there was none. */
async function readCheckpoint(
  progressFile: string,
  partial: string,
  input: string,
  referenceVersion: string,
): Promise<Checkpoint | null> {
  const text = await readFile(progressFile, 'utf8').catch(() => null);
  const known = text === null ? null : checkpoint.parse(JSON.parse(text));
  if (known === null || known.input !== input || known.referenceVersion !== referenceVersion) return null;
  const file = await open(partial, 'r').catch(() => null);
  if (file === null) return null;
  const { size } = await file.stat();
  await file.close();
  return size >= known.bytes ? known : null;
}
