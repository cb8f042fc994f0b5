import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import { isMigrated } from '../database/migrate.ts';
import { rebuildRollups } from '../rollups/refresh-rollups.ts';
import type { Command } from './command.ts';

const facts = z.object({
  postgresql: z.string(),
  postgis: z.string(),
  agencies: z.number(),
  areas: z.number(),
  imports: z.number(),
  dealers: z.number(),
  recoveries: z.number(),
  traces: z.number(),
  incidents: z.number(),
  published_flows: z.number(),
  open_addresses: z.number(),
  placing_tasks: z.number(),
});

const FACTS = `SELECT current_setting('server_version') AS postgresql, postgis_lib_version() AS postgis,
  (SELECT count(*) FROM agency) AS agencies, (SELECT count(*) FROM area) AS areas,
  (SELECT count(*) FROM import_batch WHERE status = 'done') AS imports, (SELECT count(*) FROM dealer) AS dealers,
  (SELECT count(*) FROM recovery) AS recoveries, (SELECT count(*) FROM trace) AS traces,
  (SELECT count(*) FROM incident) AS incidents,
  (SELECT count(*) FROM published_flow) AS published_flows,
  (SELECT count(*) FROM geocode WHERE review_id IS NULL AND reason IS NOT NULL) AS open_addresses,
  (SELECT count(*) FROM placing_task) AS placing_tasks`;

export const doctorCommand: Command = {
  usage: 'doctor [--json]',
  positionals: 0,
  options: {},
  async run({ database, progress }) {
    const [found] = await database.knex.transaction((trx) => selectRows(trx, facts, FACTS));
    if (found === undefined) throw new Error('The database did not answer.');
    const migrated = await isMigrated(database);
    progress('Comparing the rollups with a rebuild');
    const rollupsAgree = await compareRollups(database.knex);
    const healthy = migrated && rollupsAgree;
    return {
      json: { engine: database.engine, migrated, rollupsAgree, ...found },
      lines: [
        `Database: PostgreSQL ${found.postgresql}, PostGIS ${found.postgis} (${database.engine})`,
        `Schema: ${migrated ? 'up to date' : 'migrations are missing; start the server once'}`,
        `Agencies ${found.agencies}, areas ${found.areas}, imports ${found.imports}, dealers ${found.dealers}`,
        `Recoveries ${found.recoveries}, traces ${found.traces}, incidents ${found.incidents}, published flows ${found.published_flows}`,
        `Addresses open for review ${found.open_addresses}`,
        ...(found.placing_tasks === 0
          ? []
          : ['Records wait to be placed again on other streets; the next start of the server does so.']),
        `Rollups: ${rollupsAgree ? 'equal to a rebuild' : 'differ from the records; run: tracemap rollups rebuild'}`,
      ],
      exitCode: healthy ? 0 : 1,
    };
  },
};

/** Thrown to take the rebuild back once it was compared. */
class Compared extends Error {
  constructor(readonly agree: boolean) {
    super('The rollups were compared.');
  }
}

/** Rollups with what they say; that a rebuilt part of flow_rollup has a new id is no difference. */
const ROLLUPS = [
  ['flow_rollup', 'agency_id, month, traced, recoveries, guns, detail'],
  ['cell_rollup', '*'],
] as const;

const difference = z.object({ rows: z.number() });

/** True where rebuilding the rollups would change nothing; the rebuild is taken back either way. */
export async function compareRollups(knex: Knex): Promise<boolean> {
  try {
    return await knex.transaction(async (trx) => {
      await trx.raw('UPDATE data_version SET version = version');
      for (const [table, columns] of ROLLUPS) {
        await trx.raw(`CREATE TEMP TABLE kept_${table} ON COMMIT DROP AS SELECT ${columns} FROM ${table}`);
      }
      await rebuildRollups(trx);
      let rows = 0;
      for (const [table, columns] of ROLLUPS) {
        const [differing] = await selectRows(
          trx,
          difference,
          `SELECT (SELECT count(*) FROM (SELECT ${columns} FROM ${table} EXCEPT ALL TABLE kept_${table}) a)
             + (SELECT count(*) FROM (TABLE kept_${table} EXCEPT ALL SELECT ${columns} FROM ${table}) b) AS rows`,
        );
        rows += differing?.rows ?? 0;
      }
      throw new Compared(rows === 0);
    });
  } catch (error) {
    if (error instanceof Compared) return error.agree;
    throw error;
  }
}
