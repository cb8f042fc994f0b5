import { isOnCalendar } from '../../domain/is-on-calendar.ts';
import { told } from '../../domain/languages/told.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import type { ComparisonOperator, Cql2 } from './cql2/cql2.ts';

/** A day, or a moment whose day counts. */
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z)?$/;

/**
 * The `datetime` of the standard: a day, or two with `/` between, either of which may be `..` for no end. Both count. Features
 * without a day property are not narrowed by it.
 */
export function datetimeCondition(day: string | null, text: string | null): Cql2[] {
  if (text === null) return [];
  const ends = text.split('/');
  if (ends.length > 2) throw notADatetime(text);
  const [from = '', to = from] = ends.map((end) => dayOf(end, text, ends.length === 2));
  if (from === '' && to === '') throw notADatetime(text);
  if (day === null) return [];
  const compared = (operator: ComparisonOperator, value: string): Cql2 => ({
    is: 'compared',
    operator,
    left: { is: 'property', name: day },
    right: { is: 'date', value },
  });
  if (ends.length === 1) return [compared('=', from)];
  return [...(from === '' ? [] : [compared('>=', from)]), ...(to === '' ? [] : [compared('<=', to)])];
}

/** Empty for no end. */
function dayOf(end: string, text: string, isInterval: boolean): string {
  if (isInterval && (end === '..' || end === '')) return '';
  if (!MOMENT.test(end) || !isOnCalendar(end)) throw notADatetime(text);
  return end.slice(0, 10);
}

const notADatetime = (text: string) =>
  new FilterError(
    'datetime',
    told(
      'datetime must be a day like 2025-01-31 or an interval like 2025-01-01/2025-06-30 or 2025-01-01/.., not "{text}".',
      { text },
    ),
  );
