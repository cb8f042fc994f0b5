/** What of a year is published: areas by categories, as a table whose cells add up. */
import type { Dimension } from './disclosure/additive-table.ts';
import { ALL, cellOf, dimensionOf } from './disclosure/additive-table.ts';
import type { Mark } from './disclosure/marks.ts';
import { ENGLISH } from './released-words/english.ts';
import type { ReleasedWords } from './released-words/released-words.ts';
import type { CategoryWay, PublicationPlan, PublishedCount, Snapshot } from './snapshots.ts';
import { UNKNOWN } from './snapshots.ts';
import { TIME_TO_CRIME_BUCKETS } from './time-to-crime.ts';
import { FIREARM_TYPES } from './vocabulary.ts';

/** Times-to-crime as ATF tells them, and those that are not known. */
const TIMES = [...TIME_TO_CRIME_BUCKETS.map(({ id }) => id), UNKNOWN];

/** The categories of each way, in the order they are told. */
export const categoriesOf = ({
  sources,
}: PublicationPlan): Readonly<Record<CategoryWay, readonly string[]>> => ({
  source: sources.map(({ code }) => code),
  time: TIMES,
  type: FIREARM_TYPES,
});

/** The areas that are told, and all of them together. */
export const publicationAreas = ({ areas }: PublicationPlan): readonly { code: string; name: string }[] => [
  ...areas,
  { code: ALL, name: 'All' },
];

/** A category among those of all ways: `source:MD`. */
export const categoryCode = (way: CategoryWay, code: string): string => `${way}:${code}`;

/** What a category is called on the page. */
export function categoryName(
  { sources }: PublicationPlan,
  way: CategoryWay,
  code: string,
  words: ReleasedWords = ENGLISH,
): string {
  if (way === 'source')
    return words.source(code, sources.find((source) => source.code === code)?.name ?? code);
  if (way === 'time') return words.time(code);
  const type = FIREARM_TYPES.find((one) => one === code);
  return type === undefined ? code : words.types[type];
}

/** The two dimensions of a snapshot's table. */
export function publicationDimensions(plan: PublicationPlan): readonly [Dimension, Dimension] {
  const categories = categoriesOf(plan);
  const coded = (way: CategoryWay) => categories[way].map((code) => categoryCode(way, code));
  return [
    dimensionOf(
      'area',
      plan.areas.map(({ code }) => code),
    ),
    dimensionOf('category', coded('source'), coded('time'), coded('type')),
  ];
}

/** What is told of counts by their marks: the count itself, or the word for why it is not shown. */
export const toldCells = (counts: readonly number[], marks: readonly Mark[]): PublishedCount[] =>
  counts.map((count, cell) => {
    const mark = marks[cell] ?? 'part';
    return mark === 'shown' ? count : mark;
  });

/** What a snapshot tells of an area (a code of its plan, or `all`) and a category (see {@link categoryCode}, or `all`). */
export function publishedCount(
  { plan, cells }: Pick<Snapshot, 'plan' | 'cells'>,
  area: string,
  category: string,
): PublishedCount {
  const dimensions = publicationDimensions(plan);
  const nodes = [dimensions[0].codes.indexOf(area), dimensions[1].codes.indexOf(category)];
  const told = nodes.includes(-1) ? undefined : cells[cellOf(dimensions, nodes)];
  if (told === undefined) throw new Error(`A snapshot tells nothing of ${category} in ${area}.`);
  return told;
}

/** What several years come to: a sum of what is shown, and whether something that is not shown is missing in it. */
export interface PublishedSum {
  readonly atLeast: number;
  readonly isWhole: boolean;
  /** Told of one year alone, and not shown. */
  readonly hidden: Exclude<PublishedCount, number> | null;
}

/** Adds what is shown of several years. Nothing is told that their counts do not tell. */
export function sumOfYears(
  snapshots: readonly Pick<Snapshot, 'plan' | 'cells'>[],
  area: string,
  category: string,
): PublishedSum {
  const told = snapshots.map((snapshot) => publishedCount(snapshot, area, category));
  const shown = told.filter((count) => typeof count === 'number');
  const [only] = told;
  return {
    atLeast: shown.reduce((sum, count) => sum + count, 0),
    isWhole: shown.length === told.length,
    hidden: told.length === 1 && typeof only === 'string' ? only : null,
  };
}
