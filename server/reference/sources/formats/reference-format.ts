import type { Knex } from 'knex';
import type { Findings, LeftOut } from '../findings.ts';
import type { ExpectedColumns } from '../records/open-records.ts';
import type { SourceRecord } from '../records/record-source.ts';
import type { ReferenceKind } from '../reference-kind.ts';
import type { Stage } from '../staging/stage.ts';

export interface ReaderInput {
  readonly columns: readonly string[];
  /** For records that do not say theirs: USPS code, and a city in the spelling of normalise-address.ts. */
  readonly state: string | null;
  readonly place: string | null;
  readonly findings: Findings;
}

/** The rows of a record, or why it was left out. */
export type RecordReader<Row> = (record: SourceRecord) => readonly Row[] | LeftOut;

interface FormatOf<Row> extends ExpectedColumns {
  readonly kind: ReferenceKind;
  /** The state a file of this name is about; null where names say nothing. */
  readonly stateOfFile: (fileName: string) => string | null;
  readonly createReader: (input: ReaderInput) => RecordReader<Row>;
  readonly stage: Stage<Row>;
}

/** Records that were read: how many gave rows, and how to stage those. */
export interface ReadRecords {
  readonly kept: number;
  readonly stage: (trx: Knex.Transaction, table: string) => Promise<void>;
}

/** A kind of file with streets, addresses or inhabitants; what its rows look like is its own affair. */
export interface ReferenceFormat extends Omit<FormatOf<never>, 'createReader' | 'stage'> {
  readonly createReader: (input: ReaderInput) => (records: readonly SourceRecord[]) => ReadRecords;
  readonly stage: Pick<Stage<never>, 'create' | 'publish' | 'boxSql'>;
}

export function referenceFormat<Row>(format: FormatOf<Row>): ReferenceFormat {
  return {
    ...format,
    createReader(input) {
      const readRecord = format.createReader(input);
      return (records) => {
        const rows: Row[] = [];
        let kept = 0;
        for (const record of records) {
          const read = readRecord(record);
          if (typeof read === 'string') {
            input.findings.add(read, record.number);
          } else {
            kept += 1;
            rows.push(...read);
          }
        }
        return { kept, stage: (trx, table) => format.stage.insert(trx, table, rows) };
      };
    },
  };
}
