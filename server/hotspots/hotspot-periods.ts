import type { HotspotMethod } from '../../domain/hotspots.ts';
import { told } from '../../domain/languages/told.ts';
import { LEAST_PERIODS } from '../../domain/statistics/emerging-hotspots.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import type { CellCounts } from './cell-counts.ts';

/** Whole months or quarters, one after the other. */
export interface HotspotPeriods {
  readonly unit: 'months' | 'quarters';
  readonly count: number;
  /** Which period a month (first day) lies in; null for none. */
  readonly periodOf: (month: string | null) => number | null;
  /** For the answer: first day of each, and the day after the last. */
  readonly described: NonNullable<HotspotMethod['periods']>;
}

const MONTHS_A_PERIOD = { months: 1, quarters: 3 } as const;

/**
 * The whole periods between the filter's dates, or where it has none between the first and the last month with records:
 * half a month would always look cold. Too few of them are a FilterError.
 */
export function hotspotPeriods(
  unit: 'months' | 'quarters',
  { recoveredFrom, recoveredTo }: TraceFilter,
  counts: CellCounts,
): HotspotPeriods {
  const length = MONTHS_A_PERIOD[unit];
  const months = counts.months.flatMap(({ month }) => (month === null ? [] : [monthNumber(month)]));
  const from = recoveredFrom === undefined ? least(months) : firstWholeMonth(recoveredFrom);
  const to = recoveredTo === undefined ? -least(months.map((month) => -month)) + 1 : monthNumber(recoveredTo);
  const first = Math.ceil(from / length) * length;
  const count = Math.max(0, Math.floor((to - first) / length)) || 0;
  if (count < LEAST_PERIODS) {
    throw new FilterError(
      'periods',
      unit === 'quarters'
        ? told(
            'Only {count} whole quarters lie between the dates; at least {least} are needed to tell a course. Widen the dates or use months.',
            { count, least: LEAST_PERIODS },
          )
        : told(
            'Only {count} whole months lie between the dates; at least {least} are needed to tell a course. Widen the dates.',
            { count, least: LEAST_PERIODS },
          ),
    );
  }
  return {
    unit,
    count,
    periodOf(month) {
      if (month === null) return null;
      const period = Math.floor((monthNumber(month) - first) / length);
      return period >= 0 && period < count ? period : null;
    },
    described: {
      unit,
      from: Array.from({ length: count }, (_, period) => firstDay(first + period * length)),
      to: firstDay(first + count * length),
    },
  };
}

const least = (numbers: readonly number[]) =>
  numbers.reduce((smallest, number) => Math.min(smallest, number), Number.POSITIVE_INFINITY);

/** Months since year 0. */
function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

const firstWholeMonth = (date: string) => monthNumber(date) + (date.endsWith('-01') ? 0 : 1);

function firstDay(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}
