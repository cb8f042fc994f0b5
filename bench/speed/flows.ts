import type { Measurement } from '../measurement.ts';
import { atMost, quantile, reported } from '../measurement.ts';
import { nationalDatabase } from '../national-database.ts';
import { Random } from '../random.ts';
import type { BenchOptions } from '../run.ts';
import { startServer } from '../tracemap-process.ts';

const REQUESTS = 200;
/** Until the server's code is compiled: what a server that has been running answers with is measured. */
const WARM_UP_REQUESTS = 30;
const FIRST_YEAR = 2016;

/** State-level flows with a date and a time-to-crime filter, as the page asks for them, none of them cached. */
export async function measureFlows({ traces }: BenchOptions): Promise<Measurement[]> {
  const server = await startServer({ DATABASE_URL: await nationalDatabase(traces) });
  try {
    const random = new Random(7);
    const stateFlows = () => `${server.url}/api/flows?level=state&${randomFilter(random)}`;
    const [first = Number.NaN] = await timeRequests(1, () => `${server.url}/api/flows?level=state`);
    await timeRequests(WARM_UP_REQUESTS, stateFlows);
    const state = await timeRequests(REQUESTS, stateFlows);
    const county = await timeRequests(
      50,
      () => `${server.url}/api/flows?level=county&${randomFilter(random)}`,
    );
    const zips = await timeRequests(
      50,
      () => `${server.url}/api/flows?level=zip&${randomView(random)}&${randomFilter(random)}`,
    );
    const summary = await timeRequests(50, () => `${server.url}/api/summary?${randomFilter(random)}`);
    return [
      reported('state flows, first question after a start, all years', first, 'ms'),
      reported('state flows, median', quantile(state, 0.5), 'ms'),
      atMost('state flows, p95', quantile(state, 0.95), 'ms', traces > 1_000_000 ? 80 : 60),
      reported('county flows of the whole country, p95', quantile(county, 0.95), 'ms'),
      atMost('ZIP flows of a view, ends drawn as one, p95', quantile(zips, 0.95), 'ms', 150),
      reported('summary, p95', quantile(summary, 0.95), 'ms'),
    ];
  } finally {
    await server.stop();
  }
}

/** Windows of one month to ten years, half of them on month bounds, and a bound on time-to-crime. */
function randomFilter(random: Random): string {
  const from = random.below(108);
  const months = 1 + random.below(120 - from);
  const day = random.next() < 0.5 ? 1 : 1 + random.below(28);
  const bound = random.pick([
    'ttc_max=1095',
    'ttc_max=364',
    `ttc_max=${100 + random.below(3000)}`,
    'ttc_min=1096',
  ]);
  return `recovered_from=${isoDate(from, day)}&recovered_to=${isoDate(from + months, day)}&${bound}`;
}

/** A part of the country as a map of zoom 9 shows it, somewhere in the east. */
function randomView(random: Random): string {
  const west = -95 + 17 * random.next();
  const south = 30 + 11 * random.next();
  const view = [west, south, west + 2, south + 1.2].map((degrees) => degrees.toFixed(2));
  return `zoom=9&cluster=zoom&view=${view.join(',')}`;
}

function isoDate(month: number, day: number): string {
  return new Date(Date.UTC(FIRST_YEAR, 10 + month, day)).toISOString().slice(0, 10);
}

/** Milliseconds to the last byte of each answer, one request after the other. */
async function timeRequests(count: number, url: () => string): Promise<number[]> {
  const times: number[] = [];
  for (let request = 0; request < count; request += 1) {
    const start = performance.now();
    const response = await fetch(url());
    const body = await response.arrayBuffer();
    times.push(performance.now() - start);
    if (response.status !== 200) throw new Error(`${response.status}: ${Buffer.from(body).toString()}`);
  }
  return times;
}
