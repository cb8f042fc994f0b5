import { z } from 'zod';
import type { FirearmName } from '../../domain/firearms/firearm-class.ts';
import type { FirearmGrouping } from '../../domain/firearms-responses.ts';
import { selectRows } from '../database/connection.ts';
import { KeptInScope } from '../database/kept-in-scope.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { packedNumbers } from '../rollups/packed-guns.ts';

/** What records say of their firearms: `names[codeOf[id] - 1]` is that of the record; 0 where the scope is told none. */
export interface FirearmNames {
  readonly names: readonly FirearmName[];
  readonly codeOf: Uint32Array;
}

const nameRow = z.object({
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  caliber: z.string().nullable(),
  serialObliterated: z.boolean().nullable(),
  ids: packedNumbers,
});

/** What is asked of `recovery` alone needs no join, which takes as long again. */
const SOURCES = {
  recovery: {
    columns: 'r.manufacturer, NULL AS model, r.caliber, NULL::boolean AS "serialObliterated"',
    from: 'recovery r',
    group: 'r.manufacturer, r.caliber',
  },
  firearm: {
    columns: 'f.manufacturer, f.model, NULL AS caliber, f.serial_obliterated AS "serialObliterated"',
    from: 'recovery r JOIN firearm f ON f.id = r.firearm_id',
    group: 'f.manufacturer, f.model, f.serial_obliterated',
  },
} as const;

/** Four bytes a record each. */
const kept = new KeptInScope<FirearmNames>(4);

/**
 * What the records of a scope say of their firearms, once for each data version: packed guns do not know it. The database gives
 * each name once, with the ids of its records packed, so that a million take about a second; guns that are only counted have no
 * record to look up.
 */
export function readFirearmNames(
  read: ScopedRead,
  by: Exclude<FirearmGrouping, 'type'>,
): Promise<FirearmNames> {
  const source = by === 'caliber' ? 'recovery' : 'firearm';
  return kept.get(read, [source], async () => {
    const { columns, from, group } = SOURCES[source];
    const rows = await selectRows(
      read.trx,
      nameRow,
      `SELECT ${columns}, encode(string_agg(int4send(r.id), ''::bytea), 'base64') AS ids FROM ${from} GROUP BY ${group}`,
    );
    return firearmNames(rows);
  });
}

function firearmNames(rows: readonly z.infer<typeof nameRow>[]): FirearmNames {
  let largest = 0;
  for (const { ids } of rows) for (const id of ids) if (id > largest) largest = id;
  const codeOf = new Uint32Array(largest + 1);
  for (const [index, { ids }] of rows.entries()) for (const id of ids) codeOf[id] = index + 1;
  return { names: rows.map(({ ids: _ids, ...name }) => name), codeOf };
}
