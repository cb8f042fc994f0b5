import type { Knex } from 'knex';
import { z } from 'zod';
import type { Snapshot } from '../../domain/snapshots.ts';
import { publicationPlanSchema, publishedCountSchema, snapshotAuditSchema } from '../../domain/snapshots.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';

const time = z.date().transform((date) => date.toISOString());
const snapshotRow = z.object({
  id: z.number(),
  year: z.number(),
  plan: publicationPlanSchema,
  cells: z.array(publishedCountSchema),
  audit: snapshotAuditSchema,
  madeBy: z.string(),
  madeByAccount: z.number().nullable(),
  madeAt: time,
  releasedBy: z.string().nullable(),
  releasedAt: time.nullable(),
});

const releasedRow = snapshotRow
  .pick({ year: true, plan: true, cells: true, madeAt: true })
  .extend({ agency: z.string(), state: z.string() });
/** What everybody may know of a released year: whose it is, by code and state, and its counts. */
export type ReleasedYear = z.infer<typeof releasedRow>;

/** The released years of one's own agency (the operator's: of all), oldest first. */
export async function readReleasedYears({ trx, scope }: ScopedRead): Promise<ReleasedYear[]> {
  return selectRows(
    trx,
    releasedRow,
    `SELECT a.code AS agency, a.state_code AS state, s.year, s.plan, s.cells, s.made_at AS "madeAt"
     FROM snapshot s JOIN agency a ON a.id = s.agency_id
     WHERE s.released_at IS NOT NULL AND s.agency_id IN (SELECT unnest(?::int[])) ORDER BY a.code, s.year`,
    [[...scope.ownAgencyIds]],
  );
}

/** The snapshots of an agency, newest year first, as an account sees them. */
export async function readSnapshots(knex: Knex, agencyId: number, accountId: number): Promise<Snapshot[]> {
  const rows = await selectRows(
    knex,
    snapshotRow,
    `SELECT id, year, plan, cells, audit, made_by AS "madeBy", made_by_account AS "madeByAccount",
       made_at AS "madeAt", released_by AS "releasedBy", released_at AS "releasedAt"
     FROM snapshot WHERE agency_id = ? ORDER BY year DESC`,
    [agencyId],
  );
  return rows.map(({ madeByAccount, ...snapshot }) => ({ ...snapshot, isOwn: madeByAccount === accountId }));
}
