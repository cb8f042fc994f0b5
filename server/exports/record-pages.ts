import type {
  DealerSales,
  Debriefs,
  Inspections,
  MultipleSales,
  Thefts,
} from '../../domain/market-responses.ts';
import type { IncidentFeature, RecoveryFeature } from '../../domain/responses.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { recordCondition } from '../records/record-condition.ts';
import type { ListedRow, RecordList } from '../records/record-list.ts';
import { readRecordPage } from '../records/record-list-read-model.ts';
import type { SqlCondition } from '../traces/filter-sql.ts';
import type { ExportFeature, ReadExportPage } from './export-pages.ts';

/** Rows read at a time: few statements, and few enough rows to hold. */
export const ROWS_A_PAGE = 5000;

type RecordItem =
  | DealerSales['items'][number]
  | MultipleSales['items'][number]
  | Inspections['items'][number];
type RecordFeature =
  | RecoveryFeature
  | IncidentFeature
  | Debriefs['features'][number]
  | Thefts['features'][number];

/** The records of a list, a page at a time. */
export function pagesOf<Row extends ListedRow, Item extends RecordItem | RecordFeature>(
  list: RecordList<Row, Item>,
  conditionOf = (filter: TraceFilter): SqlCondition => recordCondition(list.filters, filter),
): ReadExportPage {
  return async ({ trx }, { filter }, after) => {
    const question = { sort: 'id', limit: ROWS_A_PAGE, after } as const;
    const page = await readRecordPage(trx, list, conditionOf(filter), question);
    return { features: page.items.map(fromRecord), next: page.next };
  };
}

/** A record as a feature, its place null where it has none. */
export function fromRecord(record: RecordItem | RecordFeature): ExportFeature {
  const isFeature = 'properties' in record;
  const { source, ...flat } = isFeature ? record.properties : record;
  return {
    id: record.id,
    geometry: isFeature ? record.geometry : null,
    properties: { id: record.id, ...flat, sourceFile: source.file, sourceRow: source.row },
  };
}
