import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';
import { placeAll } from '../../../places/place-all.ts';
import { isEmptyAddress, UNPLACED } from '../../../places/stored-place.ts';
import { DealersOfFile } from '../../dealers/dealers-of-file.ts';
import {
  createStagedDealers,
  dropStagedDealers,
  mergeStagedDealers,
  stageDealers,
} from '../../dealers/staged-dealers.ts';
import type { TableRow } from '../../tables/table.ts';
import { ROWS_BETWEEN_TURNS } from '../../tables/table.ts';
import { MappedRow } from '../cells/mapped-row.ts';
import { checkMapping } from '../check-mapping.ts';
import type {
  Format,
  FormatReader,
  ImportTarget,
  MergeCounts,
  ReaderInput,
  ReadRows,
  RowNote,
} from '../format.ts';
import type { StagedRows } from '../staged-rows.ts';
import { readHeadingWords } from '../table-head.ts';
import { mergeRecords } from './merge-records.ts';
import { guessByHeadings } from './record-fields.ts';
import type { ParsedRecord, RecordKind } from './record-kind.ts';
import type { StagedRecord } from './staged-records.ts';
import { stagedRecords } from './staged-records.ts';

/** The format of a kind of record: CSV or workbook with one or more records a row, its columns matched by a mapping. */
export function recordFormat<Row extends ParsedRecord>(kind: RecordKind<Row>): Format {
  const rows = stagedRecords(kind);
  const merge = (trx: Knex.Transaction, target: ImportTarget) => mergeRecords(trx, kind, rows, target);
  const fields = kind.fields.map(({ key, label, required, group }) => ({ key, label, required, group }));
  return {
    id: kind.id,
    fields,
    readHead: readHeadingWords,
    guessMapping: (head) => guessByHeadings(kind.fields, head),
    createReader(input) {
      checkMapping({ id: kind.id, fields }, input.mapping, input.head);
      return new RecordReader(kind, rows, input);
    },
    async prepareStage(trx, batchId) {
      if (kind.namesDealers) await createStagedDealers(trx, batchId);
      await rows.create(trx, batchId);
    },
    async dropStage(trx, batchId) {
      if (kind.namesDealers) await dropStagedDealers(trx, batchId);
      await rows.drop(trx, batchId);
    },
    async undo(trx, { batchId }) {
      for (const table of [kind.table, `duplicate_${kind.table}`]) {
        await trx.raw(`DELETE FROM ${table} WHERE import_batch_id = ?`, [batchId]);
      }
      return [];
    },
    mergeWithheld: (trx, agencyId) => rows.mergeWithheld(trx, agencyId, merge),
  };
}

class RecordReader<Row extends ParsedRecord> implements FormatReader {
  readonly #kind: RecordKind<Row>;
  readonly #rows: StagedRows<StagedRecord<Row>>;
  readonly #input: ReaderInput;
  readonly #row: MappedRow;
  readonly #dealers: DealersOfFile;
  /** How often each record without a key has come. */
  readonly #alike = new Map<string, number>();

  constructor(kind: RecordKind<Row>, rows: StagedRows<StagedRecord<Row>>, input: ReaderInput) {
    this.#kind = kind;
    this.#rows = rows;
    this.#input = input;
    this.#row = new MappedRow(input.head, input.mapping, input.today);
    this.#dealers = new DealersOfFile(input.placer);
  }

  async read(rows: readonly TableRow[]): Promise<ReadRows> {
    const notes: RowNote[] = [];
    const rejected = new Set<number>();
    const staged: StagedRecord<Row>[] = [];
    for (let from = 0; from < rows.length; from += ROWS_BETWEEN_TURNS) {
      const some = rows.slice(from, from + ROWS_BETWEEN_TURNS);
      for (const one of await this.#placed(this.#parsed(some, notes, rejected))) {
        const note = this.#coordinatesNote(one);
        if (note !== null) notes.push(note);
        if (note?.severity === 'error') rejected.add(one.sourceRow);
        else staged.push(one);
      }
      await setImmediate();
    }
    const whole = staged.filter(({ sourceRow }) => !rejected.has(sourceRow));
    const dealers = await this.#dealers.take(
      whole.map(({ record, sourceRow }) => ({ dealer: record.dealer ?? null, sourceRow })),
    );
    const { batchId } = this.#input;
    return {
      notes,
      rejected,
      stage: async (trx) => {
        if (this.#kind.namesDealers) await stageDealers(trx, batchId, dealers);
        await this.#rows.stage(trx, batchId, whole);
      },
    };
  }

  async merge(trx: Knex.Transaction): Promise<MergeCounts> {
    const dealers = this.#kind.namesDealers ? await mergeStagedDealers(trx, this.#input) : { parts: [] };
    const counts = await mergeRecords(trx, this.#kind, this.#rows, this.#input);
    return { ...counts, parts: [...dealers.parts, ...counts.parts] };
  }

  #parsed(
    rows: readonly TableRow[],
    notes: RowNote[],
    rejected: Set<number>,
  ): Omit<StagedRecord<Row>, 'place'>[] {
    return rows.flatMap((row) => {
      this.#row.turnTo(row, notes);
      const records = this.#kind.parse(this.#row, this.#input.fileName);
      if (records === null) rejected.add(row.number);
      return (records ?? []).map((record, part) => ({
        sourceRow: row.number,
        part,
        record: record.recordKey === null ? { ...record, recordKey: this.#keyOfContent(record) } : record,
      }));
    });
  }

  /**
   * Records that nothing tells apart but what they say: the second of those alike in a file is another record, and the second
   * in a later file is the same second one. So a file that has all of an earlier one and more brings only what is more.
   */
  #keyOfContent(record: Row): string {
    const content = hash('sha256', JSON.stringify(record), 'base64').slice(0, 22);
    const number = (this.#alike.get(content) ?? 0) + 1;
    this.#alike.set(content, number);
    return `~${content}~${number}`;
  }

  async #placed(records: readonly Omit<StagedRecord<Row>, 'place'>[]): Promise<StagedRecord<Row>[]> {
    const places = await placeAll(
      this.#input.placer,
      records.map(({ record }) => record.place ?? null),
    );
    return records.map((one, index) => ({ ...one, place: places[index] ?? UNPLACED }));
  }

  /** What is to be said of coordinates the geocoder did not take as they are; an error where nothing else says the place. */
  #coordinatesNote({ sourceRow, record, place }: StagedRecord<Row>): RowNote | null {
    const given = record.place ?? null;
    if (given === null || given.lon === null || given.lat === null) return null;
    const isMended = place.geocode_match_type?.includes('_mended') ?? false;
    if (place.precision === 'point' && !isMended) return null;
    const note = {
      row: sourceRow,
      column: this.#input.mapping.place_latitude ?? null,
      value: `${given.lat}, ${given.lon}`,
    };
    if (isMended) {
      return { ...note, severity: 'warning', message: 'Signs or order of the coordinates were mended.' };
    }
    return isEmptyAddress({ ...given, lon: null, lat: null })
      ? { ...note, severity: 'error', message: NOWHERE }
      : { ...note, severity: 'warning', message: ADDRESS_USED };
  }
}

const NOWHERE =
  'The coordinates lie outside of the United States, and the row has no address. Are latitude and longitude exchanged?';
const ADDRESS_USED =
  'The coordinates do not lie in the United States or in the state of the address; the address was used.';
