import { FilterError } from '../../domain/trace-filter.ts';

/** Where a page of rows ended: file, row, and which of the row's. */
export interface RowsCursor {
  readonly batch: number;
  readonly row: number;
  readonly part: number;
}

/** A cursor as the text of `next` and `after`: `12.3405.0`. */
export const formatRowsCursor = ({ batch, row, part }: RowsCursor): string => `${batch}.${row}.${part}`;

/** The cursor of the `after` parameter, null at the start; a text no page gave is a 400. */
export function rowsCursorParameter(query: URLSearchParams): RowsCursor | null {
  const text = query.get('after');
  if (text === null) return null;
  if (!/^\d{1,9}\.\d{1,9}\.\d{1,9}$/.test(text)) {
    throw new FilterError('after', 'after must be the `next` of an earlier page, or be left out.');
  }
  const [batch = 0, row = 0, part = 0] = text.split('.').map(Number);
  return { batch, row, part };
}
