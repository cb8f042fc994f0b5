import { readAskedCodes, withDrawnCorridors } from '../asked-codes.ts';
import type { AskedCodes } from '../flow-questions.ts';
import { anyCombination, datesAndTime, OUTSIDE_ROLLUPS, viewAt, viewOf } from '../flow-questions.ts';
import type { Measurement } from '../measurement.ts';
import { atMost, quantile, reported } from '../measurement.ts';
import { nationalDatabase } from '../national-database.ts';
import { Random } from '../random.ts';
import type { BenchOptions } from '../run.ts';
import { timeRequests } from '../time-requests.ts';
import { startServer } from '../tracemap-process.ts';

const REQUESTS = 200;
const FEWER_REQUESTS = 50;
/** Until the server's code is compiled: what a server that has been running answers with is measured. */
const WARM_UP_REQUESTS = 30;
/** Towns looked at so closely that flows are drawn between cells: longitude, latitude. */
const TOWNS = [
  [-76.61, 39.29],
  [-75.16, 39.95],
  [-87.63, 41.88],
  [-84.39, 33.75],
] as const;

/** What {@link measureFlows} calls the figure that two sizes are compared by. */
export const STATE_FLOWS_P95 = 'state flows, any combination of what rollups know, p95';

/** Flows as the page asks for them, and the summary beside them, none of them cached. */
export async function measureFlows({ traces }: BenchOptions): Promise<Measurement[]> {
  const databaseUrl = await nationalDatabase(traces);
  const codes = await readAskedCodes(databaseUrl);
  const server = await startServer({ DATABASE_URL: databaseUrl });
  try {
    return [
      ...(await stateFlows(server.url, codes, traces)),
      ...(await flowsOfViews(server.url)),
      ...(await withDrawnCorridors(server.url, (corridors) =>
        outsideRollups(server.url, { ...codes, corridors }, traces),
      )),
      reported('peak memory of the server after all flows', server.peakMemoryMb(), 'MB'),
    ];
  } finally {
    await server.stop();
  }
}

async function stateFlows(
  url: string,
  codes: Omit<AskedCodes, 'corridors'>,
  traces: number,
): Promise<Measurement[]> {
  const random = new Random(7);
  const asked = () => `${url}/api/flows?level=state&${anyCombination(random, codes)}`;
  const first = await timeRequests(1, () => `${url}/api/flows?level=state`);
  await timeRequests(WARM_UP_REQUESTS, asked);
  const state = await timeRequests(REQUESTS, asked);
  const summary = await timeRequests(FEWER_REQUESTS, () => `${url}/api/summary?${datesAndTime(random)}`);
  return [
    reported('state flows, first question after a start, all years', quantile(first, 1), 'ms'),
    reported('state flows, any combination of what rollups know, median', quantile(state, 0.5), 'ms'),
    atMost(STATE_FLOWS_P95, quantile(state, 0.95), 'ms', traces > 1_000_000 ? 80 : 60),
    reported('summary, median', quantile(summary, 0.5), 'ms'),
    reported('summary, p95', quantile(summary, 0.95), 'ms'),
  ];
}

async function flowsOfViews(url: string): Promise<Measurement[]> {
  const random = new Random(17);
  const views = {
    county: () => viewAt(random, 6 + random.below(3)),
    zip: () => viewAt(random, 9 + random.below(4)),
    cell: () => viewOf(13 + random.below(4), random.pick(TOWNS)),
  };
  const measurements: Measurement[] = [];
  for (const [level, view] of Object.entries(views)) {
    const asked = () => `${url}/api/flows?level=${level}&${view()}&${datesAndTime(random)}`;
    const [first = Number.NaN] = await timeRequests(1, asked);
    await timeRequests(WARM_UP_REQUESTS, asked);
    const times = await timeRequests(FEWER_REQUESTS, asked);
    measurements.push(
      reported(`${level} flows of a view, first question`, first, 'ms'),
      reported(`${level} flows of a view, median`, quantile(times, 0.5), 'ms'),
      atMost(`${level} flows of a view, p95`, quantile(times, 0.95), 'ms', 150),
    );
  }
  const whole = await timeRequests(
    FEWER_REQUESTS,
    () => `${url}/api/flows?level=county&zoom=7&cluster=zoom&${datesAndTime(random)}`,
  );
  return [...measurements, reported('county flows of the whole country, p95', quantile(whole, 0.95), 'ms')];
}

async function outsideRollups(url: string, codes: AskedCodes, traces: number): Promise<Measurement[]> {
  const random = new Random(19);
  const measurements: Measurement[] = [];
  for (const [name, filter] of Object.entries(OUTSIDE_ROLLUPS)) {
    const asked = () => `${url}/api/flows?level=state&${filter(random, codes)}`;
    const [first = Number.NaN] = await timeRequests(1, asked);
    const times = await timeRequests(FEWER_REQUESTS, asked);
    measurements.push(
      reported(`state flows of ${name}, first question`, first, 'ms'),
      reported(`state flows of ${name}, median`, quantile(times, 0.5), 'ms'),
      atMost(`state flows of ${name}, p95`, quantile(times, 0.95), 'ms', traces > 1_000_000 ? 1500 : 400),
    );
  }
  return measurements;
}
