import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import type { Cursor } from '../http/cursor.ts';
import { intCursor } from '../http/cursor.ts';
import type { SqlCondition } from '../traces/filter-sql.ts';
import type { ListedRow, RecordList } from './record-list.ts';

/** Orders of a list of records; those without a day come last. */
export const RECORD_SORTS = ['newest', 'oldest', 'id'] as const;

export interface RecordPageQuestion {
  readonly sort: (typeof RECORD_SORTS)[number];
  readonly limit: number;
  readonly after: Cursor | null;
}

/** Sort value as a number of days that rises along the list, so that one comparison fits every order. */
const sortValue = (sort: RecordPageQuestion['sort'], day: string): string =>
  ({
    newest: `coalesce(date '2200-01-01' - ${day}, 1000000)`,
    oldest: `coalesce(${day} - date '1800-01-01', 1000000)`,
    id: '0',
  })[sort];

/** Those past the last of a page. By id alone an index finds them. */
const isAfter = (sort: RecordPageQuestion['sort'], value: string): string =>
  sort === 'id' ? 'r.id > :after_id::int' : `(${value}, r.id) > (:after_value::int, :after_id::int)`;

export interface RecordPage<Item> {
  readonly items: readonly Item[];
  readonly next: Cursor | null;
}

/** A page of the records of a list for which a condition holds, from where the last one ended. */
export async function readRecordPage<Row extends ListedRow, Item>(
  trx: Knex.Transaction,
  { table, filters, columns, joins, row, item }: RecordList<Row, Item>,
  { sql, bindings }: SqlCondition,
  { sort, limit, after }: RecordPageQuestion,
): Promise<RecordPage<Item>> {
  const value = sortValue(sort, filters.day);
  const from = after === null ? null : intCursor(after);
  const rows = await selectRows(
    trx,
    row,
    `WITH page AS MATERIALIZED (
       SELECT r.id, ${value} AS sort_value FROM ${table} r
       WHERE ${sql} ${from === null ? '' : `AND ${isAfter(sort, value)}`}
       ORDER BY 2, 1 LIMIT :limit
     )
     SELECT page.id, page.sort_value, a.code AS agency, a.name AS agency_name, b.file_name, r.source_row,
       r.import_batch_id, ${columns}
     FROM page JOIN ${table} r ON r.id = page.id
     JOIN agency a ON a.id = r.agency_id
     LEFT JOIN import_batch b ON b.id = r.import_batch_id
     ${joins}
     ORDER BY page.sort_value, page.id`,
    {
      ...bindings,
      limit: limit + 1,
      ...(from !== null && { after_value: from.value, after_id: from.id }),
    },
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(item),
    next: last === undefined ? null : { value: String(last.sort_value), id: last.id },
  };
}

const countRow = z.object({ count: z.number(), drawable: z.number() });

/** For how many records of a list a condition holds, and how many of them can be drawn as points. */
export async function countRecords<Row extends ListedRow, Item>(
  trx: Knex.Transaction,
  { table, isDrawn = 'false' }: RecordList<Row, Item>,
  { sql, bindings }: SqlCondition,
): Promise<{ readonly all: number; readonly drawable: number }> {
  const [row] = await selectRows(
    trx,
    countRow,
    `SELECT count(*) AS count, count(*) FILTER (WHERE ${isDrawn}) AS drawable FROM ${table} r WHERE ${sql}`,
    bindings,
  );
  return { all: row?.count ?? 0, drawable: row?.drawable ?? 0 };
}
