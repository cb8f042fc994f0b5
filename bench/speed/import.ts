import type { Measurement } from '../measurement.ts';
import { atLeast, atMost, exactly } from '../measurement.ts';
import { importNationalTraces } from '../national-database.ts';
import type { BenchOptions } from '../run.ts';

/** How long one file of traces takes from parsing to rollups, first-tier geocoding included, on real PostGIS. */
export async function measureImport({ traces }: BenchOptions): Promise<Measurement[]> {
  const result = await importNationalTraces(traces);
  return [
    exactly('rows accepted', result.rowsAccepted, 'rows', traces),
    atMost('import, parse to rollups', result.seconds, 's', (120 * traces) / 1_000_000),
    atMost('peak memory of the importing process', result.peakMemoryMb, 'MB', 512),
    atLeast('rate', traces / result.seconds, 'rows/s', 8333),
  ];
}
