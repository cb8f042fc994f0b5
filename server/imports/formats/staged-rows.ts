import type { Knex } from 'knex';
import { z } from 'zod';
import type { ArrayCell } from '../../database/array-literal.ts';
import { plainArray, textArray } from '../../database/array-literal.ts';
import { selectRows } from '../../database/connection.ts';
import { requestPlacing } from '../../places/placing-task.ts';
import type { RollupPart } from '../../rollups/refresh-rollups.ts';
import type { ImportTarget, MergeCounts } from './format.ts';

/** A column of staged rows: its name and type in the database, and what a row has in it. */
export interface StagedColumn<Row> {
  readonly name: string;
  readonly type: string;
  readonly read: (row: Row) => ArrayCell;
}

const batchRow = z.object({ id: z.number() });

/**
 * Rows of one kind on their way to records: those of a batch stand in a table of its own, `staged_KIND_BATCH`, until it is
 * merged, and those withheld as duplicates in `duplicate_KIND`, which has the same columns and `import_batch_id`.
 */
export class StagedRows<Row> {
  readonly #kind: string;
  readonly #columns: readonly StagedColumn<Row>[];
  readonly #names: string;

  constructor(kind: string, columns: readonly StagedColumn<Row>[]) {
    this.#kind = kind;
    this.#columns = columns;
    this.#names = columns.map(({ name }) => name).join(', ');
  }

  /** The table of a batch's staged rows. */
  tableOf(batchId: number): string {
    return `staged_${this.#kind}_${batchId}`;
  }

  async create(trx: Knex.Transaction, batchId: number): Promise<void> {
    const table = this.tableOf(batchId);
    await trx.raw(`CREATE UNLOGGED TABLE ${table} (LIKE duplicate_${this.#kind})`);
    await trx.raw(`ALTER TABLE ${table} DROP COLUMN import_batch_id`);
  }

  async drop(trx: Knex.Transaction, batchId: number): Promise<void> {
    await trx.raw(`DROP TABLE IF EXISTS ${this.tableOf(batchId)}`);
  }

  /** Writes rows to the batch's table in one statement. */
  async stage(trx: Knex.Transaction, batchId: number, rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    const values = this.#columns.map(({ type }) => `?::${type}[]`).join(', ');
    await trx.raw(
      `INSERT INTO ${this.tableOf(batchId)} (${this.#names}) SELECT * FROM unnest(${values})`,
      this.#columns.map(({ type, read }) =>
        type === 'text' ? textArray(rows.map(read)) : plainArray(rows.map(read)),
      ),
    );
  }

  /** Keeps the rows that `isDuplicate`, SQL on them, says are some, should the records they duplicate be undone. */
  async keepDuplicates(trx: Knex.Transaction, batchId: number, isDuplicate: string): Promise<void> {
    await trx.raw(
      `INSERT INTO duplicate_${this.#kind} (${this.#names}, import_batch_id)
       SELECT ${this.#names}, ? FROM ${this.tableOf(batchId)} WHERE ${isDuplicate}`,
      [batchId],
    );
  }

  /**
   * Merges again what batches of the agency have withheld as duplicates, and asks for it to be placed again: streets and
   * decisions may be others by now. Gives the parts that change.
   */
  async mergeWithheld(
    trx: Knex.Transaction,
    agencyId: number,
    merge: (trx: Knex.Transaction, target: ImportTarget) => Promise<MergeCounts>,
  ): Promise<readonly RollupPart[]> {
    const parts: RollupPart[] = [];
    const batches = await selectRows(
      trx,
      batchRow,
      `SELECT id FROM import_batch
       WHERE agency_id = ? AND id IN (SELECT import_batch_id FROM duplicate_${this.#kind}) ORDER BY id`,
      [agencyId],
    );
    for (const { id } of batches) {
      await this.#restage(trx, id);
      const merged = await merge(trx, { batchId: id, agencyId });
      await this.drop(trx, id);
      await trx.raw(
        `UPDATE import_batch SET rows_accepted = rows_accepted + ?, rows_duplicate = rows_duplicate - ? WHERE id = ?`,
        [merged.accepted, merged.accepted, id],
      );
      parts.push(...merged.parts);
      if (merged.accepted > 0) await requestPlacing(trx, { cause: 'import', batchId: id });
    }
    return parts;
  }

  async #restage(trx: Knex.Transaction, batchId: number): Promise<void> {
    await this.create(trx, batchId);
    await trx.raw(
      `INSERT INTO ${this.tableOf(batchId)} (${this.#names})
       SELECT ${this.#names} FROM duplicate_${this.#kind} WHERE import_batch_id = ?`,
      [batchId],
    );
    await trx.raw(`DELETE FROM duplicate_${this.#kind} WHERE import_batch_id = ?`, [batchId]);
  }
}
