import { z } from 'zod';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { filterCondition } from '../traces/filter-sql.ts';
import type { PackedGuns, PackedMonth, PackedRecords } from './packed-guns.ts';
import { largestPlace, packedGuns } from './packed-guns.ts';
import { PACKED_GUNS, RECOVERIES_WITH_PLACES } from './packed-guns-sql.ts';
import { packedPartsOf } from './packed-parts.ts';

/** Parts of a filter that are not packed with each gun: they need the records. */
const ONLY_IN_RECORDS: readonly (keyof TraceFilter)[] = [
  'sourceCounty',
  'recoveryCounty',
  'sourceZip',
  'recoveryZip',
  'purchaserState',
  'purchaserCounty',
  'purchaserZip',
  'caliber',
  'manufacturer',
  'crimeCode',
  'dealer',
  'indicator',
  'precisionMin',
  'corridor',
  'bbox',
];

/** True where flow_rollup knows all that the filter asks for. */
export const isPacked = (filter: TraceFilter): boolean =>
  ONLY_IN_RECORDS.every((key) => filter[key] === undefined);

const monthOfRecords = z.object({ month: z.string().nullable(), guns: packedGuns, agencyId: z.literal(0) });
const monthOfParts = z.object({
  month: z.string().nullable(),
  agencyId: z.number(),
  ids: z.string().transform((text) => text.split(',').map(Number)),
});

/**
 * The guns of a filter, packed: from flow_rollup wherever it knows all the filter asks for, else packed anew from the
 * records. From the rollup come whole months and all their guns, so go through them with {@link visitGuns}, which
 * applies the filter. `tracedOnly` leaves out what was not traced to a dealer.
 */
export async function readPackedGuns(
  read: ScopedRead,
  filter: TraceFilter,
  { tracedOnly = false }: { readonly tracedOnly?: boolean } = {},
): Promise<PackedRecords> {
  return isPacked(filter) ? readFromRollup(read, filter, tracedOnly) : packRecords(read, filter, tracedOnly);
}

async function packRecords(
  read: ScopedRead,
  filter: TraceFilter,
  tracedOnly: boolean,
): Promise<PackedRecords> {
  const months = await readRecords(read, filter, tracedOnly);
  const { places } = packedPartsOf(read);
  await places.ensure(read, largestPlace(months.map(({ guns }) => guns)));
  return { months, places };
}

function readRecords({ trx }: ScopedRead, filter: TraceFilter, tracedOnly: boolean): Promise<PackedMonth[]> {
  const { sql, bindings } = filterCondition(filter);
  return selectRows(
    trx,
    monthOfRecords,
    `SELECT date_trunc('month', r.recovered_on)::date AS month, 0 AS "agencyId", encode(${PACKED_GUNS}, 'base64') AS guns
     FROM ${RECOVERIES_WITH_PLACES} WHERE ${sql} ${tracedOnly ? `AND r.trace_outcome IN ('dealer', 'purchaser')` : ''} GROUP BY 1`,
    bindings,
  );
}

/** The database says which parts the scope may see; only those not kept in memory are fetched. */
async function readFromRollup(
  read: ScopedRead,
  { agency, recoveredFrom, recoveredTo }: TraceFilter,
  tracedOnly: boolean,
): Promise<PackedRecords> {
  const { sql, bindings } = filterCondition(agency === undefined ? {} : { agency });
  const months = await selectRows(
    read.trx,
    monthOfParts,
    `SELECT r.month, r.agency_id AS "agencyId", string_agg(r.id::text, ',') AS ids FROM flow_rollup r
     WHERE ${sql} ${tracedOnly ? 'AND r.traced' : ''}
       ${recoveredFrom === undefined ? '' : `AND r.month >= date_trunc('month', :from::date)`}
       ${recoveredTo === undefined ? '' : 'AND r.month < :to::date'}
     GROUP BY r.month, r.agency_id ORDER BY r.month, r.agency_id`,
    { ...bindings, from: recoveredFrom ?? null, to: recoveredTo ?? null },
  );
  const kept = packedPartsOf(read);
  const parts = await kept.read(
    read,
    months.flatMap(({ ids }) => ids),
  );
  let next = 0;
  return {
    months: months.flatMap(({ month, agencyId, ids }) =>
      ids.map(() => ({ month, agencyId, guns: parts[next++] ?? NO_GUNS })),
    ),
    places: kept.places,
  };
}

const NO_GUNS: PackedGuns = new Uint32Array();
