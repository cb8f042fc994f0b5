import { PROGRESS_OUTCOMES } from '../../domain/progress.ts';
import { readAskedCodes } from '../asked-codes.ts';
import { aboutGuns } from '../flow-questions.ts';
import type { Measurement } from '../measurement.ts';
import { atMost, quantile, reported } from '../measurement.ts';
import { nationalDatabase, withDatabase } from '../national-database.ts';
import { Random } from '../random.ts';
import type { BenchOptions } from '../run.ts';
import { timeRequests } from '../time-requests.ts';
import { startServer } from '../tracemap-process.ts';

const INTERVENTIONS = 40;
const WARM_UP_INTERVENTIONS = 10;
/** Issue's target for each analysis at a million traces. */
const TARGET_MS = 500;

/** Each outcome of interventions that nobody asked about before: of guns of any agencies, states and types. */
export async function measureProgress({ traces }: BenchOptions): Promise<Measurement[]> {
  const databaseUrl = await nationalDatabase(traces);
  const codes = await readAskedCodes(databaseUrl);
  const random = new Random(31);
  const measurements: Measurement[] = [];
  for (const outcome of PROGRESS_OUTCOMES) {
    const filters = Array.from({ length: INTERVENTIONS + WARM_UP_INTERVENTIONS }, () =>
      aboutGuns(random, codes),
    );
    const ids = await addInterventions(databaseUrl, filters);
    const server = await startServer({ DATABASE_URL: databaseUrl });
    try {
      const asked = () => `${server.url}/api/interventions/${ids.shift()}/progress?outcome=${outcome}`;
      const first = await timeRequests(1, asked);
      await timeRequests(WARM_UP_INTERVENTIONS - 1, asked);
      const times = await timeRequests(INTERVENTIONS, asked);
      measurements.push(
        reported(`${outcome}, first question`, quantile(first, 1), 'ms'),
        reported(`${outcome}, median`, quantile(times, 0.5), 'ms'),
        atMost(`${outcome}, p95`, quantile(times, 0.95), 'ms', TARGET_MS),
        reported(`${outcome}, peak memory of the server`, server.peakMemoryMb(), 'MB'),
      );
    } finally {
      await server.stop();
    }
  }
  return measurements;
}

/** Interventions of the region in place of those there are: one for each filter, begun in the middle of the data. */
const addInterventions = (url: string, filters: readonly string[]): Promise<number[]> =>
  withDatabase(url, ({ knex }) =>
    knex.transaction(async (trx) => {
      await trx.raw('DELETE FROM intervention');
      const { rows } = await trx.raw<{ rows: { id: number }[] }>(
        `INSERT INTO intervention (name, kind, started_on, filter, written_by)
         SELECT 'Intervention ' || at, 'other', '2022-05-01', filter, 'bench'
         FROM unnest(?::text[]) WITH ORDINALITY AS asked (filter, at) ORDER BY at RETURNING id`,
        [[...filters]],
      );
      return rows.map(({ id }) => id);
    }),
  );
