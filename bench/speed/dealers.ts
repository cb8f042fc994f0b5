import { readAskedCodes } from '../asked-codes.ts';
import { anyCombination, datesAndTime } from '../flow-questions.ts';
import type { Measurement } from '../measurement.ts';
import { atMost, quantile, reported } from '../measurement.ts';
import { nationalDatabase, withDatabase } from '../national-database.ts';
import { Random } from '../random.ts';
import type { BenchOptions } from '../run.ts';
import { timeRequests } from '../time-requests.ts';
import { startServer } from '../tracemap-process.ts';

const REQUESTS = 40;
const WARM_UP_REQUESTS = 10;
/** Issue's target for each analysis at a million traces. */
const TARGET_MS = 500;

/** Lists and comparisons of dealers under filters that change each time, none of them kept. */
export async function measureDealers({ traces }: BenchOptions): Promise<Measurement[]> {
  const databaseUrl = await nationalDatabase(traces);
  await addSales(databaseUrl);
  const codes = await readAskedCodes(databaseUrl);
  const server = await startServer({ DATABASE_URL: databaseUrl });
  try {
    const random = new Random(23);
    const measurements: Measurement[] = [];
    for (const [name, path] of [
      ['dealers by rank', '/api/dealers?'],
      ['dealers compared by sales', '/api/dealers/comparison?'],
    ] as const) {
      for (const [filter, ask] of [
        ['dates and time-to-crime', () => datesAndTime(random)],
        ['any combination of what rollups know', () => anyCombination(random, codes)],
      ] as const) {
        const asked = () => `${server.url}${path}${ask()}`;
        const first = await timeRequests(1, asked);
        await timeRequests(WARM_UP_REQUESTS, asked);
        const times = await timeRequests(REQUESTS, asked);
        measurements.push(
          reported(`${name}, ${filter}, first question`, quantile(first, 1), 'ms'),
          reported(`${name}, ${filter}, median`, quantile(times, 0.5), 'ms'),
          atMost(`${name}, ${filter}, p95`, quantile(times, 0.95), 'ms', TARGET_MS),
        );
      }
    }
    return [...measurements, reported('peak memory of the server', server.peakMemoryMb(), 'MB')];
  } finally {
    await server.stop();
  }
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
