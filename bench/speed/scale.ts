import type { Measurement } from '../measurement.ts';
import { atMost, missing } from '../measurement.ts';
import { nationalDatabase, readNotedImport, withDatabase } from '../national-database.ts';
import { readResultsBySize, writeResultFile, writeResultsOfSize } from '../results.ts';
import type { BenchOptions } from '../run.ts';
import { scalePlot } from '../scale-plot.ts';
import { measureBatch } from './batch.ts';
import { measureFlows, STATE_FLOWS_P95 } from './flows.ts';
import { measureTiles } from './tiles.ts';

const SMALL = 1_000_000;
const LARGE = 10_000_000;
const RATIO = 'state flows at 10 million by those at 1 million, p95';

/**
 * Every figure that depends on how many traces there are, on one kept import. The figures of each size are kept as
 * `scale-N.json` beside `scale.json`, and drawn against their sizes in `scale.svg`.
 */
export async function measureScale(options: BenchOptions): Promise<Measurement[]> {
  const figures = [
    ...(await importFigures(options)),
    ...(await measureFlows(options)),
    ...(await measureTiles(options)),
    ...(await measureBatch(options)),
  ];
  writeResultsOfSize('scale', options.traces, figures);
  const bySize = readResultsBySize('scale');
  writeResultFile('scale.svg', scalePlot(bySize));
  return [...figures, ratioOf(bySize)];
}

async function importFigures({ traces }: BenchOptions): Promise<Measurement[]> {
  const noted = await withDatabase(await nationalDatabase(traces), readNotedImport);
  // Starting takes its time however few traces there are.
  const most = traces >= LARGE ? (25 * 60 * traces) / LARGE : Math.max(120, (120 * traces) / SMALL);
  if (noted === null) {
    const why = 'the kept database does not say; drop it to import anew';
    return [missing('import, parse to rollups', why, 's', `<= ${most}`)];
  }
  return [
    atMost('import, parse to rollups', noted.seconds, 's', most),
    atMost('peak memory of the importing process', noted.peakMemoryMb, 'MB', 512),
  ];
}

function ratioOf(bySize: ReadonlyMap<number, readonly Measurement[]>): Measurement {
  const timeAt = (traces: number) =>
    bySize.get(traces)?.find(({ metric }) => metric === STATE_FLOWS_P95)?.value ?? null;
  const [small, large] = [timeAt(SMALL), timeAt(LARGE)];
  if (small === null || large === null) {
    const without = [...(small === null ? [SMALL] : []), ...(large === null ? [LARGE] : [])];
    return missing(RATIO, `run it with --traces ${without.join(' and ')} first`, '×', '<= 1.5');
  }
  return atMost(RATIO, large / small, '×', 1.5);
}
