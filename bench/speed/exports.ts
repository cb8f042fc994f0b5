import http from 'node:http';
import { EXPORT_FORMATS, formatsOf } from '../../domain/exports/export-layers.ts';
import { ASKER } from '../asker.ts';
import { withFolder } from '../bench-database.ts';
import type { Measurement } from '../measurement.ts';
import { atMost, reported } from '../measurement.ts';
import { nationalDatabase } from '../national-database.ts';
import type { BenchOptions } from '../run.ts';
import { startServer } from '../tracemap-process.ts';

/** The target: a million rows in so much more memory than the server has without them. */
const MOST_MB = 256;

/** All recoveries in each format that holds them: how long it takes, and how much memory the server has for it. */
export async function measureExports({ traces }: BenchOptions): Promise<Measurement[]> {
  const databaseUrl = await nationalDatabase(traces);
  const measurements: Measurement[] = [];
  for (const format of EXPORT_FORMATS.filter((one) => formatsOf('recoveries').includes(one))) {
    measurements.push(...(await withFolder((folder) => measureFormat(format, databaseUrl, folder))));
  }
  return measurements;
}

/** A server of its own each, since memory that was once used is not given back. */
async function measureFormat(format: string, databaseUrl: string, folder: string): Promise<Measurement[]> {
  const server = await startServer({ DATABASE_URL: databaseUrl, TRACEMAP_DATA_DIR: folder });
  try {
    const idle = server.peakMemoryMb();
    const start = performance.now();
    const bytes = await taken(`${server.url}/api/exports/recoveries.${format}`);
    return [
      reported(`${format}: to the last byte`, (performance.now() - start) / 1000, 's'),
      reported(`${format}: size`, bytes / 1e6, 'MB'),
      atMost(`${format}: peak memory above idle`, server.peakMemoryMb() - idle, 'MB', MOST_MB),
    ];
  } finally {
    await server.stop();
  }
}

/** How many bytes came, thrown away as they did; however long the first of them takes. */
function taken(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers: { Cookie: ASKER.header } }, (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
        });
        response.on('error', reject);
        response.on('end', () =>
          response.statusCode === 200
            ? resolve(bytes)
            : reject(new Error(`${url} answered ${response.statusCode}.`)),
        );
      })
      .on('error', reject);
  });
}
