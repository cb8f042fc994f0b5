import { z } from 'zod';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { RecentResults } from '../database/recent-results.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { cellOfKey, keyOfCell, parentKey } from '../rollups/h3-keys.ts';

/** Where people live, as it was loaded (`tracemap reference load --kind population`). */
export interface Inhabitants {
  /** By H3 index; cells in which nobody lives are not in it. */
  readonly byCell: ReadonlyMap<string, number>;
  /** Names of what was loaded; none: nobody has loaded any. */
  readonly sources: readonly string[];
}

/** As many as there are sizes of cells. */
const KEPT = 6;
const inhabitantsOf = new WeakMap<Database, RecentResults<Inhabitants>>();

/** People by the cell they live in; read once for a resolution and version of what belongs to no agency. */
export function readInhabitants(read: ScopedRead, resolution: number): Promise<Inhabitants> {
  const known = inhabitantsOf.get(read.database) ?? new RecentResults<Inhabitants>(KEPT);
  inhabitantsOf.set(read.database, known);
  return known.get(`${read.referenceVersion} ${resolution}`, () => addUp(read, resolution));
}

const nameRow = z.object({ name: z.string() });
const cellRow = z.object({ cell: z.string(), inhabitants: z.number() });

async function addUp({ trx }: ScopedRead, resolution: number): Promise<Inhabitants> {
  const names = await selectRows(
    trx,
    nameRow,
    `SELECT name FROM reference_source WHERE kind = 'population' ORDER BY name`,
  );
  const rows = await selectRows(
    trx,
    cellRow,
    'SELECT h3_cell::text AS cell, inhabitants FROM population_cell',
  );
  const byKey = new Map<number, number>();
  for (const { cell, inhabitants } of rows) {
    const key = parentKey(keyOfCell(BigInt(cell)), resolution);
    byKey.set(key, (byKey.get(key) ?? 0) + inhabitants);
  }
  return {
    byCell: new Map([...byKey].map(([key, inhabitants]) => [cellOfKey(key, resolution), inhabitants])),
    sources: names.map(({ name }) => name),
  };
}
