import { STAGED_PLACE_COLUMNS } from '../../../places/place-columns.ts';
import type { StoredPlace } from '../../../places/stored-place.ts';
import type { StagedColumn } from '../staged-rows.ts';
import { StagedRows } from '../staged-rows.ts';
import type { ParsedRecord, RecordKind } from './record-kind.ts';

/** A record read and placed. */
export interface StagedRecord<Row extends ParsedRecord> {
  readonly sourceRow: number;
  /** Which of the records of its row, from 0. */
  readonly part: number;
  readonly record: Row;
  readonly place: StoredPlace;
}

/** Records of a kind on their way to its table. */
export function stagedRecords<Row extends ParsedRecord>(
  kind: RecordKind<Row>,
): StagedRows<StagedRecord<Row>> {
  type Column = StagedColumn<StagedRecord<Row>>;
  const own = kind.columns.map(
    ({ name, type, read }): Column => ({ name, type, read: ({ record }) => read(record) }),
  );
  const ofDealer: readonly Column[] = [
    { name: 'dealer_key', type: 'text', read: ({ record }) => record.dealer?.key ?? null },
  ];
  const ofPlace = STAGED_PLACE_COLUMNS.map(
    ([name, type]): Column => ({ name: `place_${name}`, type, read: ({ place }) => place[name] }),
  );
  return new StagedRows(kind.table, [
    { name: 'source_row', type: 'int', read: ({ sourceRow }) => sourceRow },
    { name: 'part', type: 'smallint', read: ({ part }) => part },
    { name: 'record_key', type: 'text', read: ({ record }) => record.recordKey },
    ...own,
    ...(kind.namesDealers ? ofDealer : []),
    ...(kind.isPlaced ? ofPlace : []),
  ]);
}
