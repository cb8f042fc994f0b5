import type { Knex } from 'knex';
import knexModule from 'knex';
import pg from 'pg';
import { z } from 'zod';

// Dates stay the text PostgreSQL prints (`YYYY-MM-DD`): a Date object would shift them by the time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
// Counts and codes are far below 2^53, so bigint columns may be plain numbers.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** Which engine answers; only what an engine cannot do (vector tiles, cancelling) may ask. */
export type Engine = 'postgis' | 'embedded';

export interface Database {
  readonly knex: Knex;
  /**
   * Connections for short statements that must not wait until a long read gives one back: cancelling such a read, and
   * asking for the data version. No transactions.
   */
  readonly aside: Knex;
  readonly engine: Engine;
  close(): Promise<void>;
}

/** Where to connect: a URL, or the folder of a socket. */
export type ConnectionTarget = { readonly url: string } | { readonly socketDir: string };

/**
 * Opens a pool. Through a socket folder (the embedded engine) all connections share one session and wait for each
 * other's transactions, so a small pool is enough there, and none aside would help.
 */
export function connect(target: ConnectionTarget): Database {
  if ('socketDir' in target) {
    const knex = openPool({ host: target.socketDir, user: 'postgres', database: 'postgres' }, 6);
    return { knex, aside: knex, engine: 'embedded', close: () => knex.destroy() };
  }
  const connection = { connectionString: target.url, application_name: 'tracemap' };
  const knex = openPool(connection, 12);
  const aside = openPool(connection, 2);
  return {
    knex,
    aside,
    engine: 'postgis',
    close: async () => {
      await Promise.all([knex.destroy(), aside.destroy()]);
    },
  };
}

function openPool(connection: Knex.PgConnectionConfig, most: number): Knex {
  return knexModule({
    client: 'pg',
    connection,
    pool: { min: 0, max: most },
    acquireConnectionTimeout: 60_000,
    // Else error messages, which are logged, would hold the values: names, addresses, birth dates.
    compileSqlOnError: false,
    // knex would print to stdout, which belongs to results; every failure reaches the caller as an error anyway.
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
  });
}

const rowsResult = z.object({ rows: z.array(z.unknown()) });

/** Runs one statement with bound values (`?` or `:name`) and gives its rows, each read by `row`. */
export async function selectRows<Row>(
  knex: Knex,
  row: z.ZodType<Row>,
  sql: string,
  bindings: Knex.RawBinding[] | Knex.ValueDict = [],
): Promise<Row[]> {
  const result = rowsResult.parse(await knex.raw(sql, bindings));
  return z.array(row).parse(result.rows);
}
