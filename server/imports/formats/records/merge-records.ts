import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../../../database/connection.ts';
import { PLACE_COLUMNS, stagedAreaValues, stagedPlaceValues } from '../../../places/place-columns.ts';
import type { ImportTarget, MergeCounts } from '../format.ts';
import type { StagedRows } from '../staged-rows.ts';
import type { ParsedRecord, RecordTable } from './record-kind.ts';
import type { StagedRecord } from './staged-records.ts';

const countRow = z.object({ accepted: z.number(), rows: z.number() });

const IS_DUPLICATE = '(source_row, part) IN (SELECT source_row, part FROM duplicate_record)';

/**
 * Turns the staged records of a batch into records. One is a duplicate where the agency has it already, in records or in
 * an earlier row of the file. Counted are rows: one is accepted where any of its records is. No rollup counts these
 * kinds. The dealers of the batch must be merged already.
 */
export async function mergeRecords<Row extends ParsedRecord>(
  trx: Knex.Transaction,
  kind: RecordTable,
  rows: StagedRows<StagedRecord<Row>>,
  { batchId, agencyId }: ImportTarget,
): Promise<MergeCounts> {
  const staged = rows.tableOf(batchId);
  await trx.raw(`ANALYZE ${staged} (source_row, record_key)`);
  await trx.raw(
    `CREATE TEMP TABLE duplicate_record ON COMMIT DROP AS
     SELECT source_row, part FROM (
       SELECT source_row, part, row_number() OVER (PARTITION BY record_key ORDER BY source_row, part) AS place
       FROM ${staged} WHERE record_key IS NOT NULL
     ) numbered WHERE place > 1
     UNION SELECT s.source_row, s.part FROM ${staged} s
       JOIN ${kind.table} r ON r.agency_id = ? AND r.record_key = s.record_key`,
    [agencyId],
  );
  await trx.raw('ANALYZE duplicate_record');
  const [counts] = await selectRows(
    trx,
    countRow,
    `SELECT count(DISTINCT source_row) AS rows, count(DISTINCT source_row) FILTER (WHERE NOT ${IS_DUPLICATE}) AS accepted
     FROM ${staged}`,
  );
  const stored = columnsOf(kind);
  await trx.raw(
    `INSERT INTO ${kind.table} (agency_id, import_batch_id, source_row, ${stored.map(([column]) => column).join(', ')})
     SELECT ?, ?, s.source_row, ${stored.map(([, value]) => value).join(', ')}
     FROM ${staged} s ${kind.namesDealers ? 'LEFT JOIN dealer d ON d.dealer_key = s.dealer_key' : ''}
       ${ofRepeats(kind, staged)}
     WHERE NOT ${IS_DUPLICATE}
     ORDER BY ${kind.isPlaced ? 's.place_tile_code, ' : ''}s.source_row, s.part`,
    [agencyId, batchId],
  );
  await rows.keepDuplicates(trx, batchId, IS_DUPLICATE);
  await trx.raw('DROP TABLE duplicate_record');
  const accepted = counts?.accepted ?? 0;
  return { accepted, duplicate: (counts?.rows ?? 0) - accepted, parts: [], notes: [] };
}

/** What is inserted beside where a record came from: columns, and the values for them. */
function columnsOf({
  columns,
  workedOut = [],
  isPlaced,
  namesDealers,
}: RecordTable): readonly (readonly [string, string])[] {
  const own = columns.map(({ name, ofRepeats: together }) =>
    together === undefined
      ? ([name, `s.${name}`] as const)
      : ([name, `coalesce(k.${name}, s.${name})`] as const),
  );
  return [
    ['record_key', 's.record_key'],
    ...own,
    ...workedOut,
    ...(namesDealers ? ([['dealer_id', 'd.id']] as const) : []),
    ...(isPlaced
      ? ([
          ['area_state, area_county, area_zip', stagedAreaValues('place')],
          [PLACE_COLUMNS, stagedPlaceValues('place')],
        ] as const)
      : []),
  ];
}

/** What rows of the same record in the file say together, as a join. */
function ofRepeats({ columns }: RecordTable, staged: string): string {
  const together = columns.flatMap(({ name, ofRepeats: by }) =>
    by === undefined ? [] : [`${by}(${name}) AS ${name}`],
  );
  if (together.length === 0) return '';
  return `LEFT JOIN (SELECT record_key, ${together.join(', ')} FROM ${staged}
    WHERE record_key IS NOT NULL GROUP BY record_key) k ON k.record_key = s.record_key`;
}
