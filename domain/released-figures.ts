/** What is told of released counts, on pages for other sites and wherever else they are shown: sums of them, and nothing that these do not tell. */

import { z } from 'zod';
import { ALL } from './disclosure/additive-table.ts';
import type { PageLanguage } from './languages/languages.ts';
import { PAGE_LANGUAGES } from './languages/languages.ts';
import { categoriesOf, categoryCode, categoryName, sumOfYears } from './publication.ts';
import { wordsIn } from './released-words/words-in.ts';
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
  /** Of the names, and of all that is said of it; pages made before there were several are English. */
  language: z.enum(PAGE_LANGUAGES).default('en'),
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

/** The figures of released snapshots of consecutive years, with names in a language; `area` is a code of their plan, or `all`. */
export function releasedFigures(
  { name, state }: { readonly name: string; readonly state: string },
  snapshots: readonly [ReleasedCounts, ...ReleasedCounts[]],
  way: CategoryWay,
  area: string,
  language: PageLanguage = 'en',
): ReleasedFigures {
  const [{ plan }] = snapshots;
  const words = wordsIn(language);
  const years = snapshots.map(({ year }) => year);
  const rows = categoriesOf(plan)[way].map((code) => ({
    code,
    name: categoryName(plan, way, code),
    sum: sumOfYears(snapshots, area, categoryCode(way, code)),
  }));
  // Ordered by their English names: a page says the same in the same order in every language.
  const ordered = way === 'source' ? largestFirst(rows) : rows;
  return {
    language,
    way,
    agency: name,
    home: state,
    area: area === ALL ? null : words.area(area, plan.areas.find(({ code }) => code === area)?.name ?? area),
    from: Math.min(...years),
    to: Math.max(...years),
    threshold: plan.threshold,
    countedOn: snapshots.map(({ madeAt }) => madeAt.slice(0, 10)).reduce((a, b) => (a > b ? a : b)),
    total: sumOfYears(snapshots, area, ALL),
    rows: ordered.map((row) => ({ ...row, name: categoryName(plan, way, row.code, words) })),
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

/** What words are chosen by: {@link releasedFigures}, or as much of them. */
type InWords = Pick<ReleasedFigures, 'language' | 'threshold'>;

/** A count with its thousands grouped: `1,204`. */
export const groupedCount = (count: number, language: PageLanguage): string =>
  count.toLocaleString(wordsIn(language).locale);

/** A sum in words: `1,204`, `at least 310`, `fewer than 11`, `not shown`. */
export function sumInWords(sum: ReleasedFigures['total'], { language, threshold }: InWords): string {
  const { notShown, fewerThan, atLeast } = wordsIn(language);
  if (sum.isWhole) return groupedCount(sum.atLeast, language);
  if (!isTold(sum)) return notShown;
  return sum.hidden === null ? atLeast(groupedCount(sum.atLeast, language)) : fewerThan(threshold);
}

/** Whether anything is told of it: how much it is, at least, or less than. */
const isTold = ({ isWhole, hidden, atLeast }: ReleasedFigures['total']): boolean =>
  isWhole || (hidden === null ? atLeast > 0 : hidden !== 'withheld');

/** What is shown, out of how many, in a sentence. */
export function whatIsShown(figures: ReleasedFigures): string {
  const { total, language } = figures;
  const count = isTold(total) ? sumInWords(total, figures) : null;
  return wordsIn(language).whatIsShown({ ...figures, count });
}

/** What is not shown, and what "at least" means. */
export const howItWasCounted = ({ language, threshold, from, to }: ReleasedFigures): string =>
  wordsIn(language).howItWasCounted(threshold, from === to);

/** Whose counts they are, as of the day of the newest of them. */
export function sourceInWords({ language, agency, countedOn }: ReleasedFigures): string {
  const { locale, madeFrom } = wordsIn(language);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return madeFrom(agency, day.format(new Date(countedOn)));
}

/** A sum out of all: only where both are shown whole; else null. */
export const shareShown = (sum: ReleasedFigures['total'], total: ReleasedFigures['total']): string | null =>
  sum.isWhole && total.isWhole && total.atLeast > 0
    ? `${Math.round((100 * sum.atLeast) / total.atLeast)} %`
    : null;
