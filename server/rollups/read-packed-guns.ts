import type { Knex } from 'knex';
import { z } from 'zod';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { selectRows } from '../database/connection.ts';
import { filterCondition } from '../traces/filter-sql.ts';
import type { PackedMonth } from './packed-guns.ts';
import { packedGunsSql } from './packed-guns.ts';

/** Parts of a filter that are not packed with each gun: they need the records. */
const ONLY_IN_RECORDS: readonly (keyof TraceFilter)[] = [
  'caliber',
  'manufacturer',
  'crimeCode',
  'dealer',
  'indicator',
  'precisionMin',
  'bbox',
];

const packedRow = z.object({ month: z.string().nullable(), guns: z.instanceof(Buffer) });

/**
 * The guns of a filter, packed: from flow_rollup wherever it knows all the filter asks for, else packed anew from the
 * records. From the rollup come whole months and all their guns, so go through them with {@link visitGuns}, which
 * applies the filter. `tracedOnly` leaves out what was not traced to a dealer.
 */
export async function readPackedGuns(
  trx: Knex.Transaction,
  filter: TraceFilter,
  { tracedOnly = false }: { readonly tracedOnly?: boolean } = {},
): Promise<PackedMonth[]> {
  if (ONLY_IN_RECORDS.some((key) => filter[key] !== undefined)) {
    const { sql, bindings } = filterCondition(filter);
    const traced = tracedOnly ? `AND r.trace_outcome IN ('dealer', 'purchaser')` : '';
    return selectRows(
      trx,
      packedRow,
      `SELECT date_trunc('month', r.recovered_on)::date AS month, ${packedGunsSql('r')} AS guns
       FROM recovery r WHERE ${sql} ${traced} GROUP BY 1`,
      bindings,
    );
  }
  const { agency, recoveredFrom, recoveredTo } = filter;
  const { sql, bindings } = filterCondition(agency === undefined ? {} : { agency });
  return selectRows(
    trx,
    packedRow,
    `SELECT r.month, r.guns FROM flow_rollup r
     WHERE ${sql} ${tracedOnly ? 'AND r.traced' : ''}
       ${recoveredFrom === undefined ? '' : `AND r.month >= date_trunc('month', :from::date)`}
       ${recoveredTo === undefined ? '' : 'AND r.month < :to::date'}`,
    { ...bindings, from: recoveredFrom ?? null, to: recoveredTo ?? null },
  );
}
