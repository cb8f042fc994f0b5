import { statSync } from 'node:fs';
import path from 'node:path';
import { EXPORT_FORMATS, formatsOf } from '../../domain/exports/export-layers.ts';
import { withFolder } from '../bench-database.ts';
import type { Measurement } from '../measurement.ts';
import { atMost, reported } from '../measurement.ts';
import { nationalDatabase } from '../national-database.ts';
import type { BenchOptions } from '../run.ts';
import type { CommandResult } from '../tracemap-process.ts';
import { runCommand } from '../tracemap-process.ts';

/** A million rows in so much more memory than none of them take. */
const MOST_MB = 256;

/**
 * All recoveries in each format that holds them: how long it takes, and how much memory. By the command line, whose process has
 * nothing else in its memory: a server keeps guns of its maps there, and reads them when it starts.
 */
export async function measureExports({ traces }: BenchOptions): Promise<Measurement[]> {
  const databaseUrl = await nationalDatabase(traces);
  const measurements: Measurement[] = [];
  for (const format of EXPORT_FORMATS.filter((one) => formatsOf('recoveries').includes(one))) {
    measurements.push(...(await withFolder((folder) => measureFormat(format, databaseUrl, folder))));
  }
  return measurements;
}

async function measureFormat(format: string, databaseUrl: string, folder: string): Promise<Measurement[]> {
  const file = path.join(folder, `recoveries.${format}`);
  const environment = { DATABASE_URL: databaseUrl, TRACEMAP_DATA_DIR: folder };
  const take = async (...filter: string[]): Promise<CommandResult> => {
    const taken = await runCommand(
      ['export', 'recoveries', '--format', format, '--out', file, ...filter],
      environment,
    );
    if (taken.code !== 0) throw new Error(`The export of ${format} ended with ${taken.code}.`);
    return taken;
  };
  const none = await take('--filter', 'caliber=of-no-gun');
  const all = await take();
  return [
    reported(`${format}: to the last byte`, all.seconds, 's'),
    reported(`${format}: size`, statSync(file).size / 1e6, 'MB'),
    atMost(`${format}: memory above that of no rows`, all.peakMemoryMb - none.peakMemoryMb, 'MB', MOST_MB),
  ];
}
