/** Reads exported files back, each with a library that did not write it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js';
import sqlite from 'node-sqlite3-wasm';
import readWorkbook from 'read-excel-file/node';
import yauzl from 'yauzl';
import { z } from 'zod';

/** Runs `work` with the path of a file of these bytes. */
export function asFile<Result>(name: string, bytes: Buffer, work: (file: string) => Result): Result {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-read-'));
  try {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    return work(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The rows that a question finds in a GeoPackage. */
export const fromGeoPackage = (bytes: Buffer, sql: string): readonly Record<string, unknown>[] =>
  asFile('read.gpkg', bytes, (file) => {
    const database = new sqlite.Database(file, { readOnly: true });
    try {
      return database.all(sql);
    } finally {
      database.close();
    }
  });

/** The sheets of a workbook by name, as rows of cells. */
export async function fromWorkbook(bytes: Buffer): Promise<Readonly<Record<string, readonly unknown[][]>>> {
  const sheets = await readWorkbook(bytes);
  return Object.fromEntries(sheets.map(({ sheet, data }) => [sheet, data]));
}

const feature = z.object({
  geometry: z.object({ type: z.string(), coordinates: z.unknown() }).nullish(),
  properties: z.record(z.string(), z.unknown()),
});

export async function fromFlatGeobuf(bytes: Buffer) {
  const features: z.infer<typeof feature>[] = [];
  for await (const one of deserialize(new Uint8Array(bytes))) features.push(feature.parse(one));
  return features;
}

const csvRows = z.array(z.record(z.string(), z.string()));
export const fromCsv = (bytes: Buffer) => csvRows.parse(parse(bytes.toString(), { columns: true }));

/** The files of a ZIP by name. */
export async function fromZip(bytes: Buffer): Promise<Readonly<Record<string, Buffer>>> {
  const zip = await yauzl.fromBufferPromise(bytes);
  const files: Record<string, Buffer> = {};
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk));
    files[entry.fileName] = Buffer.concat(chunks);
  }
  return files;
}

/** GDAL reads what QGIS reads; null where it is not installed. */
export const OGRINFO = spawnSync('ogrinfo', ['--version']).status === 0 ? 'ogrinfo' : null;

/** What GDAL says of a file, all of its layers; what it warns of is in it too. */
export const toldByGdal = (name: string, bytes: Buffer): string =>
  asFile(name, bytes, (file) =>
    execFileSync('sh', ['-c', `ogrinfo -so -al ${file} 2>&1`], { encoding: 'utf8' }),
  );
