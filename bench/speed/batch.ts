import path from 'node:path';
import { z } from 'zod';
import { selectRows } from '../../server/database/connection.ts';
import { undoImport } from '../../server/imports/undo-import.ts';
import { withFolder } from '../bench-database.ts';
import type { Measurement } from '../measurement.ts';
import { atMost, exactly, reported } from '../measurement.ts';
import { nationalDatabase, withDatabase } from '../national-database.ts';
import { writeNationalTraces } from '../national-traces.ts';
import type { BenchOptions } from '../run.ts';
import { runCommand } from '../tracemap-process.ts';

const ROWS = 10_000;

const busiestAgency = z.object({ code: z.string(), recoveries: z.number() });
const imported = z.object({ batchId: z.number(), rowsAccepted: z.number() });

/**
 * A file of 10,000 traces of all ten years for the agency with most records, whose every month is then counted anew;
 * undone again, so that the kept database stays as it is.
 */
export async function measureBatch({ traces }: BenchOptions): Promise<Measurement[]> {
  const url = await nationalDatabase(traces);
  return withDatabase(url, async (database) => {
    const [agency] = await selectRows(
      database.knex,
      busiestAgency,
      `SELECT a.code, count(*)::int AS recoveries FROM recovery r JOIN agency a ON a.id = r.agency_id
       GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`,
    );
    if (agency === undefined) throw new Error('The database has no records.');
    const result = await importBatch(url, agency.code, traces);
    const { batchId, rowsAccepted } = imported.parse(JSON.parse(result.output));
    const start = performance.now();
    const outcome = await undoImport(database, batchId);
    const undoSeconds = (performance.now() - start) / 1000;
    if (outcome !== 'undone') throw new Error(`Undoing batch ${batchId} ended as ${outcome}.`);
    return [
      exactly('batch of 10,000, rows accepted', rowsAccepted, 'rows', ROWS),
      reported('batch of 10,000, records its agency had before', agency.recoveries, 'records'),
      atMost('batch of 10,000 added', result.seconds, 's', 20),
      reported('batch of 10,000, peak memory of the importing process', result.peakMemoryMb, 'MB'),
      reported('batch of 10,000 undone', undoSeconds, 's'),
    ];
  });
}

async function importBatch(url: string, agency: string, traces: number) {
  return withFolder(async (folder) => {
    const file = path.join(folder, 'batch.csv');
    await writeNationalTraces(file, ROWS, traces + 1);
    const environment = { DATABASE_URL: url, TRACEMAP_DATA_DIR: folder };
    const result = await runCommand(['import', 'traces', file, '--agency', agency, '--json'], environment);
    if (result.code !== 0) throw new Error(`import ended with code ${result.code}: ${result.output}`);
    return result;
  });
}
