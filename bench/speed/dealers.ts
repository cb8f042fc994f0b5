import { measureUnderChangingFilters } from '../changing-filters.ts';
import type { Measurement } from '../measurement.ts';
import { nationalDatabase, withDatabase } from '../national-database.ts';
import type { BenchOptions } from '../run.ts';

/** Lists and comparisons of dealers. */
export async function measureDealers({ traces }: BenchOptions): Promise<Measurement[]> {
  const databaseUrl = await nationalDatabase(traces);
  await addSales(databaseUrl);
  const questions = [
    ['dealers by rank', '/api/dealers?'],
    ['dealers compared by sales', '/api/dealers/comparison?'],
  ] as const;
  return measureUnderChangingFilters(databaseUrl, questions, 23);
}

/** Sales of every dealer for each of ten years, brought by the first agency; once. */
const addSales = (url: string): Promise<void> =>
  withDatabase(url, async ({ knex }) => {
    await knex.raw(
      `INSERT INTO dealer_sales (agency_id, import_batch_id, source_row, dealer_id, period_from, period_to, guns_sold)
       SELECT (SELECT min(id) FROM agency), (SELECT min(id) FROM import_batch), 1, d.id,
         make_date(year, 1, 1), make_date(year + 1, 1, 1), 20 + (d.id * 7919 + year * 104729) % 900
       FROM dealer d, generate_series(2015, 2024) year WHERE NOT EXISTS (SELECT FROM dealer_sales)`,
    );
    await knex.raw('ANALYZE dealer_sales');
  });
