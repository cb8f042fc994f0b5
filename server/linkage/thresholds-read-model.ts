import type { Knex } from 'knex';
import { z } from 'zod';
import type { JoinThresholds } from '../../domain/joins.ts';
import { LINKAGE_THRESHOLDS } from '../../domain/linkage/link-persons.ts';
import { selectRows } from '../database/connection.ts';

const row = z.object({ joinFrom: z.number(), reviewFrom: z.number(), by: z.string(), at: z.string() });

const DEFAULTS = { joinFrom: LINKAGE_THRESHOLDS.match, reviewFrom: LINKAGE_THRESHOLDS.review };

/** From which probabilities on an agency's purchasers are joined and put up for decision. */
export async function readThresholds(knex: Knex, agencyId: number): Promise<JoinThresholds> {
  const [set] = await selectRows(
    knex,
    row,
    `SELECT join_from AS "joinFrom", review_from AS "reviewFrom", set_by AS by,
       to_char(set_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at
     FROM linkage_change WHERE agency_id = ? AND set_at IS NOT NULL`,
    [agencyId],
  );
  if (set === undefined) return { ...DEFAULTS, set: null, defaults: DEFAULTS };
  const { joinFrom, reviewFrom, by, at } = set;
  return { joinFrom, reviewFrom, set: { by, at }, defaults: DEFAULTS };
}
