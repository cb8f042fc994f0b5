/** What is told of released counts, on pages for other sites and wherever else they are shown: sums of them, and nothing that these do not tell. */
import { z } from 'zod';
import { ALL } from './disclosure/additive-table.ts';
import { categoriesOf, categoryCode, categoryName, sumOfYears } from './publication.ts';
import type { CategoryWay, Snapshot } from './snapshots.ts';
import { CATEGORY_WAYS, OTHER, UNKNOWN } from './snapshots.ts';

const sumSchema = z.object({
  /** The sum of what is shown. */
  atLeast: z.number(),
  /** Whether that is all. */
  isWhole: z.boolean(),
  /** Why a single year's count is not shown; null where it is, or several years are added. */
  hidden: z.enum(['fewer', 'part', 'withheld']).nullable(),
});

export const releasedFiguresSchema = z.object({
  way: z.enum(CATEGORY_WAYS),
  agency: z.string(),
  /** USPS code of the agency's state, where lines on the map lead; null on pages made before it was told. */
  home: z.string().nullable().default(null),
  /** Name of the area; null: all of the agency's. */
  area: z.string().nullable(),
  from: z.number(),
  to: z.number(),
  threshold: z.number(),
  /** The day on which the newest of the counts were made. */
  countedOn: z.string(),
  total: sumSchema,
  rows: z.array(z.object({ code: z.string(), name: z.string(), sum: sumSchema })),
});
export type ReleasedFigures = z.infer<typeof releasedFiguresSchema>;

/** What of a snapshot figures are made of. */
export type ReleasedCounts = Pick<Snapshot, 'year' | 'plan' | 'cells' | 'madeAt'>;

/** The figures of released snapshots of consecutive years; `area` is a code of their plan, or `all`. */
export function releasedFigures(
  { name, state }: { readonly name: string; readonly state: string },
  snapshots: readonly [ReleasedCounts, ...ReleasedCounts[]],
  way: CategoryWay,
  area: string,
): ReleasedFigures {
  const [{ plan }] = snapshots;
  const years = snapshots.map(({ year }) => year);
  const rows = categoriesOf(plan)[way].map((code) => ({
    code,
    name: categoryName(plan, way, code),
    sum: sumOfYears(snapshots, area, categoryCode(way, code)),
  }));
  return {
    way,
    agency: name,
    home: state,
    area: area === ALL ? null : (plan.areas.find(({ code }) => code === area)?.name ?? area),
    from: Math.min(...years),
    to: Math.max(...years),
    threshold: plan.threshold,
    countedOn: snapshots.map(({ madeAt }) => madeAt.slice(0, 10)).reduce((a, b) => (a > b ? a : b)),
    total: sumOfYears(snapshots, area, ALL),
    rows: way === 'source' ? largestFirst(rows) : rows,
  };
}

/** By what is shown, then by name: an order of what is not shown would tell of it. */
function largestFirst(rows: ReleasedFigures['rows']): ReleasedFigures['rows'] {
  const rest = [OTHER, UNKNOWN];
  return rows.toSorted(
    (a, b) =>
      rest.indexOf(a.code) - rest.indexOf(b.code) ||
      b.sum.atLeast - a.sum.atLeast ||
      a.name.localeCompare(b.name),
  );
}

const grouped = (count: number): string => count.toLocaleString('en-US');

/** A sum in words: `1,204`, `at least 310`, `fewer than 11`, `not shown`. */
export function sumInWords(
  { atLeast, isWhole, hidden }: ReleasedFigures['total'],
  threshold: number,
): string {
  if (isWhole) return grouped(atLeast);
  if (hidden === 'withheld') return 'not shown';
  if (hidden !== null) return `fewer than ${threshold}`;
  return atLeast > 0 ? `at least ${grouped(atLeast)}` : 'not shown';
}

const BY: Readonly<Record<CategoryWay, string>> = {
  source: 'the state of their first sale',
  time: 'the time from sale to recovery',
  type: 'type',
};
/** What is shown, out of how many, in a sentence. */
export function whatIsShown({ agency, area, from, to, total, threshold, way }: ReleasedFigures): string {
  const years = from === to ? `in ${from}` : `from ${from} to ${to}`;
  const where = area === null ? '' : ` in ${area}`;
  const count = sumInWords(total, threshold);
  const guns = count === 'not shown' ? 'Guns' : `${count.charAt(0).toUpperCase()}${count.slice(1)} guns`;
  return `${guns} recovered by ${agency}${where} ${years}, by ${BY[way]}.`;
}

/** What is not shown, and what "at least" means. */
export function howItWasCounted({ threshold, from, to }: ReleasedFigures): string {
  const least = `Counts of fewer than ${threshold} guns are not shown, nor others that these could be worked out from.`;
  return from === to
    ? least
    : `${least} "At least" is the sum of the years that are shown; each year is counted once and not changed afterwards.`;
}

/** A sum out of all: only where both are shown whole; else null. */
export const shareShown = (sum: ReleasedFigures['total'], total: ReleasedFigures['total']): string | null =>
  sum.isWhole && total.isWhole && total.atLeast > 0
    ? `${Math.round((100 * sum.atLeast) / total.atLeast)} %`
    : null;
