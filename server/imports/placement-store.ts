import type { Knex } from 'knex';

/** Counts of how well addresses were placed, taken from staged rows as they become records. */

const COLUMNS = 'import_batch_id, kind, precision, street_lookup, state, addresses';
/** Rows withheld as duplicates are counted when the record they repeat has been undone. */
const ADD = `ON CONFLICT (import_batch_id, kind, precision, street_lookup, state)
  DO UPDATE SET addresses = import_placement.addresses + excluded.addresses`;
/** The state is told where no streets are loaded, for the words that ask to load some. */
const STATE = `CASE WHEN p.street_lookup = 'unloaded' THEN p.state END`;

const party = (kind: string) =>
  `('${kind}', s.${kind}_precision, coalesce(s.${kind}_street_lookup, 'none'), s.${kind}_area_state,
    num_nonnulls(s.${kind}_street, s.${kind}_city, s.${kind}_county, s.${kind}_state, s.${kind}_zip, s.${kind}_x))`;

/** Adds the addresses of the staged traces `s` that meet a condition. */
export async function countTracePlacement(
  trx: Knex.Transaction,
  batchId: number,
  table: string,
  condition: string,
): Promise<void> {
  await trx.raw(
    `INSERT INTO import_placement (${COLUMNS})
     SELECT ?::int, p.kind, p.precision, p.street_lookup, ${STATE}, count(*)
     FROM ${table} s, LATERAL (VALUES ${['recovery', 'possessor', 'purchaser'].map(party).join(', ')})
       p (kind, precision, street_lookup, state, parts)
     WHERE p.parts > 0 AND ${condition} GROUP BY 1, 2, 3, 4, 5 ${ADD}`,
    [batchId],
  );
}

/** Adds the addresses of the staged dealers, each dealer once. */
export async function countDealerPlacement(
  trx: Knex.Transaction,
  batchId: number,
  table: string,
): Promise<void> {
  await trx.raw(
    `INSERT INTO import_placement (${COLUMNS})
     SELECT ?::int, 'dealer', p.precision, p.street_lookup, ${STATE}, count(*)
     FROM ${table} s, LATERAL (
       SELECT f.precision, coalesce(f.street_lookup, 'none') AS street_lookup, f.area_state AS state,
         num_nonnulls(f.street, f.city, f.county, f.state, f.zip) AS parts
       FROM jsonb_to_record(s.fields) AS f (precision text, street_lookup text, area_state text,
         street text, city text, county text, state text, zip text)
     ) p
     WHERE p.parts > 0 GROUP BY 1, 2, 3, 4, 5 ${ADD}`,
    [batchId],
  );
}
