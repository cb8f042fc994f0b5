import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import { KeptInScope } from '../database/kept-in-scope.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { chainsOf } from './chains.ts';

/**
 * Whose number an incident's is, of a `link_event` row: a number without an agency is the file's own agency's, and another's
 * may have it too. With `event_key` it tells one incident from all others.
 */
export const ownerOfNumber = (row: string): string =>
  `CASE WHEN ${row}.event_agency IS NULL THEN ${row}.agency_id ELSE 0 END`;

/** Links that hang together: which they are, and the smallest id among them. */
export interface Chain {
  readonly id: number;
  readonly agencyIds: readonly number[];
  readonly linkKeys: readonly string[];
}

const linkRow = z.object({ id: z.number(), agency_id: z.number(), link_key: z.string() });

/** The chain that a link is of, by what the scope sees; null where it sees no such link. */
export async function readChain(trx: Knex.Transaction, linkId: number): Promise<Chain | null> {
  const links = await selectRows(
    trx,
    linkRow,
    // From link to incident to link until nothing new is found: only what hangs together is read.
    `WITH RECURSIVE reached AS (
       SELECT agency_id, link_key FROM link_event WHERE id = :linkId
       UNION
       SELECT n.agency_id, n.link_key
       FROM reached
       JOIN link_event e ON e.agency_id = reached.agency_id AND e.link_key = reached.link_key
       JOIN link_event n ON n.event_key = e.event_key AND ${ownerOfNumber('n')} = ${ownerOfNumber('e')}
     )
     SELECT min(e.id) AS id, e.agency_id, e.link_key
     FROM reached JOIN link_event e ON e.agency_id = reached.agency_id AND e.link_key = reached.link_key
     GROUP BY e.agency_id, e.link_key ORDER BY 1`,
    { linkId },
  );
  const [first] = links;
  return first === undefined
    ? null
    : {
        id: first.id,
        agencyIds: links.map(({ agency_id }) => agency_id),
        linkKeys: links.map(({ link_key }) => link_key),
      };
}

/** As many scopes as are at work. */
const kept = new KeptInScope<ReadonlyMap<number, number>>(16);

/** The chain of each link in scope, by its id; gone through once for a scope and data version. */
export function readChains(read: ScopedRead): Promise<ReadonlyMap<number, number>> {
  return kept.get(read, [], () => chainAll(read.trx));
}

const keysRow = z.object({ id: z.number(), event_keys: z.array(z.string()) });

async function chainAll(trx: Knex.Transaction): Promise<ReadonlyMap<number, number>> {
  const links = await selectRows(
    trx,
    keysRow,
    `SELECT min(e.id) AS id, array_agg(DISTINCT ${ownerOfNumber('e')} || ' ' || e.event_key) AS event_keys
     FROM link_event e GROUP BY e.agency_id, e.link_key ORDER BY 1`,
  );
  return chainsOf(links.map(({ id, event_keys }) => ({ id, eventKeys: event_keys })));
}
