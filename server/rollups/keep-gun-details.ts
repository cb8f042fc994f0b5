import type { Knex } from 'knex';
import { z } from 'zod';
import {
  capabilitiesOf,
  capabilitiesOfToken,
  ceilingOf,
  DATA_KINDS,
  GIVEN_CAPABILITIES,
  lesserLevel,
  ROLES,
  SHARING_LEVELS,
  sharingOf,
} from '../../domain/access.ts';
import { dealersNamedTo, GUN_DETAILS, gunDetailOf } from '../../domain/scope.ts';
import { IN_FORCE_OR_COMING } from '../agreements/in-force-sql.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { beginChange, noteChange } from '../database/data-version.ts';
import { packGunsOf } from './refresh-rollups.ts';

const level = z.enum(SHARING_LEVELS);
const givenRow = z.object({
  agencyId: z.number(),
  role: z.enum(ROLES),
  /** Of an API token what it was allowed; null where somebody signs in themselves. */
  allowed: z.array(z.enum(GIVEN_CAPABILITIES)).nullable(),
  recoveries: level,
  traces: level,
  ballistics: level,
  debriefs: level,
  sales: level,
});
const policyRow = z.object({ namesDealers: z.boolean() });
const keptRow = z.object({ agencyId: z.number(), detail: z.enum(GUN_DETAILS) });

/**
 * What is shared with whom, by roles and by what tokens were allowed: of agreements that are or will be in force, and one's
 * own. A token that may do less than its account can see the guns in a way in which no account does.
 */
const GIVEN = `
  WITH reader AS (
    SELECT agency_id, role, NULL::text[] AS allowed FROM account WHERE agency_id IS NOT NULL AND disabled_at IS NULL
    UNION
    SELECT a.agency_id, a.role, t.capabilities FROM account a JOIN api_token t ON t.account_id = a.id
    WHERE a.agency_id IS NOT NULL AND a.disabled_at IS NULL AND t.expires_at > now()
  )
  SELECT DISTINCT g.giving_agency_id AS "agencyId", r.role, r.allowed, ${DATA_KINDS.map((kind) => `g.${kind}`).join(', ')}
  FROM agreement g JOIN reader r ON r.agency_id = g.receiving_agency_id WHERE ${IN_FORCE_OR_COMING}
  UNION
  SELECT agency_id, role, allowed, ${DATA_KINDS.map(() => `'records'`).join(', ')} FROM reader`;

/**
 * Packs the guns of each agency in the ways in which anybody sees them now, and no others. To be called in the transaction
 * of every change of accounts, tokens, agreements and the region's policy, so that nobody sees less than was agreed, and nothing is kept for nobody.
 */
export async function keepGunDetails(trx: Knex.Transaction): Promise<void> {
  const { missing, useless } = await compareDetails(trx);
  if (missing.length + useless.length === 0) return;
  // Waits for imports that run, and they for it; meanwhile another may have packed the same.
  await beginChange(trx);
  const now = await compareDetails(trx);
  for (const { agencyId, detail } of now.useless) {
    for (const table of ['flow_rollup', 'kept_gun_detail']) {
      await trx.raw(`DELETE FROM ${table} WHERE agency_id = ? AND detail = ?`, [agencyId, detail]);
    }
  }
  for (const { agencyId, detail } of now.missing) {
    await trx.raw('INSERT INTO kept_gun_detail (agency_id, detail) VALUES (?, ?)', [agencyId, detail]);
    await packGunsOf(trx, agencyId, detail);
  }
  await noteChange(
    trx,
    [...now.missing, ...now.useless].map(({ agencyId }) => agencyId),
  );
}

/** Which ways are asked for and not kept, and kept and not asked for. */
async function compareDetails(trx: Knex.Transaction) {
  const [policy] = await selectRows(
    trx,
    policyRow,
    'SELECT names_dealers AS "namesDealers" FROM region_policy',
  );
  const inCounts = policy?.namesDealers === true;
  const needed = new Map(
    (await selectRows(trx, givenRow, GIVEN)).flatMap(({ agencyId, role, allowed, ...given }) => {
      const ceiling = ceilingOf(allowed === null ? capabilitiesOf(role) : capabilitiesOfToken(role, allowed));
      const detail = gunDetailOf(
        sharingOf((kind) => lesserLevel(given[kind], ceiling)),
        dealersNamedTo(ceiling, inCounts),
      );
      // Packed as they are they always are.
      if (detail === null || detail === 'records') return [];
      return [[`${agencyId} ${detail}`, { agencyId, detail }] as const];
    }),
  );
  const kept = await selectRows(trx, keptRow, 'SELECT agency_id AS "agencyId", detail FROM kept_gun_detail');
  const has = new Set<string>(kept.map(({ agencyId, detail }) => `${agencyId} ${detail}`));
  const names = new Set<string>(needed.keys());
  return {
    missing: [...needed].filter(([key]) => !has.has(key)).map(([, value]) => value),
    useless: kept.filter(({ agencyId, detail }) => !names.has(`${agencyId} ${detail}`)),
  };
}

/** The same in a transaction of its own, at the start: agreements begin and end with the days. */
export const keepGunDetailsNow = (database: Database): Promise<void> =>
  database.knex.transaction(keepGunDetails);
