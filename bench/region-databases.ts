import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../server/database/connection.ts';
import { noteChange } from '../server/database/data-version.ts';
import { rebuildRollups } from '../server/rollups/refresh-rollups.ts';
import { copyDatabase, databaseExists, databaseUrl } from './bench-database.ts';
import { nationalDatabase, nationalDatabaseName, withDatabase } from './national-database.ts';

/** The agencies of the region, and of how many of them the asker sees the records. */
export const AGENCIES = 500;
export const VISIBLE = 400;

export interface RegionDatabases {
  /** All agencies, under the policies of the database. */
  readonly withPolicies: string;
  /** The visible agencies alone, and no policies: what reading the same costs without them. */
  readonly withoutPolicies: string;
}

/** Two databases of which the asker sees the same records; made first if they are not there. */
export async function regionDatabases(traces: number): Promise<RegionDatabases> {
  const names = { all: `tracemap_bench_region_${traces}`, visible: `tracemap_bench_visible_${traces}` };
  await nationalDatabase(traces);
  if (!(await databaseExists(names.all))) {
    await copyDatabase(nationalDatabaseName(traces), names.all);
    await change(databaseUrl(names.all), async (trx) => {
      await trx.raw('DELETE FROM agreement');
      await joinAgencies(trx);
      await agree(trx);
    });
  }
  if (!(await databaseExists(names.visible))) {
    await copyDatabase(names.all, names.visible);
    await change(databaseUrl(names.visible), async (trx) => {
      for (const table of ['recovery', 'flow_rollup', 'cell_rollup']) {
        await trx.raw(`DELETE FROM ${table} WHERE agency_id NOT IN (${SEEN})`);
      }
      await dropPolicies(trx);
    });
  }
  return { withPolicies: databaseUrl(names.all), withoutPolicies: databaseUrl(names.visible) };
}

/** The asker's own agency, and those that give it their records. */
const SEEN = `SELECT min(id) FROM agency UNION SELECT giving_agency_id FROM agreement
  WHERE receiving_agency_id = (SELECT min(id) FROM agency)`;

/** Changes the records, counts them anew, and lays the recoveries in the order in which an import does. */
async function change(url: string, work: (trx: Knex.Transaction) => Promise<void>): Promise<void> {
  await withDatabase(url, async ({ knex }) => {
    await knex.transaction(async (trx) => {
      await work(trx);
      await rebuildRollups(trx);
      await noteChange(trx, 'everyone');
    });
    await knex.raw('VACUUM FULL recovery');
    await knex.raw('VACUUM ANALYZE');
  });
}

/** Gives the recoveries of the agencies beyond the first {@link AGENCIES} to these. */
async function joinAgencies(trx: Knex.Transaction): Promise<void> {
  await trx.raw(
    `WITH numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS place FROM agency)
     UPDATE recovery r SET agency_id = kept.id FROM numbered gone, numbered kept
     WHERE gone.id = r.agency_id AND gone.place > :agencies AND kept.place = gone.place - :agencies + 1`,
    { agencies: AGENCIES },
  );
  await trx.raw(
    `DELETE FROM agency WHERE id NOT IN (SELECT id FROM agency ORDER BY id LIMIT ${AGENCIES})
       AND id NOT IN (SELECT agency_id FROM account WHERE agency_id IS NOT NULL)`,
  );
}

/** Agreements by which the first agency sees so many, its own included. */
async function agree(trx: Knex.Transaction): Promise<void> {
  await trx.raw(
    `INSERT INTO agreement (giving_agency_id, receiving_agency_id, recoveries, traces, ballistics, debriefs, sales,
       legal_basis, starts_on, written_by, accepted_by, accepted_at)
     SELECT g.id, (SELECT min(id) FROM agency), 'records', 'records', 'records', 'records', 'records', 'bench', '2000-01-01',
       'bench', 'bench', now()
     FROM (SELECT id FROM agency ORDER BY id OFFSET 1 LIMIT ${VISIBLE - 1}) g`,
  );
}

const tableRow = z.object({ name: z.string() });

async function dropPolicies(trx: Knex.Transaction): Promise<void> {
  const tables = await selectRows(
    trx,
    tableRow,
    `SELECT relname AS name FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace`,
  );
  for (const { name } of tables) {
    await trx.raw('ALTER TABLE ?? NO FORCE ROW LEVEL SECURITY', [name]);
    await trx.raw('ALTER TABLE ?? DISABLE ROW LEVEL SECURITY', [name]);
  }
}
