import type { Knex } from 'knex';
import type { Database } from '../database/connection.ts';

/**
 * Runs one short statement beside the long reads. The connections of the embedded engine share one session, in which the
 * parts of a statement with bound values stay together only inside a transaction: elsewhere another's may come between.
 */
export const shortStatement = <Result>(
  database: Database,
  run: (knex: Knex) => Promise<Result>,
): Promise<Result> => (database.engine === 'embedded' ? database.knex.transaction(run) : run(database.aside));
