import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import { KeptInScope } from '../database/kept-in-scope.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { Cursor } from '../http/cursor.ts';
import { packedNumbers } from '../rollups/packed-guns.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import { sourceCondition } from './source-condition.ts';

/** What a `dealer d` is called. */
export const DEALER_NAME = 'coalesce(d.business_name, d.license_name)';

/** Which dealers are listed, and in which order they are to come. */
export interface ListQuestion {
  /** Part of the name, the licence number or the city; null for all. */
  readonly search: string | null;
  readonly sort: string;
  readonly after: Cursor | null;
}

export interface ListedDealers {
  /** By name where that is the order, ascending otherwise. */
  readonly ids: Uint32Array;
  /** Where they come by name, how many come up to the end of the page before. */
  readonly before: number;
}

/** Lists kept: which dealers a scope may see takes the database longer to say than ranking them takes us. */
const kept = new KeptInScope<ListedDealers>(16);

/** The dealers in scope that the search and the filter list: by where they sold and which they are. */
export function readListedDealers(
  read: ScopedRead,
  filter: RecordFilter,
  { search, sort, after }: ListQuestion,
): Promise<ListedDealers> {
  const source = sourceCondition(filter);
  const afterName = sort === 'name' ? after : null;
  const conditions = [
    ...(source === null ? [] : [source.sql]),
    ...(filter.dealer === undefined ? [] : ['d.id IN (SELECT unnest(:dealer::int[]))']),
    ...(search === null
      ? []
      : [`concat_ws(' ', d.business_name, d.license_name, d.license_number, d.city) ILIKE :search`]),
  ];
  const sql = `SELECT
      coalesce(encode(string_agg(int4send(d.id), ''::bytea ORDER BY ${sort === 'name' ? `${DEALER_NAME}, d.id` : 'd.id'}), 'base64'), '') AS ids,
      count(*) FILTER (WHERE ${afterName === null ? 'false' : `(${DEALER_NAME}, d.id) <= (:after_name, :after_id::int)`})::int AS before
    FROM dealer d WHERE ${conditions.join(' AND ') || 'true'}`;
  const bindings = {
    ...source?.bindings,
    ...(filter.dealer === undefined ? {} : { dealer: [...filter.dealer] }),
    ...(search === null ? {} : { search: `%${search.replace(/[\\%_]/g, '\\$&')}%` }),
    ...(afterName === null ? {} : { after_name: afterName.value ?? '', after_id: afterName.id }),
  };
  return kept.get(read, [sql, JSON.stringify(bindings)], async () => {
    const [row] = await selectRows(read.trx, listedRow, sql, bindings);
    return row ?? { ids: new Uint32Array(), before: 0 };
  });
}

const listedRow = z.object({ ids: packedNumbers, before: z.number() });
