import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import { PLACED_RECORDS } from '../places/place-columns.ts';
import type { RetentionKind } from './retention-rules.ts';

/** How many rows of one agency went, or of nobody's alone. */
const purgedRow = z.object({ agencyId: z.number().nullable(), rows: z.number() });
export type Purged = z.infer<typeof purgedRow>;

type Purge = (trx: Knex.Transaction, keepDays: number) => Promise<Purged[]>;

/** Deletes of each kind what has been kept for so many days. */
export const PURGE: Readonly<Record<RetentionKind, Purge>> = {
  address_decision: purgeAddressDecisions,
  rejected_row: purgeRejectedRows,
  sign_in_failure: ofNobody(
    'DELETE FROM sign_in_failure WHERE failed_at < now() - make_interval(days => :keepDays::int)',
  ),
  ended_session: ofNobody(
    'DELETE FROM account_session WHERE last_seen_at < now() - make_interval(days => :keepDays::int)',
  ),
  expired_invitation: ofNobody(
    'DELETE FROM account_invitation WHERE expires_at < now() - make_interval(days => :keepDays::int)',
  ),
  // Counted for the agency that asked: told to both, each would be counted twice. What is not answered yet stays.
  answered_contact_request: ofAgencies(
    `DELETE FROM contact_request WHERE answered_at < now() - make_interval(days => :keepDays::int)
     RETURNING asking_agency_id AS agency_id`,
  ),
  listed_purchaser: ofAgencies(
    'DELETE FROM listed_purchaser WHERE review_on <= current_date - :keepDays::int RETURNING agency_id',
  ),
  watch_finding: ofNobody(
    'DELETE FROM watch_finding WHERE found_at < now() - make_interval(days => :keepDays::int)',
  ),
};

function ofNobody(deleteSql: string): Purge {
  return (trx, keepDays) =>
    selectRows(
      trx,
      purgedRow,
      `WITH purged AS (${deleteSql} RETURNING 1)
       SELECT NULL::int AS "agencyId", count(*)::int AS rows FROM purged HAVING count(*) > 0`,
      { keepDays },
    );
}

/** `deleteSql` gives back the agency of each row. */
function ofAgencies(deleteSql: string): Purge {
  return (trx, keepDays) =>
    selectRows(
      trx,
      purgedRow,
      `WITH purged AS (${deleteSql})
       SELECT agency_id AS "agencyId", count(*)::int AS rows FROM purged GROUP BY 1 ORDER BY 1`,
      { keepDays },
    );
}

/** Addresses that records or withheld duplicates of an agency have, which may take a record's place. */
const WITHHELD = `SELECT b.agency_id, key FROM duplicate_trace d JOIN import_batch b ON b.id = d.import_batch_id,
    LATERAL (VALUES (recovery_review_key), (possessor_review_key), (purchaser_review_key)) AS keys (key)
  WHERE key IS NOT NULL
  UNION SELECT b.agency_id, place_review_key FROM duplicate_incident d JOIN import_batch b ON b.id = d.import_batch_id
  WHERE place_review_key IS NOT NULL`;
const HAS_RECORDS = `(${[
  ...PLACED_RECORDS.map(
    (table) =>
      `EXISTS (SELECT FROM ${table} r WHERE r.agency_id = g.agency_id AND r.review_key = g.address_key)`,
  ),
  `EXISTS (SELECT FROM dealer_source s WHERE s.agency_id = g.agency_id AND s.fields ->> 'review_key' = g.address_key)`,
  '(g.agency_id, g.address_key) IN (SELECT agency_id, key FROM withheld)',
].join(' OR ')})`;

/**
 * Decisions on addresses that no record has any more. There is no note of the day on which the last record went, so each
 * run writes down which are unused now, and forgets it of those that are used again.
 */
async function purgeAddressDecisions(trx: Knex.Transaction, keepDays: number): Promise<Purged[]> {
  // As every writer of records does: an import that brings such an address again waits, and finds the decision gone.
  await trx.raw('SELECT version FROM data_version FOR UPDATE');
  await trx.raw(
    `WITH withheld AS MATERIALIZED (${WITHHELD}),
       used AS (SELECT DISTINCT g.review_id AS id FROM geocode g WHERE g.review_id IS NOT NULL AND ${HAS_RECORDS})
     UPDATE geocode_review v SET unused_since = CASE WHEN used.id IS NULL THEN coalesce(v.undone_at, now()) END
     FROM geocode_review each LEFT JOIN used ON used.id = each.id
     WHERE v.id = each.id AND (used.id IS NULL) <> (v.unused_since IS NOT NULL)`,
  );
  const old = 'unused_since < now() - make_interval(days => :keepDays::int)';
  await trx.raw(`DELETE FROM geocode WHERE review_id IN (SELECT id FROM geocode_review WHERE ${old})`, {
    keepDays,
  });
  return selectRows(
    trx,
    purgedRow,
    `WITH purged AS (DELETE FROM geocode_review WHERE ${old} RETURNING agency_id)
     SELECT agency_id AS "agencyId", count(*)::int AS rows FROM purged GROUP BY agency_id ORDER BY agency_id`,
    { keepDays },
  );
}

/** Notes on rows stay, without what they quote: what was wrong is worth knowing for longer than whose it was. */
async function purgeRejectedRows(trx: Knex.Transaction, keepDays: number): Promise<Purged[]> {
  return selectRows(
    trx,
    purgedRow,
    `WITH ended AS (
       SELECT id, agency_id FROM import_batch WHERE finished_at < now() - make_interval(days => :keepDays::int)
     ), purged AS (
       DELETE FROM import_rejected_row r USING ended WHERE r.import_batch_id = ended.id RETURNING ended.agency_id
     ), silenced AS (
       UPDATE import_note n SET value = NULL FROM ended
       WHERE n.import_batch_id = ended.id AND n.value IS NOT NULL RETURNING ended.agency_id
     )
     SELECT agency_id AS "agencyId", count(*)::int AS rows
     FROM (SELECT agency_id FROM purged UNION ALL SELECT agency_id FROM silenced) gone
     GROUP BY agency_id ORDER BY agency_id`,
    { keepDays },
  );
}
