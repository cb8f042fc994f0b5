import type { Knex } from 'knex';

/** How much each caller has asked for lately, counted by rate-limiter-flexible: shared by all processes of an installation. */
export async function up(knex: Knex): Promise<void> {
  // Not in the write-ahead log: the counts of a minute need not outlive a crash.
  await knex.raw(
    'CREATE UNLOGGED TABLE rate_limit (key varchar(255) PRIMARY KEY, points int NOT NULL DEFAULT 0, expire bigint)',
  );
  await knex.raw(
    `COMMENT ON TABLE rate_limit IS
      'Requests of the minute by kind and by hash of who asks. expire is in milliseconds since 1970; what is past by an hour is deleted.'`,
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE rate_limit');
}
