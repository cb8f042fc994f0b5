/** What a page for other sites tells: sums of released counts, and nothing that these do not tell. */
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

export const embedFiguresSchema = z.object({
  way: z.enum(CATEGORY_WAYS),
  agency: z.string(),
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
export type EmbedFigures = z.infer<typeof embedFiguresSchema>;

/** The figures of released snapshots of consecutive years; `area` is a code of their plan, or `all`. */
export function embedFigures(
  agency: string,
  snapshots: readonly [Snapshot, ...Snapshot[]],
  way: CategoryWay,
  area: string,
): EmbedFigures {
  const [{ plan }] = snapshots;
  const years = snapshots.map(({ year }) => year);
  const rows = categoriesOf(plan)[way].map((code) => ({
    code,
    name: categoryName(plan, way, code),
    sum: sumOfYears(snapshots, area, categoryCode(way, code)),
  }));
  return {
    way,
    agency,
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
function largestFirst(rows: EmbedFigures['rows']): EmbedFigures['rows'] {
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
export function sumInWords({ atLeast, isWhole, hidden }: EmbedFigures['total'], threshold: number): string {
  if (isWhole) return grouped(atLeast);
  if (hidden === 'withheld') return 'not shown';
  if (hidden !== null) return `fewer than ${threshold}`;
  return atLeast > 0 ? `at least ${grouped(atLeast)}` : 'not shown';
}
