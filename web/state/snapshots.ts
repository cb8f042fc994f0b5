import { signal } from '@preact/signals';

/** Raise it after a snapshot was made, released or deleted, or a page for other sites made or taken back. */
export const publicationChanges = signal(0);
export const publicationChanged = () => {
  publicationChanges.value += 1;
};
