import type { Knex } from 'knex';
import { z } from 'zod';
import type { Finding, FoundGun, Watch } from '../../domain/watches.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';

const watchRow = z.object({
  id: z.number(),
  name: z.string(),
  filter: z.string(),
  byMail: z.boolean(),
  createdAt: z.date(),
  checkedAt: z.date().nullable(),
  problem: z.string().nullable(),
  guns: z.number(),
});

/** The watches of an account, the newest first. */
export async function readWatches(knex: Knex, accountId: number): Promise<Watch[]> {
  const rows = await selectRows(
    knex,
    watchRow,
    `SELECT w.id, w.name, w.filter, w.by_mail AS "byMail", w.created_at AS "createdAt", w.checked_at AS "checkedAt", w.problem,
       coalesce((SELECT sum(f.guns) FROM watch_finding f WHERE f.watch_id = w.id), 0)::int AS guns
     FROM watch w WHERE w.account_id = ? ORDER BY w.id DESC`,
    [accountId],
  );
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    checkedAt: row.checkedAt?.toISOString() ?? null,
  }));
}

const findingRow = z.object({
  id: z.number(),
  watchId: z.number(),
  name: z.string(),
  filter: z.string(),
  foundAt: z.date(),
  guns: z.number(),
  recoveryIds: z.array(z.number()),
  isRead: z.boolean(),
});
/** A finding as it is stored: which of its guns may still be seen is not known. */
export type FindingRow = z.infer<typeof findingRow>;

/** As many as are shown. */
const MOST_FINDINGS = 100;

/** What the watches of an account found, the newest first. */
export const readFindings = (knex: Knex, accountId: number): Promise<FindingRow[]> =>
  selectRows(
    knex,
    findingRow,
    `SELECT f.id, w.id AS "watchId", w.name, w.filter, f.found_at AS "foundAt", f.guns, f.recovery_ids AS "recoveryIds",
       f.read_at IS NOT NULL AS "isRead"
     FROM watch_finding f JOIN watch w ON w.id = f.watch_id
     WHERE w.account_id = :accountId ORDER BY f.id DESC LIMIT :most::int`,
    { accountId, most: MOST_FINDINGS },
  );

/** How many findings of an account it has not read. */
export async function countUnread(knex: Knex, accountId: number): Promise<number> {
  const [row] = await selectRows(
    knex,
    z.object({ unread: z.number() }),
    `SELECT count(*)::int AS unread FROM watch_finding f JOIN watch w ON w.id = f.watch_id
     WHERE w.account_id = ? AND f.read_at IS NULL`,
    [accountId],
  );
  return row?.unread ?? 0;
}

const gunRow = z.object({
  recovery: z.number(),
  agency: z.string(),
  recoveredOn: z.string().nullable(),
  place: z.string().nullable(),
  timeToCrimeDays: z.number().nullable(),
});

/** Findings with those of their guns that the scope still shows. */
export async function describeFindings(
  { trx }: ScopedRead,
  findings: readonly FindingRow[],
): Promise<Finding[]> {
  const rows = await selectRows(
    trx,
    gunRow,
    `SELECT r.id AS recovery, a.name AS agency, r.recovered_on::text AS "recoveredOn",
       coalesce(c.name, r.recovery_state::text) AS place, r.time_to_crime_days AS "timeToCrimeDays"
     FROM recovery r JOIN agency a ON a.id = r.agency_id
       LEFT JOIN area c ON c.level = 'county' AND c.code = r.recovery_county
     WHERE r.id IN (SELECT unnest(:ids::int[]))`,
    { ids: [...new Set(findings.flatMap(({ recoveryIds }) => recoveryIds))] },
  );
  const gunOf = new Map<number, FoundGun>(rows.map((row) => [row.recovery, row]));
  return findings.map(({ id, watchId, name, filter, foundAt, guns, isRead, recoveryIds }) => ({
    id,
    watch: { id: watchId, name, filter },
    foundAt: foundAt.toISOString(),
    guns,
    isRead,
    list: recoveryIds.flatMap((recovery) => gunOf.get(recovery) ?? []),
  }));
}
