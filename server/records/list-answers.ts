import { boundingBox } from '../../domain/geography/flow-curve.ts';
import { cursorParameter, formatCursor } from '../http/cursor.ts';
import { choiceParameter, wholeNumberParameter } from '../http/query-parameters.ts';
import type { ScopedRequest } from '../http/scoped-answer.ts';
import type { SqlCondition } from '../traces/filter-sql.ts';
import type { ListedRow, RecordList } from './record-list.ts';
import { countRecords, RECORD_SORTS, readRecordPage } from './record-list-read-model.ts';

/** Parameters of every list of records beside its filters. */
export const LIST_PARAMETERS = ['id', 'sort', 'limit', 'after'] as const;

/** Which records of a list are meant, and what is said of them wherever they go. */
export interface ListQuestion<Row extends ListedRow, Item> {
  readonly list: RecordList<Row, Item>;
  readonly condition: SqlCondition;
  readonly notice: string;
}

/** The page of a list that a request asks for, as items. */
export async function answerItems<Row extends ListedRow, Item>(
  question: ListQuestion<Row, Item>,
  scoped: ScopedRequest,
) {
  const { items, next, all } = await readPage(question, scoped);
  return { items, total: all, next, notice: question.notice };
}

/** An item that may be drawn as a point. */
export interface PointFeature {
  readonly geometry: { readonly coordinates: readonly [number, number] } | null;
}

/** The page of a list that a request asks for, as a FeatureCollection. */
export async function answerFeatures<Row extends ListedRow, Item extends PointFeature>(
  question: ListQuestion<Row, Item>,
  scoped: ScopedRequest,
) {
  const { items, next, all, drawable } = await readPage(question, scoped);
  const box = boundingBox(items.flatMap(({ geometry }) => (geometry === null ? [] : [geometry.coordinates])));
  return {
    type: 'FeatureCollection' as const,
    ...(box === null ? {} : { bbox: box }),
    numberMatched: all,
    drawable,
    next,
    features: items,
    notice: question.notice,
  };
}

async function readPage<Row extends ListedRow, Item>(
  { list, condition: ofFilter }: ListQuestion<Row, Item>,
  { trx, query }: ScopedRequest,
) {
  const id = wholeNumberParameter(query, 'id', { least: 1, most: 999_999_999, otherwise: null });
  const condition = id === null ? ofFilter : withId(ofFilter, id);
  const { items, next } = await readRecordPage(trx, list, condition, {
    sort: choiceParameter(query, 'sort', RECORD_SORTS),
    limit: wholeNumberParameter(query, 'limit', { least: 1, most: 1000, otherwise: 100 }),
    after: cursorParameter(query),
  });
  const { all, drawable } = await countRecords(trx, list, condition);
  return { items: [...items], next: next === null ? null : formatCursor(next), all, drawable };
}

/** One record alone: whoever follows a link to it need not know what it was listed under. */
const withId = ({ sql, bindings }: SqlCondition, id: number): SqlCondition => ({
  sql: `${sql} AND r.id = :r_id`,
  bindings: { ...bindings, r_id: id },
});
