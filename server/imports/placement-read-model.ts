import type { Knex } from 'knex';
import { z } from 'zod';
import { LEAST_MATCH_RATE, matchRate } from '../../domain/match-rate.ts';
import type { ImportPlacement } from '../../domain/responses.ts';
import type { AddressKind } from '../../domain/vocabulary.ts';
import { ADDRESS_KINDS, isDrawablePrecision, PRECISIONS } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';

const placementRow = z.object({
  kind: z.enum(ADDRESS_KINDS),
  precision: z.enum(PRECISIONS),
  street_lookup: z.enum(['none', 'unloaded', 'matched', 'review']),
  state: z.string().nullable(),
  addresses: z.number(),
});
type PlacementRow = z.infer<typeof placementRow>;

/** How well the addresses of a batch were placed, by whose they are; only kinds it has any of. */
export async function readPlacement(trx: Knex.Transaction, batchId: number): Promise<ImportPlacement[]> {
  const rows = await selectRows(
    trx,
    placementRow,
    'SELECT kind, precision, street_lookup, state, addresses FROM import_placement WHERE import_batch_id = ?',
    [batchId],
  );
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
