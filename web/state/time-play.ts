import { computed, effect, signal } from '@preact/signals';
import type { Brush, MonthScale } from '../charts/month-brush.ts';
import { brushOfDates, monthScale } from '../charts/month-brush.ts';
import { playStart, stepBrush } from '../charts/month-steps.ts';
import { daysOfMonths } from '../words/month-range.ts';
import { playWords } from '../words/play-words.ts';
import { mapDrawn } from './current-map.ts';
import { asksForLessMotion } from './layout.ts';
import { facets, flows, summary } from './map-data.ts';
import { changeFilter, filter, page } from './page.ts';
import type { PlayPace } from './page-state.ts';
import { everythingArrived } from './resource.ts';

/** The months there are recoveries of; null while they are not known, or where there are none. */
export const months = computed<MonthScale | null>(() => {
  const list = facets.dates.value?.months ?? [];
  const [first, last] = [list[0]?.month, list.at(-1)?.month];
  return first === undefined || last === undefined ? null : monthScale(first, last);
});

/** The months chosen; null where all are, or none that has recoveries. */
export const brush = computed<Brush | null>(() =>
  months.value === null
    ? null
    : brushOfDates(months.value, filter.value.recoveredFrom, filter.value.recoveredTo),
);

/** Chooses months, as a step that Back returns from. */
export const setBrush = ({ first, last }: Brush): void => changeFilter(daysOfMonths(first, last));

/** True while months follow each other by themselves. */
export const isPlaying = signal(false);

/** The months last shown by playing or stepping. */
const played = signal<Brush | null>(null);

/** True while the months on screen are those that playing or stepping came to. */
export const isPlayed = computed(() => {
  if (played.value === null) return false;
  const { recoveredFrom, recoveredTo } = daysOfMonths(played.value.first, played.value.last);
  return filter.value.recoveredFrom === recoveredFrom && filter.value.recoveredTo === recoveredTo;
});

/** Shows months that playing or stepping comes to: all of it is one step back in the browser's history. */
function showMonths(next: Brush): void {
  const history = isPlayed.peek() ? 'same' : 'step';
  played.value = next;
  changeFilter(daysOfMonths(next.first, next.last), history);
}

/** Steps the months back or on; without chosen ones it starts with the newest. False where there is no further. */
export function stepMonths(steps: number): boolean {
  const scale = months.peek();
  const newest = scale?.months.at(-1);
  if (scale === null || newest === undefined) return false;
  const from = brush.peek();
  const next =
    from === null ? { first: newest, last: newest } : stepBrush(scale, from, page.peek().play, steps);
  if (next !== null) showMonths(next);
  return next !== null;
}

/** Plays or pauses. Whoever asks for less motion gets one step for each press instead. */
export function togglePlay(): void {
  if (isPlaying.peek()) {
    isPlaying.value = false;
    return;
  }
  const scale = months.peek();
  if (scale === null || !isPlayShown.peek()) return;
  const start = playStart(scale, brush.peek(), page.peek().play);
  const isThere = start === brush.peek();
  if (!isThere) showMonths(start);
  if (!asksForLessMotion.peek()) isPlaying.value = true;
  else if (isThere) stepMonths(1);
}

/** How long months stay on screen once they are drawn, in milliseconds. */
const PAUSE_MS: Readonly<Record<PlayPace, number>> = { slow: 2000, normal: 1000, fast: 400 };

/** True once all answers to what is chosen now are there and drawn. */
const isShown = computed(() => everythingArrived.value && mapDrawn.value);
/** Where the time strip is on the page. */
const isPlayShown = computed(
  () => page.value.view === 'map' && page.value.figures === 'records' && !page.value.embed,
);
const pauseMs = computed(() => PAUSE_MS[page.value.pace]);

effect(() => {
  if (!isPlayShown.value || asksForLessMotion.value) isPlaying.value = false;
});

// The next step waits for the answers to the one before, so that however slow they are no two overtake each other.
effect(() => {
  if (!isPlaying.value || !isShown.value) return;
  const timer = setTimeout(() => {
    const failed = flows.peek().error !== null || summary.value.peek().error !== null;
    if (failed || !stepMonths(1)) isPlaying.value = false;
  }, pauseMs.value);
  return () => clearTimeout(timer);
});

/** What playing or stepping came to, for those who listen to the page; said once it is drawn. Empty otherwise. */
export const said = signal('');

effect(() => {
  if (!isPlayed.value || played.value === null) said.value = '';
  else if (isShown.value) {
    said.value = playWords(played.value, page.peek().play, summary.value.peek().answer?.funnel.recovered);
  }
});
