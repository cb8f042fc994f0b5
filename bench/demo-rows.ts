import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Database } from '../server/database/connection.ts';
import { selectRows } from '../server/database/connection.ts';

/** What a file has in its columns, as SQL: numbers, dates and words without commas alone. */
interface Rows {
  readonly columns: Readonly<Record<string, string>>;
  readonly from: string;
}

/** Rows as they were imported. Time-to-crime, outcomes and sums that Tracemap worked out are left out on purpose. */
const FILES: Readonly<Record<string, Rows>> = {
  recovery: {
    columns: {
      recovery: 'id',
      agency: 'agency_id',
      recovered_on: 'recovered_on',
      recovery_state: 'recovery_state',
      firearm_type: 'firearm_type',
    },
    from: 'recovery ORDER BY id',
  },
  trace: {
    columns: { recovery: 'recovery_id', dealer: 'dealer_id', purchased_on: 'purchased_on' },
    from: 'trace ORDER BY id',
  },
  dealer: { columns: { dealer: 'id', dealer_state: 'state' }, from: 'dealer ORDER BY id' },
  sales: {
    columns: {
      row: 'id',
      dealer: 'dealer_id',
      period_from: 'period_from',
      period_to: 'period_to',
      guns: 'guns_sold',
    },
    from: 'dealer_sales WHERE dealer_id IS NOT NULL AND guns_sold IS NOT NULL ORDER BY id',
  },
};

const lineRow = z.object({ line: z.string() });

/** Writes the rows that figures are worked out from as CSV into a folder, one file a table; what is not known is empty. */
export async function writeDemoRows({ knex }: Database, folder: string): Promise<void> {
  for (const [name, { columns, from }] of Object.entries(FILES)) {
    const values = Object.values(columns).map((column) => `coalesce(${column}::text, '')`);
    const rows = await selectRows(
      knex,
      lineRow,
      `SELECT concat_ws(',', ${values.join(', ')}) AS line FROM ${from}`,
    );
    writeCsv(path.join(folder, `${name}.csv`), [
      Object.keys(columns).join(','),
      ...rows.map(({ line }) => line),
    ]);
  }
}

/** Writes one row of words. */
export function writeAsked(asked: Readonly<Record<string, string>>, folder: string): void {
  writeCsv(path.join(folder, 'asked.csv'), [Object.keys(asked).join(','), Object.values(asked).join(',')]);
}

const writeCsv = (file: string, lines: readonly string[]) => writeFileSync(file, `${lines.join('\n')}\n`);
