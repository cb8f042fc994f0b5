import { FilterError } from '../../domain/trace-filter.ts';

/** Where a page of a list ended: the value it is sorted by (null where unknown) and the id. */
export interface Cursor {
  readonly value: string | null;
  readonly id: number;
}

/** A cursor as the opaque text of `next` and `after`. */
export function formatCursor({ value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url');
}

/** The cursor of the `after` parameter, null at the start; a text no page gave is a 400. */
export function cursorParameter(query: URLSearchParams): Cursor | null {
  const text = query.get('after');
  if (text === null) return null;
  const cursor = read(text);
  if (cursor === null) throw noPageGave();
  return cursor;
}

const noPageGave = () =>
  new FilterError('after', 'after must be the `next` of an earlier page, or be left out.');

const MOST_INT = 2_147_483_647;

/** The cursor of a list that is sorted by a whole number, as the database's `int` has it; any other is a 400. */
export function intCursor({ value, id }: Cursor): { readonly value: number; readonly id: number } {
  const sortedBy = /^-?\d{1,10}$/.test(value ?? '') ? Number(value) : Number.NaN;
  if (!(Math.abs(sortedBy) <= MOST_INT && Math.abs(id) <= MOST_INT)) throw noPageGave();
  return { value: sortedBy, id };
}

function read(text: string): Cursor | null {
  try {
    const content: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(content) || content.length !== 2) return null;
    const [value, id]: unknown[] = content;
    const validValue = value === null || typeof value === 'string';
    return validValue && typeof id === 'number' && Number.isSafeInteger(id) ? { value, id } : null;
  } catch {
    return null;
  }
}
