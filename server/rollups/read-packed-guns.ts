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

/** True where flow_rollup knows all that the filter asks for. */
export const isPacked = (filter: TraceFilter): boolean =>
  ONLY_IN_RECORDS.every((key) => filter[key] === undefined);

/** As base64: two thirds of the characters that PostgreSQL's hexadecimal has, read in half the time. */
const packedRow = z.object({
  month: z.string().nullable(),
  guns: z.string().transform((text) => Buffer.from(text, 'base64')),
});

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
  if (!isPacked(filter)) {
    const { sql, bindings } = filterCondition(filter);
    const traced = tracedOnly ? `AND r.trace_outcome IN ('dealer', 'purchaser')` : '';
    return selectRows(
      trx,
      packedRow,
      `SELECT date_trunc('month', r.recovered_on)::date AS month, encode(${packedGunsSql('r')}, 'base64') AS guns
       FROM recovery r WHERE ${sql} ${traced} GROUP BY 1`,
      bindings,
    );
  }
  const { agency, recoveredFrom, recoveredTo } = filter;
  const { sql, bindings } = filterCondition(agency === undefined ? {} : { agency });
  return selectRows(
    trx,
    packedRow,
    `SELECT r.month, encode(string_agg(r.guns, ''::bytea), 'base64') AS guns FROM flow_rollup r
     WHERE ${sql} ${tracedOnly ? 'AND r.traced' : ''}
       ${recoveredFrom === undefined ? '' : `AND r.month >= date_trunc('month', :from::date)`}
       ${recoveredTo === undefined ? '' : 'AND r.month < :to::date'}
     GROUP BY r.month`,
    { ...bindings, from: recoveredFrom ?? null, to: recoveredTo ?? null },
  );
}
