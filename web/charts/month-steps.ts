import { monthsBetween } from '../words/month-range.ts';
import type { Brush, MonthScale } from './month-brush.ts';
import { moveBrush, moveEnd } from './month-brush.ts';

/** What a step in time moves: the whole window of months, or its end while its start stays. */
export const PLAY_MODES = ['window', 'cumulative'] as const;
export type PlayMode = (typeof PLAY_MODES)[number];

/** Months of the window that play begins with where none is chosen: one alone is noisy. */
const WINDOW_AT_FIRST = 3;

/** How many months a brush covers. */
export const brushLength = ({ first, last }: Brush): number => monthsBetween(first, last) + 1;

/** The brush some months back or on; null where the records end before that. */
export function stepBrush(scale: MonthScale, brush: Brush, mode: PlayMode, steps: number): Brush | null {
  const next = mode === 'window' ? moveBrush(scale, brush, steps) : moveEnd(scale, brush, 'last', steps);
  return next.first === brush.first && next.last === brush.last ? null : next;
}

/**
 * Where play begins: at the brush, unless there is none or it has come to the end of the records; then with the first
 * months, as many as the brush has.
 */
export function playStart(scale: MonthScale, brush: Brush | null, mode: PlayMode): Brush {
  if (brush !== null && stepBrush(scale, brush, mode, 1) !== null) return brush;
  const { months } = scale;
  const oldest = months[0] ?? '';
  if (mode === 'cumulative') {
    const first = brush === null || brush.first === months.at(-1) ? oldest : brush.first;
    return { first, last: first };
  }
  const length = brush === null || brushLength(brush) >= months.length ? WINDOW_AT_FIRST : brushLength(brush);
  return { first: oldest, last: months[Math.min(length, months.length) - 1] ?? oldest };
}

/**
 * The part of all counts that the largest window of `length` months in a row holds, 0 to 1; what is drawn of such a
 * window can be expected to be about that part of what is drawn of all.
 */
export function largestShare(counts: readonly number[], length: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let inWindow = 0;
  let most = 0;
  counts.forEach((count, index) => {
    inWindow += count - (counts[index - length] ?? 0);
    most = Math.max(most, inWindow);
  });
  return total === 0 ? 1 : most / total;
}
