import type { Knex } from 'knex';
import { z } from 'zod';
import { plainArray } from '../database/array-literal.ts';
import { selectRows } from '../database/connection.ts';
import { bestDealers } from '../imports/dealers/best-dealer.ts';
import { distinctParts } from '../rollups/distinct-parts.ts';
import { partsOfPurchasers } from '../rollups/parts-of-purchasers.ts';
import type { RollupPart } from '../rollups/refresh-rollups.ts';
import { PLACED_RECORDS, placeOfJson, setPlace } from './place-columns.ts';

const partRow = z.object({ agencyId: z.number(), month: z.string().nullable() });
const dealerRow = z.object({ dealer_id: z.number() });

/** Open again only while the geocoder leaves it open. */
const REVIEW_KEY = 'CASE WHEN g.review_id IS NOT NULL OR g.reason IS NOT NULL THEN g.address_key END';

/**
 * Gives the records whose address is among these rows of `geocode` the place of that row: what a person decided, else
 * what the geocoder found. `condition` is SQL on the row `g`. Gives the parts whose rollups change.
 */
export async function applyGeocodes(
  trx: Knex.Transaction,
  condition: string,
  bindings: readonly Knex.RawBinding[],
): Promise<readonly RollupPart[]> {
  const parts: RollupPart[] = [];
  for (const table of PLACED_RECORDS) {
    const update = `UPDATE ${table} r SET ${setPlace(table, { review_key: REVIEW_KEY })}
      FROM geocode g, LATERAL ${placeOfJson('coalesce(g.decided, g.found)')}
      WHERE r.agency_id = g.agency_id AND r.review_key = g.address_key AND ${condition}`;
    if (table !== 'recovery' && table !== 'purchaser') {
      await trx.raw(update, [...bindings]);
      continue;
    }
    if (table === 'purchaser') {
      parts.push(...(await partsOfPurchasers(trx, `${update} RETURNING r.id`, bindings)));
      continue;
    }
    const moved = await selectRows(
      trx,
      partRow,
      `WITH moved AS (${update} RETURNING r.agency_id, r.recovered_on)
       SELECT DISTINCT agency_id AS "agencyId", date_trunc('month', recovered_on)::date AS month FROM moved`,
      [...bindings],
    );
    parts.push(...moved);
  }
  const named = await selectRows(
    trx,
    dealerRow,
    `WITH named AS (
       UPDATE dealer_source s
       SET fields = s.fields || coalesce(g.decided, g.found) || jsonb_build_object('review_key', ${REVIEW_KEY})
       FROM geocode g
       WHERE s.agency_id = g.agency_id AND s.fields ->> 'review_key' = g.address_key AND ${condition}
       RETURNING s.dealer_id
     ) SELECT DISTINCT dealer_id FROM named`,
    [...bindings],
  );
  if (named.length > 0) {
    const ids = plainArray(named.map(({ dealer_id }) => dealer_id));
    parts.push(...(await bestDealers(trx, 'SELECT unnest(?::int[])', [ids])));
  }
  return distinctParts(parts);
}
