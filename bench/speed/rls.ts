import { TILE_LAYERS } from '../../tiles/layers.ts';
import { readAskedCodes } from '../asked-codes.ts';
import { fetchAsAsker } from '../asker.ts';
import { anyCombination, datesAndTime, OUTSIDE_ROLLUPS, viewAt } from '../flow-questions.ts';
import type { Measurement } from '../measurement.ts';
import { atMost, quantile, reported } from '../measurement.ts';
import { Random } from '../random.ts';
import { AGENCIES, regionDatabases, VISIBLE } from '../region-databases.ts';
import type { BenchOptions } from '../run.ts';
import { startServer } from '../tracemap-process.ts';
import { TILE_FILTERS, tilePath } from './tiles.ts';

const QUESTIONS = 60;
/** Until the code of both is compiled; none of them is measured. */
const WARMING = [
  '/api/summary',
  '/api/flows?level=state',
  '/api/flows?level=county',
  '/tiles/areas/4/4/6.mvt',
];

/** What a question costs on either side, in milliseconds. */
interface Sides {
  readonly withPolicies: number[];
  readonly withoutPolicies: number[];
}

/**
 * Tiles and flows of the same records twice: of 500 agencies of which 400 are visible, under the policies of the database, and
 * of these 400 alone without any. Each question is asked of both in turn, so that both meet the same machine.
 */
export async function measurePolicies({ traces }: BenchOptions): Promise<Measurement[]> {
  const databases = await regionDatabases(traces);
  const codes = await readAskedCodes(databases.withoutPolicies);
  const governed = await startServer({ DATABASE_URL: databases.withPolicies });
  const free = await startServer({ DATABASE_URL: databases.withoutPolicies });
  try {
    const ask = (paths: readonly string[]) => askBoth([governed.url, free.url], paths);
    const random = new Random(41);
    const several = (path: () => string) => Array.from({ length: QUESTIONS }, path);
    const asked: Record<string, readonly string[]> = {
      'state flows': several(() => `/api/flows?level=state&${anyCombination(random, codes)}`),
      'county flows of a view': several(
        () => `/api/flows?level=county&${viewAt(random, 6 + random.below(3))}&${datesAndTime(random)}`,
      ),
      'flows of one dealer': several(
        () => `/api/flows?level=state&${OUTSIDE_ROLLUPS['one dealer'](random, { ...codes, corridors: [] })}`,
      ),
      'flows of one caliber': several(
        () => `/api/flows?level=state&${OUTSIDE_ROLLUPS['one caliber'](random, { ...codes, corridors: [] })}`,
      ),
      ...Object.fromEntries(
        TILE_LAYERS.filter((layer) => layer !== 'streets').map((layer) => [
          `${layer} tiles`,
          TILE_FILTERS.flatMap((filter) =>
            tilePath(layer).map((tile) => `/tiles/${layer}/${tile}.mvt?${filter}`),
          ),
        ]),
      ),
    };
    const measurements: Measurement[] = [
      reported('agencies', AGENCIES, ''),
      reported('of which visible', VISIBLE, ''),
    ];
    const all = { tiles: noTimes(), flows: noTimes() };
    for (const [name, paths] of Object.entries(asked)) {
      const times = await ask(paths);
      const group = name.endsWith('tiles') ? all.tiles : all.flows;
      group.withPolicies.push(...times.withPolicies);
      group.withoutPolicies.push(...times.withoutPolicies);
      measurements.push(
        reported(`${name}, median with policies`, quantile(times.withPolicies, 0.5), 'ms'),
        reported(`${name}, median without`, quantile(times.withoutPolicies, 0.5), 'ms'),
        reported(`${name}, p95 with policies`, quantile(times.withPolicies, 0.95), 'ms'),
        reported(`${name}, p95 without`, quantile(times.withoutPolicies, 0.95), 'ms'),
      );
    }
    return [...measurements, ...ratios('tiles', all.tiles), ...ratios('flows', all.flows)];
  } finally {
    await governed.stop();
    await free.stop();
  }
}

const noTimes = (): Sides => ({ withPolicies: [], withoutPolicies: [] });
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function ratios(name: string, { withPolicies, withoutPolicies }: Sides): Measurement[] {
  return [
    atMost(`${name}: all together, with to without`, sum(withPolicies) / sum(withoutPolicies), '×', 1.5),
    atMost(
      `${name}: p95, with to without`,
      quantile(withPolicies, 0.95) / quantile(withoutPolicies, 0.95),
      '×',
      1.5,
    ),
  ];
}

/** Asks each path of both servers, the first in turns, and fails where they do not answer alike. */
async function askBoth(urls: readonly [string, string], paths: readonly string[]): Promise<Sides> {
  const times = noTimes();
  for (const path of WARMING) for (const url of urls) await timeOf(`${url}${path}`);
  for (const [index, path] of paths.entries()) {
    const order = index % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
    for (const side of order) {
      const time = await timeOf(`${urls[side]}${path}`);
      (side === 0 ? times.withPolicies : times.withoutPolicies).push(time);
    }
  }
  return times;
}

async function timeOf(url: string): Promise<number> {
  const start = performance.now();
  const response = await fetchAsAsker(url);
  const body = await response.arrayBuffer();
  const time = performance.now() - start;
  if (response.status !== 200 && response.status !== 204) {
    throw new Error(`${url}: ${response.status} ${Buffer.from(body).toString()}`);
  }
  return time;
}
