import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { SqlCondition } from '../traces/filter-sql.ts';
import type { PackedMonth } from './packed-guns.ts';
import { packedNumbers, pickGuns, recordAt } from './packed-guns.ts';

/** Ids of records, a bit each: a gun is asked for in a few nanoseconds, and ten million take 1.3 MB. */
export class RecordSet {
  readonly #bits: Uint32Array;

  constructor(ids: Uint32Array) {
    const largest = ids.reduce((most, id) => Math.max(most, id), 0);
    this.#bits = new Uint32Array((largest >>> 5) + 1);
    for (const id of ids) this.#bits[id >>> 5] = (this.#bits[id >>> 5] ?? 0) | (1 << (id & 31));
  }

  has(id: number): boolean {
    return (((this.#bits[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1;
  }

  /** The guns whose record is among them, in the same order; parts without any are left out. */
  pick(months: readonly PackedMonth[]): PackedMonth[] {
    return pickGuns(months, (guns, at) => this.has(recordAt(guns, at)));
  }
}

const idsRow = z.object({ ids: packedNumbers });

/** The records of a condition on `recovery r`. Their ids come packed: a row each would take ten times as long. */
export async function readRecordSet(
  { trx }: ScopedRead,
  { sql, bindings }: SqlCondition,
): Promise<RecordSet> {
  const [row] = await selectRows(
    trx,
    idsRow,
    `SELECT coalesce(encode(string_agg(int4send(r.id), ''::bytea), 'base64'), '') AS ids FROM recovery r WHERE ${sql}`,
    bindings,
  );
  return new RecordSet(row?.ids ?? new Uint32Array());
}
