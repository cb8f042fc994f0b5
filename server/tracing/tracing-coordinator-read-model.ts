import type { Knex } from 'knex';
import { z } from 'zod';
import { SHARING_LEVELS } from '../../domain/access.ts';
import type { TracingCoordinator } from '../../domain/tracing-responses.ts';
import { inForceOn } from '../agreements/in-force-sql.ts';
import { selectRows } from '../database/connection.ts';

/**
 * Through whom agencies send their requests. Like agreements these are no records: each is shown to those of the two agencies
 * it is between.
 */

const agencyRow = z.object({ id: z.number(), code: z.string(), name: z.string() });
const receivingRow = agencyRow.extend({ recoveries: z.enum(SHARING_LEVELS) });

/** Of several agreements with the same agency, the one accepted last counts, as in server/access/scope-of-account.ts. */
const RECEIVING = `SELECT DISTINCT ON (a.name, a.id) a.id, a.code, a.name, g.recoveries
  FROM agreement g JOIN agency a ON a.id = g.receiving_agency_id
  WHERE g.giving_agency_id = ? AND ${inForceOn()}
  ORDER BY a.name, a.id, g.accepted_at DESC, g.id DESC`;

type AgencyRow = z.infer<typeof agencyRow>;

/** Agencies that an agreement in force gives an agency's recoveries as records. */
export async function readCandidates(trx: Knex.Transaction, agencyId: number): Promise<readonly AgencyRow[]> {
  const rows = await selectRows(trx, receivingRow, RECEIVING, [agencyId]);
  return rows.filter(({ recoveries }) => recoveries === 'records');
}

/** The coordinator of an agency, whether or not it sees anything now; null for none. */
export async function findCoordinator(trx: Knex.Transaction, agencyId: number): Promise<AgencyRow | null> {
  const [row] = await selectRows(
    trx,
    agencyRow,
    `SELECT a.id, a.code, a.name FROM tracing_coordinator t JOIN agency a ON a.id = t.coordinator_agency_id
     WHERE t.agency_id = ?`,
    [agencyId],
  );
  return row ?? null;
}

/** All that an agency's steward may see of coordinators. */
export async function readTracingCoordinator(
  trx: Knex.Transaction,
  agencyId: number,
): Promise<TracingCoordinator> {
  const coordinator = await findCoordinator(trx, agencyId);
  const candidates = await readCandidates(trx, agencyId);
  const routed = await selectRows(
    trx,
    agencyRow,
    `SELECT a.id, a.code, a.name FROM tracing_coordinator t JOIN agency a ON a.id = t.agency_id
     WHERE t.coordinator_agency_id = ? ORDER BY a.name, a.id`,
    [agencyId],
  );
  const named = ({ code, name }: AgencyRow) => ({ code, name });
  return {
    coordinator: coordinator === null ? null : named(coordinator),
    inForce: candidates.some(({ id }) => id === coordinator?.id),
    candidates: candidates.map(named),
    routedHere: routed.map(named),
  };
}
