import type { Knex } from 'knex';
import { z } from 'zod';
import { isAgencyNamed } from '../../domain/agency-named.ts';
import { selectRows } from '../database/connection.ts';

const row = z.object({
  event: z.number(),
  recovery: z.number(),
  code: z.string(),
  name: z.string(),
  is_own: z.boolean(),
  event_agency: z.string().nullable(),
});

/**
 * The recoveries in scope that are of the case of some rows of `link_event`, by the id of the row: those whose agency and case
 * number it has. Another agency's case of the same number is another case.
 */
export async function readCaseRecoveries(
  trx: Knex.Transaction,
  eventIds: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const rows = await selectRows(
    trx,
    row,
    `SELECT e.id AS event, r.id AS recovery, a.code, a.name, e.agency_id = r.agency_id AS is_own, e.event_agency
     FROM link_event e JOIN recovery r ON r.case_key = e.case_key JOIN agency a ON a.id = r.agency_id
     WHERE e.id IN (SELECT unnest(:ids::int[])) ORDER BY r.id`,
    { ids: [...eventIds] },
  );
  const found = new Map<number, number[]>();
  for (const { event, recovery, is_own, event_agency, ...agency } of rows) {
    if (!(event_agency === null ? is_own : isAgencyNamed(event_agency, agency))) continue;
    const known = found.get(event);
    if (known === undefined) found.set(event, [recovery]);
    else known.push(recovery);
  }
  return found;
}
