import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { selectRows } from '../../server/database/connection.ts';
import { openDatabase } from '../../server/database/open-database.ts';
import { withFolder } from '../bench-database.ts';
import type { Measurement } from '../measurement.ts';
import { atLeast, exactly } from '../measurement.ts';
import { sharedFile } from '../shared-data.ts';
import { runCommand } from '../tracemap-process.ts';

const FILE = 'ffl/atf_ffl_2013-05_east_partial.csv';
const countRow = z.object({ dealers: z.number(), placed: z.number() });

/** ATF's licence list of May 2013: how many licences come in, and how many are placed at ZIP or better in their state. */
export async function measureFfl(): Promise<Measurement[]> {
  const file = sharedFile(FILE);
  const licences = parse(readFileSync(file), { columns: true }).length;
  return withFolder(async (folder) => {
    const environment = { TRACEMAP_DATA_DIR: folder, DATABASE_URL: '' };
    for (const command of [
      ['agency', 'add', 'REGION', 'Region', '--state', 'MD'],
      ['import', 'ffl', file, '--agency', 'REGION'],
    ]) {
      const { code, output } = await runCommand(command, environment);
      if (code !== 0) throw new Error(`${command.join(' ')} ended with code ${code}: ${output}`);
    }
    const database = await openDatabase({ databaseUrl: null, dataDir: folder });
    try {
      const [row] = await database.knex.transaction((trx) =>
        selectRows(
          trx,
          countRow,
          `SELECT count(*) AS dealers,
             count(*) FILTER (WHERE precision IN ('point', 'range', 'intersection', 'block', 'street', 'zip') AND area_state = state) AS placed
           FROM dealer`,
        ),
      );
      if (row === undefined) throw new Error('The count gave no row.');
      return [
        exactly('licences imported', row.dealers, 'licences', licences),
        atLeast(
          'placed at ZIP or better in the state of their address',
          (100 * row.placed) / row.dealers,
          '%',
          98,
        ),
      ];
    } finally {
      await database.close();
    }
  });
}
