import type { Knex } from 'knex';
import { z } from 'zod';
import { LINKAGE_THRESHOLDS } from '../../domain/linkage/link-persons.ts';
import { inForceOn } from '../agreements/in-force-sql.ts';
import { selectRows } from '../database/connection.ts';

const dueRow = z.object({
  a: z.number(),
  b: z.number(),
  /** `names` where one of the two sees who the other's purchasers are; else `hashes`. */
  basis: z.enum(['names', 'hashes']),
  aVersion: z.number(),
  bVersion: z.number(),
  match: z.number(),
  review: z.number(),
});
/** Two agencies, or one with itself, whose purchasers are to be compared, from which probabilities on. */
export type DueLinkage = z.infer<typeof dueRow>;

/**
 * Agencies whose purchasers may be compared (`a` the smaller): each with itself, and two of which an agreement in force gives the
 * other's traces at least de-identified. Of several agreements that go the same way, the last accepted counts.
 */
const WANTED = `given AS (
    SELECT DISTINCT ON (g.giving_agency_id, g.receiving_agency_id) g.giving_agency_id AS one,
      g.receiving_agency_id AS other, g.traces
    FROM agreement g WHERE ${inForceOn()} ORDER BY 1, 2, g.accepted_at DESC, g.id DESC
  ), wanted AS (
    SELECT least(one, other) AS a, greatest(one, other) AS b,
      CASE WHEN bool_or(traces = 'records') THEN 'names' ELSE 'hashes' END AS basis
    FROM given WHERE traces IN ('deidentified', 'records') GROUP BY 1, 2
    UNION ALL SELECT id, id, 'names' FROM agency
  )`;

/** What is to be compared, since it never was, what may be compared is another, or purchasers or thresholds are. */
export function readDueLinkage(knex: Knex): Promise<DueLinkage[]> {
  return selectRows(
    knex,
    dueRow,
    `WITH ${WANTED}, due AS (
       SELECT w.a, w.b, w.basis, coalesce(ca.version, 0) AS "aVersion", coalesce(cb.version, 0) AS "bVersion",
         greatest(coalesce(ca.join_from, :match::float8), coalesce(cb.join_from, :match::float8)) AS match,
         greatest(coalesce(ca.review_from, :review::float8), coalesce(cb.review_from, :review::float8)) AS review
       FROM wanted w LEFT JOIN linkage_change ca ON ca.agency_id = w.a LEFT JOIN linkage_change cb ON cb.agency_id = w.b
     )
     SELECT due.* FROM due LEFT JOIN linkage_run r ON r.a_agency_id = due.a AND r.b_agency_id = due.b
     WHERE (r.basis, r.a_version, r.b_version) IS DISTINCT FROM (due.basis, due."aVersion", due."bVersion")
     ORDER BY a, b`,
    { ...LINKAGE_THRESHOLDS },
  );
}

/** Removes what was found between agencies that share no traces any more, decisions with it. */
export async function forgetEndedLinkage(trx: Knex.Transaction): Promise<void> {
  const ended = `NOT EXISTS (SELECT FROM wanted w
    WHERE w.a = least(a_agency_id, b_agency_id) AND w.b = greatest(a_agency_id, b_agency_id))`;
  for (const table of ['purchaser_pair', 'linkage_run']) {
    await trx.raw(`WITH ${WANTED} DELETE FROM ${table} WHERE ${ended}`);
  }
}
