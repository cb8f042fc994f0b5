import type { Knex } from 'knex';
import { told } from '../../../../domain/languages/told.ts';
import { plainArray, textArray } from '../../../database/array-literal.ts';
import { ImportRefusal } from '../../import-refusal.ts';
import type { TableRow } from '../../tables/table.ts';
import type { Format, FormatReader, ReaderInput, ReadRows, RowNote, TableHead } from '../format.ts';
import { readStateTable } from './read-state-table.ts';

/** A table of states has some sixty rows; what is much longer is something else. */
const MOST_ROWS = 1000;

/** ATF's published yearly tables of guns by source and recovery state. */
export const stateTablesFormat: Format = {
  id: 'atf-state-tables',
  fields: [],
  readHead,
  guessMapping: () => ({}),
  createReader: (input) => new StateTablesReader(input),
  // A table is a few thousand numbers, proved as a whole: it is kept in memory and staged nowhere.
  prepareStage: async () => {},
  dropStage: async () => {},
  async undo(trx, { batchId }) {
    await trx.raw('DELETE FROM published_flow WHERE import_batch_id = ?', [batchId]);
    return [];
  },
  mergeWithheld: async () => [],
};

/** The table has headings on two sides, so all of its rows are read, as columns without names. */
function readHead(rows: readonly TableRow[]): TableHead {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  return {
    columns: Array.from({ length: width }, (_, index) => `Column ${index + 1}`),
    firstRow: 1,
    samples: [],
  };
}

class StateTablesReader implements FormatReader {
  readonly #input: ReaderInput;
  readonly #rows: TableRow[] = [];

  constructor(input: ReaderInput) {
    this.#input = input;
  }

  async read(rows: readonly TableRow[]): Promise<ReadRows> {
    this.#rows.push(...rows);
    if (this.#rows.length > MOST_ROWS) {
      throw new ImportRefusal(
        told('The file has more than {most} rows, so it is not a table of states.', { most: MOST_ROWS }),
      );
    }
    return { notes: [], rejected: new Set(), stage: async () => {} };
  }

  async merge(trx: Knex.Transaction) {
    const { agencyId, batchId, fileName } = this.#input;
    const { year, rows, counts, warnings } = readStateTable(this.#rows, fileName);
    await trx.raw(
      `INSERT INTO published_flow (agency_id, import_batch_id, source_row, year, source, source_state,
         recovery, recovery_state, count)
       SELECT ?, ?, source_row, ?, source, source_state, recovery, recovery_state, count
       FROM unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[])
         AS t(source_row, source, source_state, recovery, recovery_state, count)`,
      [
        agencyId,
        batchId,
        year,
        plainArray(counts.map(({ sourceRow }) => sourceRow)),
        textArray(counts.map(({ source }) => source)),
        textArray(counts.map(({ sourceState }) => sourceState)),
        textArray(counts.map(({ recovery }) => recovery)),
        textArray(counts.map(({ recoveryState }) => recoveryState)),
        plainArray(counts.map(({ count }) => count)),
      ],
    );
    const notes = warnings.map((message): RowNote => {
      return { row: null, column: null, severity: 'warning', value: null, message };
    });
    return { accepted: rows, duplicate: 0, parts: [], notes };
  }
}
