import { FIREARM_GROUPINGS } from '../../domain/firearms-responses.ts';
import { readAskedCodes } from '../asked-codes.ts';
import { anyCombination } from '../flow-questions.ts';
import type { Measurement } from '../measurement.ts';
import { atMost, quantile, reported } from '../measurement.ts';
import { nationalDatabase } from '../national-database.ts';
import { Random } from '../random.ts';
import type { BenchOptions } from '../run.ts';
import { timeRequests } from '../time-requests.ts';
import { startServer } from '../tracemap-process.ts';

const REQUESTS = 40;
const WARM_UP_REQUESTS = 5;
/** Issue's target for each analysis at a million traces. */
const TARGET_MS = 500;

/** Firearms by class and month under filters that change each time, none of them kept. */
export async function measureFirearms({ traces }: BenchOptions): Promise<Measurement[]> {
  const databaseUrl = await nationalDatabase(traces);
  const codes = await readAskedCodes(databaseUrl);
  const server = await startServer({ DATABASE_URL: databaseUrl });
  try {
    const random = new Random(29);
    const measurements: Measurement[] = [];
    for (const by of FIREARM_GROUPINGS) {
      const asked = () => `${server.url}/api/firearms?by=${by}&unit=month&${anyCombination(random, codes)}`;
      const first = await timeRequests(1, asked);
      await timeRequests(WARM_UP_REQUESTS, asked);
      const times = await timeRequests(REQUESTS, asked);
      measurements.push(
        reported(`by ${by}, first question`, quantile(first, 1), 'ms'),
        reported(`by ${by}, median`, quantile(times, 0.5), 'ms'),
        atMost(`by ${by}, p95`, quantile(times, 0.95), 'ms', TARGET_MS),
      );
    }
    return [...measurements, reported('peak memory of the server', server.peakMemoryMb(), 'MB')];
  } finally {
    await server.stop();
  }
}
