import path from 'node:path';
import { z } from 'zod';
import { createDatabase, databaseUrl, dropDatabase, withFolder } from '../bench-database.ts';
import type { Measurement } from '../measurement.ts';
import { atMost, exactly, reported } from '../measurement.ts';
import { writeStreetRanges } from '../street-ranges-file.ts';
import type { CommandResult } from '../tracemap-process.ts';
import { runCommand } from '../tracemap-process.ts';

const DATABASE = 'tracemap_bench_reference';
const RANGES = 1_000_000;

const loadResult = z.object({ status: z.string(), ranges: z.number(), skipped: z.number() });

/** How long `tracemap reference load` of a million street ranges takes on real PostGIS, and then of a newer file. */
export async function measureReference(): Promise<Measurement[]> {
  await createDatabase(DATABASE);
  try {
    return await withFolder(measure);
  } finally {
    await dropDatabase(DATABASE);
  }
}

async function measure(folder: string): Promise<Measurement[]> {
  const environment = { DATABASE_URL: databaseUrl(DATABASE), TRACEMAP_DATA_DIR: folder };
  const load = async (seed: number) => {
    const file = path.join(folder, `streets-${seed}.csv`);
    await writeStreetRanges(file, RANGES, seed);
    const options = ['--kind', 'street-ranges', '--name', 'streets', '--state', 'MO', '--json'];
    return runCommand(['reference', 'load', file, ...options], environment);
  };
  await runCommand(['reference', 'list'], environment);
  const first = await load(1);
  const loaded = resultOf(first, 'loaded');
  const newer = await load(2);
  resultOf(newer, 'replaced');
  return [
    exactly('ranges loaded', loaded.ranges, 'ranges', RANGES),
    exactly('records skipped', loaded.skipped, 'records', 0),
    atMost('load, reading to indexes', first.seconds, 's', 180),
    atMost('peak memory of the loading process', first.peakMemoryMb, 'MB', 512),
    reported('rate', RANGES / first.seconds, 'ranges/s'),
    reported('replacing it by a newer file', newer.seconds, 's'),
  ];
}

function resultOf({ code, output }: CommandResult, status: string): z.infer<typeof loadResult> {
  if (code !== 0) throw new Error(`reference load ended with exit code ${code}.`);
  const result = loadResult.parse(JSON.parse(output));
  if (result.status !== status) throw new Error(`The load is ${result.status}, not ${status}.`);
  return result;
}
