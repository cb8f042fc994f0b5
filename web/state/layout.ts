import type { ReadonlySignal } from '@preact/signals';
import { computed, signal } from '@preact/signals';
import { page } from './page.ts';

function media(query: string): ReadonlySignal<boolean> {
  const list = window.matchMedia(query);
  const matches = signal(list.matches);
  list.addEventListener('change', (event) => {
    matches.value = event.matches;
  });
  return matches;
}

const isWide = media('(min-width: 1200px)');
const isNarrow = media('(max-width: 767px)');

/** True while the system asks for less motion; it may change its mind at any time. */
export const asksForLessMotion = media('(prefers-reduced-motion: reduce)');

/** `wide`: parts stand beside the map. `medium`: they slide over it. `narrow`: they are in the bottom sheet. */
export const layout = computed(() => (isWide.value ? 'wide' : isNarrow.value ? 'narrow' : 'medium'));

/** Whether the filter rail is open; unless the user said so, where there is room beside the map. */
export const railOpen = computed(() => page.value.rail ?? layout.value === 'wide');
