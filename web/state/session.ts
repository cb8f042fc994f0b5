import { signal } from '@preact/signals';
import { getSession } from '../api/endpoints.ts';
import { resource } from './resource.ts';

/** Raise it after something changed the records (an import, an undo): whatever is shown is asked for again. */
export const dataChanges = signal(0);
export const recordsChanged = () => {
  dataChanges.value += 1;
};

/** Who is looking, at what, and how recent it is. */
export const session = resource(
  () => `session ${dataChanges.value}`,
  (_key, signal) => getSession(signal),
);
