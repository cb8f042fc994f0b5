import type { ExportColumn } from '../../../domain/exports/export-column.ts';
import type { Queryables } from '../cql2/cql2-sql.ts';

/** What a filter may ask of rows: the SQL of some of their columns, with the types their dictionary gives them. */
export function queryables(
  columns: readonly ExportColumn[],
  sqlOf: Readonly<Record<string, string>>,
  geometry: Queryables['geometry'],
): Queryables {
  const asked = Object.entries(sqlOf).map(([name, sql]) => {
    const column = columns.find((one) => one.name === name);
    if (column === undefined) throw new Error(`There is no column ${name} to ask of.`);
    return [name, { sql, type: column.type }] as const;
  });
  return { columns: Object.fromEntries(asked), geometry };
}
