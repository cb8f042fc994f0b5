import type { TraceFilter } from '../../domain/trace-filter.ts';

/** Whole months, both ends first days (`YYYY-MM-DD`), `to` no longer included; an end left out is open. */
export interface Months {
  readonly from?: string;
  readonly to?: string;
}

/** Where to count what a filter means: months that rollups hold, and filters to be answered from the records. */
export interface RollupSplit {
  readonly months: Months | null;
  readonly records: readonly TraceFilter[];
}

/**
 * Splits a filter into the whole months a rollup can answer and the days at both edges that only records can.
 * `dimensions` are the parts of a filter the rollup knows; a filter with any other is left to the records whole.
 */
export function splitByRollup(filter: TraceFilter, dimensions: ReadonlySet<keyof TraceFilter>): RollupSplit {
  const outside = (Object.keys(filter) as (keyof TraceFilter)[]).some(
    (key) => filter[key] !== undefined && !dimensions.has(key) && !isDate(key),
  );
  const { recoveredFrom: from, recoveredTo: to } = filter;
  const first = from === undefined ? undefined : firstMonthFrom(from);
  const end = to === undefined ? undefined : monthOf(to);
  if (outside || (first !== undefined && end !== undefined && first >= end)) {
    return { months: null, records: [filter] };
  }
  const records: TraceFilter[] = [];
  if (first !== undefined && first !== from) records.push({ ...filter, recoveredTo: first });
  if (end !== undefined && end !== to) records.push({ ...filter, recoveredFrom: end });
  return {
    months: { ...(first === undefined ? {} : { from: first }), ...(end === undefined ? {} : { to: end }) },
    records,
  };
}

const isDate = (key: keyof TraceFilter) => key === 'recoveredFrom' || key === 'recoveredTo';

/** First day of the month a date lies in. */
const monthOf = (date: string) => `${date.slice(0, 8)}01`;

/** First day of the first month that begins on the date or after it. */
function firstMonthFrom(date: string): string {
  if (date.endsWith('-01')) return date;
  const next = new Date(`${monthOf(date)}T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return next.toISOString().slice(0, 10);
}
