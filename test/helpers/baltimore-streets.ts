/**
 * A few streets of Baltimore, as simple as a test needs them: Calvert Street north from the harbour, North Avenue, east
 * and west, crossed by Greenmount Avenue, and a street in the city's north-west and south-east corner. Numbers are even
 * on the left.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Database } from '../../server/database/connection.ts';
import { loadReference } from '../../server/reference/sources/load-reference.ts';

const STREETS = [
  'dirpre,name,type,l_from,l_to,r_from,r_to,zip_l,zip_r,wkt',
  'N,CALVERT,ST,100,198,101,199,21202,21202,"LINESTRING(-76.612 39.290, -76.612 39.292)"',
  'E,NORTH,AVE,300,398,301,399,21202,21202,"LINESTRING(-76.611 39.311, -76.609 39.311)"',
  'W,NORTH,AVE,300,398,301,399,21201,21201,"LINESTRING(-76.619 39.311, -76.621 39.311)"',
  ',GREENMOUNT,AVE,1800,1898,1801,1899,21202,21202,"LINESTRING(-76.609 39.309, -76.609 39.311)"',
  ',FOREST PARK,AVE,4000,4098,4001,4099,21207,21207,"LINESTRING(-76.700 39.340, -76.700 39.342)"',
  ',BROENING,HWY,2000,2098,2001,2099,21224,21224,"LINESTRING(-76.540 39.260, -76.540 39.262)"',
  '',
].join('\n');

/** Loads them with the tables and by the rules of the product. */
export async function loadBaltimoreStreets(database: Database): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-streets-'));
  const filePath = path.join(folder, 'baltimore.csv');
  writeFileSync(filePath, STREETS);
  try {
    await loadReference(database, {
      kind: 'street-ranges',
      filePath,
      name: 'baltimore',
      place: 'Baltimore',
      state: 'MD',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
