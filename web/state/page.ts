import { computed, signal } from '@preact/signals';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import { restoreAddress } from './kept-address.ts';
import type { PageState } from './page-state.ts';
import { formatPage, parsePage } from './page-state.ts';
import type { Selection } from './selection.ts';
import { formatSelection } from './selection.ts';

restoreAddress();
const first = parsePage(window.location.search);

/** The state of the page. Change it with {@link changePage}, {@link changeFilter} or {@link select}. */
export const page = signal<PageState>(first.state);
/** What could not be read of the URL the page was opened with. */
export const urlProblems = signal<readonly string[]>(first.problems);

export const filter = computed(() => page.value.filter);
/** The filter as query text: equal filters give equal text, so it is also the key of what was asked with it. */
export const filterQuery = computed(() => formatTraceFilter(page.value.filter).toString());

/**
 * Changes the state and the address with it. `history` says whether Back returns to the state before: `step` for
 * what a user would call a step, `same` for what moves all the time (the map, a slider).
 */
export function changePage(change: Partial<PageState>, history: 'step' | 'same' = 'step'): void {
  const next = { ...page.value, ...change };
  const before = formatPage(page.value);
  const after = formatPage(next);
  page.value = next;
  if (before === after) return;
  const address = `${window.location.pathname}${after}`;
  if (history === 'step') window.history.pushState(null, '', address);
  else window.history.replaceState(null, '', address);
}

/** Changes parts of the filter; a part given as undefined is cleared. */
export function changeFilter(
  change: { readonly [Key in keyof TraceFilter]?: TraceFilter[Key] | undefined },
  history: 'step' | 'same' = 'step',
): void {
  const merged: Record<string, unknown> = { ...page.value.filter, ...change };
  for (const [key, value] of Object.entries(merged)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) delete merged[key];
  }
  changePage({ filter: merged as TraceFilter }, history);
}

/** Selects one thing; with `add` beside what is selected already (or takes it out again). */
export function select(selection: Selection, add = false): void {
  const text = formatSelection(selection);
  const others = page.value.selection.filter((other) => formatSelection(other) !== text);
  const wasThere = others.length < page.value.selection.length;
  if (!add) changePage({ selection: [selection] });
  else changePage({ selection: wasThere ? others : [...others, selection] });
}

export const clearSelection = () => changePage({ selection: [] });

window.addEventListener('popstate', () => {
  const { state, problems } = parsePage(window.location.search);
  page.value = state;
  urlProblems.value = problems;
});
