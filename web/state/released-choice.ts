import { ALL } from '../../domain/disclosure/additive-table.ts';
import type { CategoryWay } from '../../domain/snapshots.ts';
import { CATEGORY_WAYS, OTHER } from '../../domain/snapshots.ts';

/** Which released counts are looked at. */
export interface ReleasedChoice {
  readonly way: CategoryWay;
  /** First and last year; null: the newest that is released. */
  readonly years: { readonly from: number; readonly to: number } | null;
  /** A county (`24510`), `other` or `all`. */
  readonly area: string;
}

export const RELEASED_AT_FIRST: ReleasedChoice = { way: 'source', years: null, area: ALL };

/** `time,2023-2024,24510`: what is not as it comes by itself, in the page's address. */
export function formatReleasedChoice({ way, years, area }: ReleasedChoice): string {
  return [
    ...(way === RELEASED_AT_FIRST.way ? [] : [way]),
    ...(years === null ? [] : [`${years.from}-${years.to}`]),
    ...(area === ALL ? [] : [area]),
  ].join(',');
}

/** Reads it back; words that mean nothing are passed over. */
export function parseReleasedChoice(text: string): ReleasedChoice {
  const words = text.split(',');
  const years = words.map((word) => /^(\d{4})-(\d{4})$/.exec(word)).find((found) => found !== null);
  return {
    way: CATEGORY_WAYS.find((way) => words.includes(way)) ?? RELEASED_AT_FIRST.way,
    years: years ? { from: Number(years[1]), to: Number(years[2]) } : null,
    area: words.find((word) => word === OTHER || /^\d{5}$/.test(word)) ?? ALL,
  };
}

/**
 * The released years that are looked at, oldest first: those of the choice that follow each other without a gap, up to its last; else the
 * newest. Null where none is released.
 */
export function yearsShown<Year extends { readonly year: number }>(
  released: readonly Year[],
  { years }: ReleasedChoice,
): [Year, ...Year[]] | null {
  const sorted = released.toSorted((a, b) => b.year - a.year);
  const asked = years === null ? [] : sorted.filter(({ year }) => year >= years.from && year <= years.to);
  const together = asked.filter(({ year }, index) => year === (asked[0]?.year ?? year) - index);
  const [first, ...others] = (together.length > 0 ? together : sorted.slice(0, 1)).toReversed();
  return first === undefined ? null : [first, ...others];
}
