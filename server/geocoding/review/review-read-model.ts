import type { Knex } from 'knex';
import { z } from 'zod';
import { fromMercator } from '../../../domain/geography/world-grid.ts';
import type { Review, ReviewDecision, ReviewItem, StreetAlias } from '../../../domain/review.ts';
import { reviewDecisionSchema, reviewReasonSchema, streetAliasSchema } from '../../../domain/review.ts';
import { ADDRESS_KINDS, PRECISIONS } from '../../../domain/vocabulary.ts';
import { selectRows } from '../../database/connection.ts';
import { PLACED_RECORDS } from '../../places/place-columns.ts';
import { roundDegrees } from '../round-degrees.ts';
import { candidateAnswer, storedCandidateSchema } from './stored-candidate.ts';

/** Reads of open addresses and decisions; all in a scoped transaction, which shows those of visible agencies only. */

/** How many records of visible agencies have an address of `geocode`, by what it is to them. */
const USED = `used AS (
  ${PLACED_RECORDS.map(
    (table) => `SELECT agency_id, review_key, '${table}' AS kind, count(*) AS records FROM ${table}
       WHERE review_key IS NOT NULL GROUP BY 1, 2`,
  ).join(' UNION ALL ')}
  UNION ALL SELECT agency_id, fields ->> 'review_key', 'dealer', count(DISTINCT dealer_id) FROM dealer_source
    WHERE fields ->> 'review_key' IS NOT NULL GROUP BY 1, 2
)`;

/** Open addresses with the records that have them. */
const OPEN = `${USED}, open AS (
  SELECT g.id, g.agency_id, g.alike_key, sum(u.records)::int AS records, jsonb_object_agg(u.kind, u.records) AS by_kind
  FROM geocode g JOIN used u ON u.agency_id = g.agency_id AND u.review_key = g.address_key
  WHERE g.review_id IS NULL AND g.reason IS NOT NULL
  GROUP BY g.id
), ranked AS (
  SELECT *, CASE WHEN alike_key IS NULL THEN 0
    ELSE count(*) OVER (PARTITION BY agency_id, alike_key) - 1 END::int AS alike FROM open
)`;

const itemRow = z.object({
  id: z.number(),
  address: z.string(),
  agency_code: z.string(),
  agency_name: z.string(),
  reason: reviewReasonSchema,
  records: z.number(),
  by_kind: z.record(z.enum(ADDRESS_KINDS), z.number().optional()),
  precision: z.enum(PRECISIONS),
  area: z.string().nullable(),
  x: z.number().nullable(),
  y: z.number().nullable(),
  candidates: z.array(storedCandidateSchema),
  alike: z.number(),
});

/** An address as written, on one line. */
export const ADDRESS_LINE = `concat_ws(', ', g.street, g.city, g.county, nullif(concat_ws(' ', g.state, g.zip), ''))`;

const SELECT_ITEMS = `WITH ${OPEN}
  SELECT g.id, ${ADDRESS_LINE} AS address, a.code AS agency_code, a.name AS agency_name, g.reason, o.records, o.by_kind,
    g.found ->> 'precision' AS precision,
    concat_ws(', ', CASE g.found ->> 'precision' WHEN 'city' THEN upper(g.city) WHEN 'county' THEN upper(g.county) END,
      concat_ws(' ', g.found ->> 'area_state', g.found ->> 'area_zip')) AS area,
    (g.found ->> 'x')::float8 AS x, (g.found ->> 'y')::float8 AS y, g.candidates, o.alike
  FROM ranked o JOIN geocode g ON g.id = o.id JOIN agency a ON a.id = g.agency_id`;

function itemOf(row: z.infer<typeof itemRow>): ReviewItem {
  const { x, y, area, precision, by_kind: byKind } = row;
  return {
    id: row.id,
    address: row.address,
    agency: { code: row.agency_code, name: row.agency_name },
    reason: row.reason,
    records: {
      total: row.records,
      byKind: ADDRESS_KINDS.flatMap((kind) => {
        const count = byKind[kind];
        return count === undefined ? [] : [{ kind, count }];
      }),
    },
    area: x === null || y === null ? null : { label: area ?? '', precision, ...degreesOf(x, y) },
    candidates: row.candidates.map(candidateAnswer),
    alike: row.alike,
  };
}

function degreesOf(x: number, y: number): { readonly lon: number; readonly lat: number } {
  const { lon, lat } = fromMercator(x, y);
  return { lon: roundDegrees(lon), lat: roundDegrees(lat) };
}

/** Where a page of the queue goes on: after an address of so many records. */
export interface QueuePlace {
  readonly records: number;
  readonly id: number;
}

/** Open addresses, those with the most records first; `after`: the last one of the page before. */
export async function readQueue(
  trx: Knex.Transaction,
  after: QueuePlace | null,
  limit: number,
): Promise<Review> {
  const rows = await selectRows(
    trx,
    itemRow,
    `${SELECT_ITEMS} WHERE (o.records, -o.id) < (?::int, ?::int)
     ORDER BY o.records DESC, o.id LIMIT ?`,
    [after?.records ?? 2_147_483_647, -(after?.id ?? 0), limit + 1],
  );
  const items = rows.slice(0, limit).map(itemOf);
  const last = items.at(-1);
  const next = rows.length > limit && last !== undefined ? `${last.records.total}.${last.id}` : null;
  return { items, ...(await readTotals(trx)), next };
}

/** Those of the addresses that are open and may be seen. */
export async function readOpen(trx: Knex.Transaction, ids: readonly number[]): Promise<ReviewItem[]> {
  const rows = await selectRows(
    trx,
    itemRow,
    `${SELECT_ITEMS} WHERE g.id IN (SELECT unnest(?::int[])) ORDER BY o.records DESC, o.id`,
    [[...ids]],
  );
  return rows.map(itemOf);
}

const totalsRow = z.object({ total: z.number(), records: z.number() });

/** How many addresses are open, and how many records have them. */
export async function readTotals(trx: Knex.Transaction): Promise<Pick<Review, 'total' | 'records'>> {
  const [totals] = await selectRows(
    trx,
    totalsRow,
    `WITH ${OPEN} SELECT count(*) AS total, coalesce(sum(records), 0) AS records FROM open`,
  );
  return totals ?? { total: 0, records: 0 };
}

const SELECT_DECISIONS = `WITH ${USED}
  SELECT v.id, v.kind, v.address, v.label, v.decided_by AS "decidedBy",
    to_char(v.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "decidedAt",
    count(DISTINCT g.id) AS addresses, coalesce(sum(u.records), 0) AS records
  FROM geocode_review v JOIN geocode g ON g.review_id = v.id
    LEFT JOIN used u ON u.agency_id = g.agency_id AND u.review_key = g.address_key
  WHERE v.undone_at IS NULL`;

/** Decisions in force, the newest first; `before`: the last one of the page before. */
export async function readDecisions(
  trx: Knex.Transaction,
  before: number | null,
  limit: number,
): Promise<{ items: ReviewDecision[]; total: number; next: string | null }> {
  const rows = await selectRows(
    trx,
    reviewDecisionSchema,
    `${SELECT_DECISIONS} AND v.id < ? GROUP BY v.id ORDER BY v.id DESC LIMIT ?`,
    [before ?? 2_147_483_647, limit + 1],
  );
  const [count] = await selectRows(
    trx,
    z.object({ total: z.number() }),
    `SELECT count(*) AS total FROM geocode_review WHERE undone_at IS NULL`,
  );
  const items = rows.slice(0, limit);
  const next = rows.length > limit ? String(items.at(-1)?.id) : null;
  return { items, total: count?.total ?? 0, next };
}

/** One decision in force; null where it may not be seen or was taken back. */
export async function readDecision(trx: Knex.Transaction, id: number): Promise<ReviewDecision | null> {
  const [found] = await selectRows(
    trx,
    reviewDecisionSchema,
    `${SELECT_DECISIONS} AND v.id = ? GROUP BY v.id`,
    [id],
  );
  return found ?? null;
}

/**
 * Street names that decisions show to be another: offered ones first. Offers come from decisions of visible agencies;
 * what was answered holds for all, as streets do.
 */
export async function readAliases(trx: Knex.Transaction, id: number | null = null): Promise<StreetAlias[]> {
  return selectRows(
    trx,
    streetAliasSchema,
    `SELECT * FROM (
       SELECT s.id, s.written, s.meant, s.place, s.state,
         CASE s.accepted WHEN true THEN 'accepted' WHEN false THEN 'declined' ELSE 'offered' END AS status,
         (SELECT count(*) FROM geocode_review v
          WHERE v.alias_id = s.id AND v.undone_at IS NULL) AS decisions,
         (SELECT count(*) FROM geocode g WHERE g.review_id IS NULL AND g.reason IS NOT NULL
            AND replace(g.asked_name, ' ', '') = s.written_key AND g.found ->> 'area_state' = s.state) AS open
       FROM street_alias s WHERE s.id = coalesce(?, s.id)
     ) alias WHERE status <> 'offered' OR decisions > 0
     ORDER BY status <> 'offered', written, meant, id`,
    [id],
  );
}
