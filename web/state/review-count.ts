import { effect, signal } from '@preact/signals';
import { getReview } from '../api/review.ts';
import { page } from './page.ts';
import { resource } from './resource.ts';
import { can, dataChanges } from './session.ts';

/** How many addresses wait for a person; null until known. */
export const openAddresses = signal<number | null>(null);

/** Asked for in the Data view, where addresses come from; counting them would hold up the first picture of the map. */
const counted = resource(
  () => (page.value.view === 'data' && can('steward') ? String(dataChanges.value) : null),
  (_key, abort) => getReview({ after: null, limit: 1 }, abort),
);

effect(() => {
  const { answer } = counted.value.value;
  if (answer !== null) openAddresses.value = answer.total;
});
