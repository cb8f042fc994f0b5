import { KeptInScope } from '../../database/kept-in-scope.ts';
import type { ScopedRead } from '../../database/with-scope.ts';
import type { SqlCondition } from '../../traces/filter-sql.ts';

/** A program that reads a collection asks for page after page, and each tells how many there are in all. */
const kept = new KeptInScope<number>(200);

/** How many rows of `table` a condition holds for; counted once for each scope and version of its data. */
export const matchedCount = (
  read: ScopedRead,
  table: string,
  { sql, bindings }: SqlCondition,
  count: () => Promise<number>,
): Promise<number> => kept.get(read, [table, sql, JSON.stringify(bindings)], count);
