import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import type { ChainedText } from './chain-hash.ts';

/** A place in the chain: of an event, or of the end. */
export interface ChainPlace {
  readonly position: number;
  readonly hash: string;
}

/** An event as it stands in the chain. */
export interface ChainedEvent extends ChainedText {
  readonly hash: string;
}

const eventRow = z.object({
  position: z.number(),
  id: z.number(),
  happenedAt: z.string(),
  actor: z.string(),
  agencyId: z.number().nullable(),
  action: z.string(),
  subject: z.string(),
  detail: z.string(),
  hash: z.string(),
});
const pageRow = z.object({
  endPosition: z.number(),
  endHash: z.string(),
  event: eventRow.nullable(),
});

/** Some events of the chain, and where it ended when they were read. */
export interface ChainPage {
  readonly end: ChainPlace;
  readonly events: readonly ChainedEvent[];
  /** True where no event came after these then. */
  readonly isLast: boolean;
}

const EVENTS_A_PAGE = 2000;

/**
 * The events after one, by position. Each page is one statement, so that its end is that of the same moment: on the last
 * page the two fit each other, whoever writes meanwhile. Also by id, since tampering may have made positions twice.
 */
export async function readChainPage(
  knex: Knex,
  after: { readonly position: number; readonly id: number },
  limit = EVENTS_A_PAGE,
): Promise<ChainPage> {
  const rows = await selectRows(
    knex,
    pageRow,
    `SELECT c.position AS "endPosition", c.hash AS "endHash", CASE WHEN e.id IS NOT NULL THEN jsonb_build_object(
       'position', e.position, 'id', e.id,
       'happenedAt', to_char(e.happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
       'actor', e.actor, 'agencyId', e.agency_id, 'action', e.action, 'subject', e.subject,
       'detail', e.detail::text, 'hash', e.chain_hash) END AS event
     FROM audit_chain c LEFT JOIN (
       SELECT * FROM audit_event WHERE position >= :position AND (position, id) > (:position, :id)
       ORDER BY position, id LIMIT :limit
     ) e ON true ORDER BY e.position, e.id`,
    { ...after, limit },
  );
  const [first] = rows;
  if (first === undefined) throw new Error('audit_chain has no row: the end of the audit log is gone.');
  const events = rows.flatMap(({ event }) => (event === null ? [] : [event]));
  return {
    end: { position: first.endPosition, hash: first.endHash },
    events,
    isLast: events.length < limit,
  };
}

/** All events from a position on, one after the other. */
export async function* readChainFrom(knex: Knex, position: number): AsyncGenerator<ChainedEvent> {
  let after = { position: position - 1, id: Number.MAX_SAFE_INTEGER };
  for (;;) {
    const { events, isLast } = await readChainPage(knex, after);
    yield* events;
    const last = events.at(-1);
    if (isLast || last === undefined) return;
    after = { position: last.position, id: last.id };
  }
}

/** The event at a position; undefined where there is none. */
export async function findInChain(knex: Knex, position: number): Promise<ChainedEvent | undefined> {
  const { events } = await readChainPage(knex, { position: position - 1, id: Number.MAX_SAFE_INTEGER }, 1);
  return events.find((event) => event.position === position);
}

const countRow = z.object({ count: z.number() });

/** How many events have no place in the chain: none, as long as the table is as it was made. */
export async function countOutsideChain(knex: Knex): Promise<number> {
  const [row] = await selectRows(
    knex,
    countRow,
    'SELECT count(*)::int AS count FROM audit_event WHERE position IS NULL OR position < 1',
  );
  return row?.count ?? 0;
}
