import { computed, signal } from '@preact/signals';
import { getUnread } from '../api/watches.ts';
import { resource } from './resource.ts';
import { can, dataChanges } from './session.ts';

const changes = signal(0);
/** Raise it after a watch was made or taken off, or findings were read. */
export const watchesChanged = () => {
  changes.value += 1;
};
/** Changes with watches, what was read, and the data: watches are asked again after each import. */
export const watchChanges = computed(() => `${changes.value} ${dataChanges.value}`);

const asked = resource(
  () => (can('records') ? watchChanges.value : null),
  (_key, abort) => getUnread(abort),
);

/** How many findings one has not read; null until known. */
export const unreadFindings = computed<number | null>(() => asked.value.value.answer?.unread ?? null);
