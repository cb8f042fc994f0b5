import { computed, effect, signal } from '@preact/signals';
import { getReview } from '../api/review.ts';
import { summary } from './map-data.ts';
import { page } from './page.ts';
import { resource } from './resource.ts';
import { dataChanges } from './session.ts';

/** How many addresses wait for a person; null until known. */
export const openAddresses = signal<number | null>(null);

const isSummed = computed(() => summary.value.value.answer !== null);

/** Asked for by itself where nobody has opened the review, and after what the first picture waits for. */
const counted = resource(
  () =>
    page.value.embed || page.value.view === 'review' || !isSummed.value ? null : String(dataChanges.value),
  (_key, abort) => getReview({ after: null, limit: 1 }, abort),
);

effect(() => {
  const { answer } = counted.value.value;
  if (answer !== null) openAddresses.value = answer.total;
});
