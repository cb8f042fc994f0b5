import { measureUnderChangingFilters } from '../changing-filters.ts';
import type { Measurement } from '../measurement.ts';
import { nationalDatabase } from '../national-database.ts';
import type { BenchOptions } from '../run.ts';

/** Lists of purchasers by their indicators. */
export async function measurePurchasers({ traces }: BenchOptions): Promise<Measurement[]> {
  const databaseUrl = await nationalDatabase(traces);
  return measureUnderChangingFilters(databaseUrl, [['purchasers by indicators', '/api/purchasers?']], 29);
}
