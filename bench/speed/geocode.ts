import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { misspell } from '../accuracy/misspell.ts';
import { createDatabase, databaseUrl, dropDatabase, withFolder } from '../bench-database.ts';
import type { Measurement } from '../measurement.ts';
import { atLeast, reported } from '../measurement.ts';
import { Random } from '../random.ts';
import { sharedFile } from '../shared-data.ts';
import { runCommand } from '../tracemap-process.ts';

const DATABASE = 'tracemap_bench_geocode';
const ADDRESSES = 100_000;
const RANGES = 'geocoding/baltimore_street_ranges.csv';

const rangeRow = z.object({
  dirpre: z.string(),
  name: z.string(),
  type: z.string(),
  dirsuf: z.string(),
  l_from: z.coerce.number(),
  l_to: z.coerce.number(),
});
type Range = z.infer<typeof rangeRow>;

const geocoded = z.object({ rows: z.number(), byPrecision: z.record(z.string(), z.number()) });

/**
 * Addresses of Baltimore, file to file, by `tracemap geocode`: seconds of the whole command, starting and the reading of
 * the gazetteer included, on PostGIS and on the embedded engine.
 */
export async function measureGeocode(): Promise<Measurement[]> {
  return withFolder(async (folder) => {
    const clean = path.join(folder, 'clean.csv');
    const misspelt = path.join(folder, 'misspelt.csv');
    writeAddresses(clean, 0);
    writeAddresses(misspelt, 0.1);
    await createDatabase(DATABASE);
    const postgis = { DATABASE_URL: databaseUrl(DATABASE), TRACEMAP_DATA_DIR: folder };
    const embedded = { DATABASE_URL: '', TRACEMAP_DATA_DIR: path.join(folder, 'embedded') };
    try {
      for (const environment of [postgis, embedded]) await loadStreets(environment);
      const fast = await geocode(clean, postgis);
      const corrected = await geocode(misspelt, postgis);
      const inProcess = await geocode(clean, embedded);
      return [
        reported('addresses', ADDRESSES, ''),
        reported('of the clean ones matched by range', (100 * fast.matched) / ADDRESSES, '%'),
        atLeast('clean, PostGIS', ADDRESSES / fast.seconds, 'addresses/s', 15_000),
        atLeast('one in ten misspelt, PostGIS', ADDRESSES / corrected.seconds, 'addresses/s', 8000),
        atLeast('clean, embedded engine', ADDRESSES / inProcess.seconds, 'addresses/s', 4000),
        reported('peak memory of the command, PostGIS', fast.peakMemoryMb, 'MB'),
      ];
    } finally {
      await dropDatabase(DATABASE);
    }
  });
}

async function loadStreets(environment: Readonly<Record<string, string>>): Promise<void> {
  const words = [sharedFile(RANGES), '--kind', 'street-ranges', '--place', 'Baltimore', '--state', 'MD'];
  const loaded = await runCommand(['reference', 'load', ...words], environment);
  if (loaded.code !== 0) throw new Error(`reference load ended with code ${loaded.code}: ${loaded.output}`);
  // Areas are read from the packages once, at the first use.
  const first = path.join(environment.TRACEMAP_DATA_DIR ?? '', 'first.csv');
  writeFileSync(first, 'address,city,state\n1 MAIN ST,Baltimore,MD\n');
  await geocode(first, environment);
}

async function geocode(file: string, environment: Readonly<Record<string, string>>) {
  const result = await runCommand(['geocode', file, '--out', `${file}.out`, '--json'], environment);
  if (result.code !== 0) throw new Error(`geocode ended with code ${result.code}: ${result.output}`);
  const { byPrecision } = geocoded.parse(JSON.parse(result.output));
  return { seconds: result.seconds, peakMemoryMb: result.peakMemoryMb, matched: byPrecision.range ?? 0 };
}

/** Random numbers in random ranges of the city; a part of them with one edit in the street's name. */
function writeAddresses(file: string, misspeltPart: number): void {
  const ranges = z
    .array(rangeRow)
    .parse(parse(readFileSync(sharedFile(RANGES)), { columns: true }))
    .filter(({ l_from: from, l_to: to, name }) => from > 0 && to > 0 && name.length > 2);
  const random = new Random(5);
  const lines = Array.from({ length: ADDRESSES }, () => {
    const { dirpre, name, type, dirsuf, l_from: from, l_to: to }: Range = random.pick(ranges);
    const low = Math.min(from, to);
    const number = low + 2 * random.below(Math.floor(Math.abs(to - from) / 2) + 1);
    const written = random.next() < misspeltPart ? misspell(name, 1, random) : name;
    const street = [dirpre, written, type, dirsuf].filter((part) => part !== '').join(' ');
    return `${number} ${street},Baltimore,MD\n`;
  });
  writeFileSync(file, `address,city,state\n${lines.join('')}`);
}
