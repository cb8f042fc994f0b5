/** What the tests of imports share: a placer that needs no gazetteer, fixtures, and one-line imports. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { z } from 'zod';
import type { ImportFormat } from '../../../domain/vocabulary.ts';
import type { Database } from '../../../server/database/connection.ts';
import { selectRows } from '../../../server/database/connection.ts';
import type { Address, GeocodeResult } from '../../../server/geocoding/address.ts';
import { WITHOUT_STREET } from '../../../server/geocoding/address.ts';
import { normaliseState, normaliseZip } from '../../../server/geocoding/normalise-address.ts';
import type { ImportResult } from '../../../server/imports/import-service.ts';
import { importFile } from '../../../server/imports/import-service.ts';
import type { AddressPlacer } from '../../../server/places/open-addresses.ts';

/** Takes coordinates for a point and the ZIP or state as given: what the importer hands on is what comes back. */
export const plainPlacer: AddressPlacer = {
  referenceVersion: '',
  geocode: async (addresses) => addresses.map(place),
};

function place({ state, zip, lon, lat }: Address): GeocodeResult {
  const area = { ...WITHOUT_STREET, state: normaliseState(state), county: null, zip: normaliseZip(zip) };
  if (lon !== null && lat !== null) {
    return {
      ...area,
      precision: 'point',
      score: 1,
      matchType: 'coordinates',
      lon,
      lat,
      matchedAddress: 'point',
    };
  }
  const precision = area.zip !== null ? 'zip' : area.state !== null ? 'state' : 'none';
  const known = precision !== 'none';
  return {
    ...area,
    precision,
    score: known ? 0.8 : 0,
    matchType: precision,
    lon: known ? -76.5 : null,
    lat: known ? 39.5 : null,
    matchedAddress: known ? precision : null,
  };
}

export const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/imports/${name}`, import.meta.url));

/** Adds agencies of these codes. */
export async function addAgencies(database: Database, ...codes: string[]): Promise<void> {
  await database.knex.transaction((trx) =>
    trx.raw(
      `INSERT INTO agency (code, name, state_code) SELECT code, code, 'MD' FROM unnest(?::text[]) code`,
      [codes],
    ),
  );
}

export function importInto(
  database: Database,
  format: ImportFormat,
  agency: string,
  filePath: string,
): Promise<ImportResult> {
  return importFile({ database, placer: plainPlacer }, { format, agency, filePath });
}

/** A folder for files a test writes, removed after the tests of the file. */
export function useTextFiles(): (name: string, content: string | Buffer) => string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-files-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name, content) => {
    const filePath = path.join(folder, name);
    writeFileSync(filePath, content);
    return filePath;
  };
}

const anyRow = z.record(z.string(), z.unknown());

/** Rows of a query, for comparing. */
export function rowsOf(database: Database, sql: string): Promise<Record<string, unknown>[]> {
  return database.knex.transaction((trx) => selectRows(trx, anyRow, sql));
}
