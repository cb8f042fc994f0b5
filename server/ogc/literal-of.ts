import type { ColumnType } from '../../domain/exports/export-column.ts';
import { isOnCalendar } from '../../domain/is-on-calendar.ts';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import type { Cql2Scalar } from './cql2/cql2.ts';

/** How a value of a type is written in an address. */
export const LITERAL_EXAMPLES: Readonly<Record<ColumnType, Told>> = {
  integer: told('a number like 12'),
  real: told('a number like 1.5'),
  text: told('a text'),
  boolean: told('true or false'),
  date: told('a day like 2025-01-31'),
};

/** A text of an address as a value of a type; null where it is none. */
export function literalOf(type: ColumnType, text: string): Cql2Scalar | null {
  if (type === 'text') return { is: 'text', value: text };
  if (type === 'boolean')
    return text === 'true' || text === 'false' ? { is: 'truth', value: text === 'true' } : null;
  if (type === 'date') {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && isOnCalendar(text) ? { is: 'date', value: text } : null;
  }
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) ? { is: 'number', value } : null;
}
