import { z } from 'zod';
import type { PublishedFlows } from '../../domain/responses.ts';
import { publishedFlowsSchema } from '../../domain/responses.ts';
import { fetchAsAsker } from '../asker.ts';
import { withFolder } from '../bench-database.ts';
import type { Measurement } from '../measurement.ts';
import { exactly } from '../measurement.ts';
import { sharedFile } from '../shared-data.ts';
import { runCommand, startServer } from '../tracemap-process.ts';

/** Printed totals: guns with a known source, all states. */
const PRINTED_TOTALS: Readonly<Record<number, number>> = {
  2010: 145_604,
  2011: 149_276,
  2012: 156_346,
  2013: 166_426,
  2014: 170_344,
  2015: 190_538,
};
/** New Jersey 2015 as printed: of 2,281 guns, from these states. */
const NEW_JERSEY_2015 = { total: 2281, PA: 370, GA: 203, NC: 192, stayed: 500 };

/** ATF's six published workbooks: imported as they are, then asked for over HTTP and held against the printed totals. */
export async function measureAtfStateTables(): Promise<Measurement[]> {
  return withFolder(async (folder) => {
    const environment = { TRACEMAP_DATA_DIR: folder, DATABASE_URL: '' };
    const run = async (...args: string[]) => {
      const { code, output } = await runCommand(args, environment);
      if (code !== 0) throw new Error(`${args.join(' ')} ended with code ${code}: ${output}`);
    };
    await run('agency', 'add', 'REGION', 'Region', '--state', 'NJ');
    for (const year of Object.keys(PRINTED_TOTALS)) {
      await run(
        'import',
        'atf-state-tables',
        sharedFile(`atf/final_source_recovery_by_state-cy_${year}.xlsx`),
        '--agency',
        'REGION',
      );
    }
    const server = await startServer(environment);
    try {
      return await compare(server.url);
    } finally {
      await server.stop();
    }
  });
}

async function compare(url: string): Promise<Measurement[]> {
  const ask = async (query: string): Promise<PublishedFlows> => {
    const response = await fetchAsAsker(`${url}/api/published-flows?${query}`);
    return publishedFlowsSchema.parse(z.unknown().parse(await response.json()));
  };
  const measurements: Measurement[] = [];
  for (const [year, total] of Object.entries(PRINTED_TOTALS)) {
    const { totals } = await ask(`year=${year}`);
    measurements.push(exactly(`all states ${year}`, totals.count, 'guns', total));
  }
  const newJersey = await ask('year=2015&recovery_state=NJ');
  const from = (state: string) =>
    newJersey.features.find(({ properties }) => properties.origin === state)?.properties.count ?? 0;
  measurements.push(exactly('NJ 2015', newJersey.totals.count, 'guns', NEW_JERSEY_2015.total));
  for (const state of ['PA', 'GA', 'NC'] as const) {
    measurements.push(exactly(`NJ 2015 from ${state}`, from(state), 'guns', NEW_JERSEY_2015[state]));
  }
  measurements.push(exactly('NJ 2015 stayed', newJersey.totals.withinArea, 'guns', NEW_JERSEY_2015.stayed));
  return measurements;
}
