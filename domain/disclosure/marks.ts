/**
 * What is told of each cell of a published table. The notice that comes with every publication tells these rules, so whoever attacks it
 * knows them: the audit grants all of that.
 */
import type { AdditiveTable } from './additive-table.ts';

/** Counts below this are not published, unless a region settles another number (server/access/region-policy-read-model.ts). */
export const USUAL_THRESHOLD = 11;

/**
 * shown     the count itself; 0 is a count that is shown
 * fewer     more than 0 and fewer than the threshold
 * part      of a count that is fewer than the threshold: not told apart, may be 0
 * withheld  the threshold or more, kept back so that no smaller one can be worked out
 */
export const MARKS = ['shown', 'fewer', 'part', 'withheld'] as const;
export type Mark = (typeof MARKS)[number];

/** The least and the most that a cell can be, by its mark alone; the count itself where it is shown. */
export function toldRange(
  mark: Mark,
  count: number,
  threshold: number,
): { readonly low: number; readonly high: number } {
  switch (mark) {
    case 'shown':
      return { low: count, high: count };
    case 'fewer':
      return { low: 1, high: threshold - 1 };
    case 'part':
      return { low: 0, high: threshold - 1 };
    case 'withheld':
      return { low: threshold, high: Number.POSITIVE_INFINITY };
  }
}

/** True where the count is of so few guns that nobody may learn it. */
export const isSmall = (count: number, threshold: number): boolean => count > 0 && count < threshold;

/**
 * Primary suppression: small counts are `fewer`, and all that a small count is the sum of is `part`, even 0, so that it is not told apart.
 */
export function primaryMarks({ counts, sums }: AdditiveTable, threshold: number): Mark[] {
  const marks = counts.map((count): Mark => (isSmall(count, threshold) ? 'fewer' : 'shown'));
  const partsOf = new Map<number, number[]>();
  for (const { total, parts } of sums) partsOf.set(total, [...(partsOf.get(total) ?? []), ...parts]);
  const open = marks.flatMap((mark, cell) => (mark === 'fewer' ? [cell] : []));
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    for (const part of partsOf.get(cell) ?? []) {
      if (marks[part] === 'part') continue;
      marks[part] = 'part';
      open.push(part);
    }
  }
  return marks;
}
