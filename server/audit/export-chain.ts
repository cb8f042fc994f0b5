import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Knex } from 'knex';
import type { ChainedEvent, ChainPlace } from './chain-read-model.ts';
import { readChainFrom } from './chain-read-model.ts';

/**
 * Writes all events as lines of JSON, the oldest first, to `writable`, which is left open. Each has what its hash is made
 * over, so that the chain can be checked without the database; `detail` stands as it was hashed, to the letter.
 */
export async function exportChain(
  knex: Knex,
  writable: Writable,
): Promise<{ readonly events: number; readonly last: ChainPlace | null }> {
  let events = 0;
  let last: ChainPlace | null = null;
  for await (const event of readChainFrom(knex, 1)) {
    if (!writable.write(line(event))) await once(writable, 'drain');
    events += 1;
    last = { position: event.position, hash: event.hash };
  }
  return { events, last };
}

/** PostgreSQL prints jsonb as JSON; parsed and written again, its spaces would be others than those that were hashed. */
function line({ detail, ...event }: ChainedEvent): string {
  return `${JSON.stringify(event).slice(0, -1)},"detail":${detail}}\n`;
}
