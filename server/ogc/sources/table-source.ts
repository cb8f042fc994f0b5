import { z } from 'zod';
import type { ColumnMeaning, ExportColumn } from '../../../domain/exports/export-column.ts';
import { selectRows } from '../../database/connection.ts';
import type { ScopedRead } from '../../database/with-scope.ts';
import type { SqlCondition } from '../../traces/filter-sql.ts';
import { cql2Sql } from '../cql2/cql2-sql.ts';
import type { FeatureQuestion, FeatureSource, OgcFeature } from '../feature-source.ts';
import { oneByNumber, pageOf } from '../feature-source.ts';
import { afterNumber } from './after-number.ts';
import { matchedCount } from './matched-count.ts';
import { queryables } from './queryables.ts';

/** A column with the SQL that gives it. */
export interface TableColumn extends ColumnMeaning {
  readonly sql: string;
}

export interface Table {
  /** Name in keys of what is kept. */
  readonly name: string;
  /** What stands after FROM. */
  readonly from: string;
  /** A number that tells rows apart and by which they are ordered. */
  readonly id: string;
  /** EPSG:3857. */
  readonly geometry: string;
  readonly columns: Readonly<Record<string, TableColumn>>;
}

const featureRow = z.object({
  id: z.number(),
  geometry: z.object({ type: z.string(), coordinates: z.unknown() }).nullable(),
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/** Rows of reference tables, which are the same for everybody. */
export function tableSource(table: Table): FeatureSource {
  const columns: ExportColumn[] = Object.entries(table.columns).map(([name, { sql: _sql, ...meaning }]) => ({
    name,
    ...meaning,
  }));
  const sqlOf = Object.fromEntries(Object.entries(table.columns).map(([name, { sql }]) => [name, sql]));
  const asked = queryables(columns, sqlOf, { sql: table.geometry, srid: 3857 });
  const conditionOf = ({ where }: FeatureQuestion): SqlCondition =>
    where === null ? { sql: 'true', bindings: {} } : cql2Sql(where, asked);
  const find: FeatureSource['find'] = async (read, question) => {
    const condition = conditionOf(question);
    const rows = await readRows(read, table, condition, question);
    const matched = await matchedCount(read, table.name, condition, () => countRows(read, table, condition));
    return pageOf(rows, question.limit, matched);
  };
  const queryable = new Set(Object.keys(sqlOf));
  const one = oneByNumber((read, question) => readRows(read, table, conditionOf(question), question));
  return { columns, queryable, hasGeometry: true, find, one };
}

function readRows(
  { trx }: ScopedRead,
  { from, id, geometry, columns }: Table,
  { sql, bindings }: SqlCondition,
  { limit, after }: FeatureQuestion,
): Promise<OgcFeature[]> {
  const properties = Object.entries(columns).map(([name, column]) => `'${name}', ${column.sql}`);
  return selectRows(
    trx,
    featureRow,
    `SELECT ${id} AS id, ST_AsGeoJSON(ST_Transform(${geometry}, 4326), 6)::json AS geometry,
       json_build_object(${properties.join(', ')}) AS properties
     FROM ${from} WHERE (${sql}) AND ${id} > :after::int ORDER BY ${id} LIMIT :limit::int`,
    { ...bindings, after: afterNumber(after), limit: limit + 1 },
  );
}

const countRow = z.object({ count: z.number() });

async function countRows(
  { trx }: ScopedRead,
  { from }: Table,
  { sql, bindings }: SqlCondition,
): Promise<number> {
  const [row] = await selectRows(
    trx,
    countRow,
    `SELECT count(*) AS count FROM ${from} WHERE ${sql}`,
    bindings,
  );
  return row?.count ?? 0;
}
