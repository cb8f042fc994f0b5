import { TIME_GROUPINGS } from '../../domain/times-to-crime-responses.ts';
import { measureUnderChangingFilters } from '../changing-filters.ts';
import type { Measurement } from '../measurement.ts';
import { nationalDatabase } from '../national-database.ts';
import type { BenchOptions } from '../run.ts';

/** Kaplan-Meier curves, medians and their comparison, by each of what guns are put into groups by. */
export async function measureTimesToCrime({ traces }: BenchOptions): Promise<Measurement[]> {
  const databaseUrl = await nationalDatabase(traces);
  const questions = TIME_GROUPINGS.map((by) => [`by ${by}`, `/api/time-to-crime?by=${by}&`] as const);
  return measureUnderChangingFilters(databaseUrl, questions, 37);
}
