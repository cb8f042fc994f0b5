/**
 * A few streets of Baltimore, as simple as a test needs them: Calvert Street north from the harbour, and North Avenue,
 * east and west, crossed by Greenmount Avenue. Numbers are even on the left.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Database } from '../../server/database/connection.ts';
import { loadReference } from '../../server/reference/streets/load-reference.ts';

const STREETS = [
  'dirpre,name,type,l_from,l_to,r_from,r_to,zip_l,zip_r,wkt',
  'N,CALVERT,ST,100,198,101,199,21202,21202,"LINESTRING(-76.612 39.290, -76.612 39.292)"',
  'E,NORTH,AVE,300,398,301,399,21202,21202,"LINESTRING(-76.611 39.311, -76.609 39.311)"',
  'W,NORTH,AVE,300,398,301,399,21201,21201,"LINESTRING(-76.619 39.311, -76.621 39.311)"',
  ',GREENMOUNT,AVE,1800,1898,1801,1899,21202,21202,"LINESTRING(-76.609 39.309, -76.609 39.311)"',
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
