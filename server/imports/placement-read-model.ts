import type { Knex } from 'knex';
import { z } from 'zod';
import { LEAST_MATCH_RATE, matchRate } from '../../domain/match-rate.ts';
import type { ImportPlacement } from '../../domain/responses.ts';
import type { AddressKind } from '../../domain/vocabulary.ts';
import { ADDRESS_KINDS, isDrawablePrecision, PRECISIONS } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import { STREET_LOOKUPS } from '../geocoding/address.ts';
import { PLACED_RECORDS, stateColumn } from '../places/place-columns.ts';

const placementRow = z.object({
  kind: z.enum(ADDRESS_KINDS),
  precision: z.enum(PRECISIONS),
  street_lookup: z.enum(STREET_LOOKUPS),
  state: z.string().nullable(),
  addresses: z.number(),
});
type PlacementRow = z.infer<typeof placementRow>;

/** Records whose address says anything at all, as they are placed now. */
const ofRecords = PLACED_RECORDS.map(
  (table) => `SELECT '${table}' AS kind, precision, street_lookup,
      CASE WHEN street_lookup = 'unloaded' THEN ${stateColumn(table)} END AS state, count(*) AS addresses
    FROM ${table} WHERE import_batch_id = :batchId
      AND num_nonnulls(street, city, county, state, zip, geom_3857) > 0
    GROUP BY 1, 2, 3, 4`,
);
const OF_DEALERS = `SELECT 'dealer', f.precision, f.street_lookup,
    CASE WHEN f.street_lookup = 'unloaded' THEN f.area_state END, count(*)
  FROM dealer_source s, LATERAL jsonb_to_record(s.fields) AS f (precision text, street_lookup text, area_state text,
    street text, city text, county text, state text, zip text)
  WHERE s.import_batch_id = :batchId AND num_nonnulls(f.street, f.city, f.county, f.state, f.zip) > 0
  GROUP BY 1, 2, 3, 4`;

/**
 * How well the addresses of a batch are placed now, after all decisions and newer streets, by whose they are; only kinds
 * it has any of.
 */
export async function readPlacement(trx: Knex.Transaction, batchId: number): Promise<ImportPlacement[]> {
  const rows = await selectRows(trx, placementRow, [...ofRecords, OF_DEALERS].join(' UNION ALL '), {
    batchId,
  });
  return ADDRESS_KINDS.flatMap((kind) => {
    const ofKind = rows.filter((row) => row.kind === kind);
    return ofKind.length === 0 ? [] : [placementOf(kind, ofKind)];
  });
}

function placementOf(kind: AddressKind, rows: readonly PlacementRow[]): ImportPlacement {
  const count = (isCounted: (row: PlacementRow) => boolean) =>
    rows.filter(isCounted).reduce((sum, { addresses }) => sum + addresses, 0);
  const counts = {
    placed: count(({ precision }) => isDrawablePrecision(precision)),
    toReview: count(({ street_lookup }) => street_lookup === 'review'),
    unknown: count(({ street_lookup }) => street_lookup === 'unknown'),
  };
  const rate = matchRate(counts);
  const unloaded = rows.filter(({ street_lookup }) => street_lookup === 'unloaded');
  const states = unloaded.flatMap(({ state }) => (state === null ? [] : [state]));
  return {
    kind,
    addresses: count(() => true),
    byPrecision: PRECISIONS.map((precision) => ({
      precision,
      addresses: count((row) => row.precision === precision),
    })),
    ...counts,
    unloaded: count(({ street_lookup }) => street_lookup === 'unloaded'),
    unloadedStates: [...new Set(states)].sort(),
    matchRate: rate,
    belowTarget: rate !== null && rate < LEAST_MATCH_RATE,
  };
}
