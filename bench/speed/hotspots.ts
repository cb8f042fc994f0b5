import { z } from 'zod';
import { starOfSums } from '../../domain/statistics/getis-ord.ts';
import { neighbourCount, neighbourSums } from '../../domain/statistics/neighbours.ts';
import type { StudyArea } from '../../server/hotspots/study-area.ts';
import { cellsAround, studyAreaOf } from '../../server/hotspots/study-area.ts';
import { fetchAsAsker } from '../asker.ts';
import { datesAndTime } from '../flow-questions.ts';
import type { Measurement } from '../measurement.ts';
import { atLeast, atMost, missing, quantile, reported } from '../measurement.ts';
import { nationalDatabase } from '../national-database.ts';
import { Random } from '../random.ts';
import type { BenchOptions } from '../run.ts';
import { timeRequests } from '../time-requests.ts';
import { startServer } from '../tracemap-process.ts';

const CELLS = 50_000;
const RESOLUTION = 8;
const RINGS = 2;
const REQUESTS = 40;
const WARM_UP_REQUESTS = 10;
const KERNEL_RUNS = 50;
/** The region grows by these states until it has so many cells. */
const STATES = [
  'MD',
  'PA',
  'VA',
  'NJ',
  'NY',
  'OH',
  'NC',
  'GA',
  'FL',
  'MI',
  'IL',
  'TX',
  'CA',
  'AZ',
  'MO',
  'TN',
];

const WHOLE_ANSWER = `hotspots of a region of ${CELLS.toLocaleString('en-US')} cells, whole answer, p95`;

const answerSchema = z.object({
  features: z.array(z.object({ id: z.string() })),
  method: z.object({ n: z.number() }),
});

/** The hotspots of a region of 50,000 cells as the page asks for them, and the parts of that work by themselves. */
export async function measureHotspots({ traces }: BenchOptions): Promise<Measurement[]> {
  const server = await startServer({ DATABASE_URL: await nationalDatabase(traces) });
  try {
    const { states, cells, shown } = await findRegion(server.url);
    const kernel = kernelFigures(shown);
    if (cells < CELLS) {
      const why = `with ${traces} traces there are ${cells} cells in ${states.length} states`;
      return [missing(WHOLE_ANSWER, why, 'ms', '<= 300'), ...kernel];
    }
    const random = new Random(23);
    const asked = () => `${regionUrl(server.url, states)}&${datesAndTime(random)}`;
    await timeRequests(WARM_UP_REQUESTS, asked);
    const times = await timeRequests(REQUESTS, asked);
    return [
      reported('cells of the region', cells, 'cells'),
      reported('hotspots of the region, median', quantile(times, 0.5), 'ms'),
      atMost(WHOLE_ANSWER, quantile(times, 0.95), 'ms', 300),
      ...kernel,
    ];
  } finally {
    await server.stop();
  }
}

const regionUrl = (url: string, states: readonly string[]) =>
  `${url}/api/hotspots?resolution=${RESOLUTION}&rings=${RINGS}&recovery_state=${states.join(',')}`;

/** The fewest of the states that have so many cells, or all of them; with the cells that have anything to show. */
async function findRegion(url: string) {
  let found = { states: STATES, cells: 0, shown: [] as readonly string[] };
  for (let count = 1; count <= STATES.length && found.cells < CELLS; count += 1) {
    const states = STATES.slice(0, count);
    const response = await fetchAsAsker(regionUrl(url, states));
    const body: unknown = await response.json();
    if (response.status !== 200) throw new Error(`${response.status}: ${JSON.stringify(body)}`);
    const { features, method } = answerSchema.parse(body);
    found = { states, cells: method.n, shown: features.map(({ id }) => id) };
  }
  return found;
}

/** What decides how long it takes, without the server: which cells neighbour which, and the test. */
function kernelFigures(shown: readonly string[]): Measurement[] {
  const start = performance.now();
  const area = studyAreaOf(cellsAround(shown, RINGS), RESOLUTION, RINGS);
  const areaMs = performance.now() - start;
  const pairs = area.neighbours.neighbours.length;
  const random = new Random(29);
  const values = Float64Array.from(area.cells, () => random.below(20));
  const times = Array.from({ length: KERNEL_RUNS }, () => timeOf(() => star(area, values)));
  return [
    reported('finding which cells are near which', areaMs, 'ms'),
    reported('of so many cells', area.cells.length, 'cells'),
    reported('cell-neighbour pairs of them', pairs, 'pairs'),
    atLeast('Gi* kernel', (100 * pairs) / quantile(times, 0.5), 'pairs/100 ms', 1_000_000),
  ];
}

/** Gi* as the server works it out. */
function star(area: StudyArea, values: Float64Array): Float64Array {
  const weights = Uint32Array.from(area.cells, (_, cell) => neighbourCount(area.neighbours, cell) + 1);
  const sums = neighbourSums(area.neighbours, values).map((sum, cell) => sum + (values[cell] ?? 0));
  return starOfSums(values, sums, weights);
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
