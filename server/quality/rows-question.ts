import { told } from '../../domain/languages/told.ts';
import type { QualityKindId } from '../../domain/quality-responses.ts';
import { QUALITY_KINDS, ROW_CHECKS } from '../../domain/quality-responses.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import { PRECISIONS } from '../../domain/vocabulary.ts';
import { choiceParameter, onlyParameters, wholeNumberParameter } from '../http/query-parameters.ts';
import type { QualityKind } from './quality-kind.ts';
import { partsOf, placedField } from './quality-kind.ts';
import { QUALITY_OF } from './quality-kinds.ts';

/** Which rows are asked for: those behind one figure, of all files and months or of one. */
export interface RowsQuestion {
  readonly kind: QualityKind;
  readonly check: string;
  /** The field that is missing, or what a place was placed to. */
  readonly field: string | null;
  readonly batchId: number | null;
  /** `YYYY-MM` */
  readonly month: string | null;
}

export const ROWS_PARAMETERS = ['kind', 'check', 'field', 'batch', 'month'] as const;

const BATCH = { least: 1, most: 999_999_999, otherwise: null } as const;

/** The file that a query is about; null for all. */
export const batchParameter = (query: URLSearchParams): number | null =>
  wholeNumberParameter(query, 'batch', BATCH);

/** The kind that a query is about; null where it names none. */
export const kindParameter = (query: URLSearchParams): QualityKindId | null =>
  query.has('kind') ? choiceParameter(query, 'kind', [...QUALITY_KINDS]) : null;

/** Which rows a query asks for; a FilterError names what is wrong with it. `others`: parameters beside these. */
export function rowsQuestion(query: URLSearchParams, others: readonly string[]): RowsQuestion {
  onlyParameters(query, [...ROWS_PARAMETERS, ...others]);
  const id = kindParameter(query);
  if (id === null)
    throw new FilterError('kind', told('kind is missing: {kinds}.', { kinds: QUALITY_KINDS.join(', ') }));
  const kind = QUALITY_OF[id];
  const parts = partsOf(kind);
  const own = parts.flatMap(({ checks = [] }) => checks.map(({ key }) => key));
  const check = choiceParameter(query, 'check', [...ROW_CHECKS, ...own]);
  if (check.startsWith('late_') && parts.every(({ delay }) => delay === undefined)) {
    throw new FilterError(
      'check',
      told('Nothing tells of {records} how late they were reported.', { records: kind.records.many }),
    );
  }
  if ((check === 'placed_to' || check === 'not_placed') && kind.records.isPlaced !== true) {
    throw new FilterError('check', told('{records} have no place.', { records: kind.records.many }));
  }
  return {
    kind,
    check,
    field: fieldParameter(query, check, fieldsOfCheck(kind, check)),
    batchId: batchParameter(query),
    month: monthParameter(query, check),
  };
}

/** What a check has to be told as field; none where it takes none. */
function fieldsOfCheck(kind: QualityKind, check: string): readonly string[] {
  const parts = partsOf(kind);
  if (check === 'missing') return parts.flatMap(({ fields }) => fields.map(({ key }) => key));
  if (check !== 'placed_to') return [];
  return parts
    .filter(({ isPlaced }) => isPlaced)
    .flatMap((part) => PRECISIONS.map((precision) => placedField(kind, part, precision)));
}

function fieldParameter(query: URLSearchParams, check: string, allowed: readonly string[]): string | null {
  const [first, ...rest] = allowed;
  if (first === undefined) {
    if (query.has('field'))
      throw new FilterError('field', told('field says nothing of the check {check}.', { check }));
    return null;
  }
  if (!query.has('field'))
    throw new FilterError('field', told('field is missing: {allowed}.', { allowed: allowed.join(', ') }));
  return choiceParameter(query, 'field', [first, ...rest]);
}

function monthParameter(query: URLSearchParams, check: string): string | null {
  const month = query.get('month');
  if (month === null) return null;
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    throw new FilterError('month', told('month must be a month such as 2025-03, not "{month}".', { month }));
  }
  if (check === 'duplicates') throw new FilterError('month', 'Withheld rows are of no month.');
  return month;
}
