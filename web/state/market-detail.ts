import { computed } from '@preact/signals';
import { getChain, getDebrief, getTheft } from '../api/market.ts';
import { detailed } from './detail.ts';
import { linkChain } from './link-chain.ts';
import { page } from './page.ts';
import { resource } from './resource.ts';
import { can, dataChanges } from './session.ts';

/** Key of the record of that kind whose detail is shown; its id stands last. */
function keyOf(kind: 'link' | 'debrief' | 'theft'): string | null {
  const one = detailed.value;
  return one?.kind === kind && can('records') ? `${dataChanges.value} ${one.id}` : null;
}
const idOf = (key: string) => Number(key.split(' ')[1]);

/** The links that hang together with the selected one, itself among them; empty where it may not be seen. */
export const chainLinks = resource(
  () => keyOf('link'),
  (key, abort) => getChain(idOf(key), abort),
);

/** The same as a network; null while it is not known, or where there is none. */
export const chain = computed(() => {
  const { answer } = chainLinks.value.value;
  return answer === null || answer.features.length === 0 ? null : linkChain(answer.features);
});

export const debriefDetail = resource(
  () => keyOf('debrief'),
  (key, abort) => getDebrief(idOf(key), abort),
);

export const theftDetail = resource(
  () => keyOf('theft'),
  (key, abort) => getTheft(idOf(key), abort),
);

/** The ids of what is selected of a kind; the same set until they are others. */
function selectedOf(kind: 'debrief' | 'theft') {
  const ids = computed(() =>
    page.value.selection.flatMap((one) => (one.kind === kind ? [String(one.id)] : [])).join(),
  );
  return computed<ReadonlySet<number>>(
    () => new Set(ids.value === '' ? [] : ids.value.split(',').map(Number)),
  );
}
export const selectedDebriefs = selectedOf('debrief');
export const selectedThefts = selectedOf('theft');
