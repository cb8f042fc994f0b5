import { readAskedCodes } from './asked-codes.ts';
import { anyCombination, datesAndTime } from './flow-questions.ts';
import type { Measurement } from './measurement.ts';
import { atMost, quantile, reported } from './measurement.ts';
import { Random } from './random.ts';
import { timeRequests } from './time-requests.ts';
import { startServer } from './tracemap-process.ts';

const REQUESTS = 40;
const WARM_UP_REQUESTS = 10;
/** Issue's target for each analysis at a million traces. */
const TARGET_MS = 500;

/** What is asked, and where; the filter follows the path. */
export type AskedQuestion = readonly [name: string, path: string];

/** How long a server on a database takes to answer questions under filters that change each time, none of them kept. */
export async function measureUnderChangingFilters(
  databaseUrl: string,
  questions: readonly AskedQuestion[],
  seed: number,
): Promise<Measurement[]> {
  const codes = await readAskedCodes(databaseUrl);
  const server = await startServer({ DATABASE_URL: databaseUrl });
  try {
    const random = new Random(seed);
    const measurements: Measurement[] = [];
    for (const [name, path] of questions) {
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
