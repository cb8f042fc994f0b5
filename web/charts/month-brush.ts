import { addMonths, monthList, monthsBetween } from '../words/month-range.ts';

/** The arithmetic of the time strip: months along a line, and a brush over them. */
export interface MonthScale {
  readonly months: readonly string[];
  /** Width of one month as a fraction of the strip. */
  readonly step: number;
}

export function monthScale(first: string, last: string): MonthScale {
  const months = monthList(first, last);
  return { months, step: months.length === 0 ? 1 : 1 / months.length };
}

/** The month at a fraction of the strip, 0 to 1; beyond the ends the first or last. */
export function monthAt({ months }: MonthScale, fraction: number): string {
  const index = Math.max(0, Math.min(months.length - 1, Math.floor(fraction * months.length)));
  return months[index] ?? '';
}

/** First and last month of the brush, both included. */
export interface Brush {
  readonly first: string;
  readonly last: string;
}

export const orderedBrush = (a: string, b: string): Brush =>
  a <= b ? { first: a, last: b } : { first: b, last: a };

/** Moves the brush by months, keeping its length, and stops at the ends of the scale. */
export function moveBrush({ months }: MonthScale, brush: Brush, steps: number): Brush {
  const lowest = monthsBetween(brush.first, months[0] ?? brush.first);
  const highest = monthsBetween(brush.last, months.at(-1) ?? brush.last);
  const bounded = Math.max(lowest, Math.min(highest, steps));
  return { first: addMonths(brush.first, bounded), last: addMonths(brush.last, bounded) };
}

/** Moves one end by months; it neither leaves the scale nor passes the other end. */
export function moveEnd({ months }: MonthScale, brush: Brush, end: keyof Brush, steps: number): Brush {
  const wanted = addMonths(brush[end], steps);
  if (end === 'first') {
    const least = months[0] ?? brush.first;
    return { ...brush, first: wanted < least ? least : wanted > brush.last ? brush.last : wanted };
  }
  const most = months.at(-1) ?? brush.last;
  return { ...brush, last: wanted > most ? most : wanted < brush.first ? brush.first : wanted };
}

/** The brush a filter's dates make on the scale; null where they leave all of it in, or all of it out. */
export function brushOfDates(
  { months }: MonthScale,
  recoveredFrom: string | undefined,
  recoveredTo: string | undefined,
): Brush | null {
  if (recoveredFrom === undefined && recoveredTo === undefined) return null;
  const least = months[0] ?? '';
  const most = months.at(-1) ?? '';
  const first = recoveredFrom?.slice(0, 7) ?? least;
  // Half-open: a range that ends on the first of a month does not touch that month.
  const end = recoveredTo ?? '';
  const last = end === '' ? most : end.endsWith('-01') ? addMonths(end.slice(0, 7), -1) : end.slice(0, 7);
  if (first > most || last < least) return null;
  return { first: first < least ? least : first, last: last > most ? most : last };
}
