import { computed, signal } from '@preact/signals';
import { withParameters } from '../api/endpoints.ts';
import { getDueListings } from '../api/purchasers.ts';
import { filterQuery, page } from './page.ts';
import { resource } from './resource.ts';
import { can } from './session.ts';

/** The indicators asked for, as a parameter; none where all purchasers are. */
export const hasParameter = (): Readonly<Record<string, string>> =>
  page.value.has.length === 0 ? {} : { has: page.value.has.join(',') };

/** Which purchasers are asked for: the filter and the indicators. */
export const purchaserQuery = computed(() => withParameters(filterQuery.value, hasParameter()));

const changes = signal(0);
/** Raise it after an entry of the list of purchasers came, was reviewed or went. */
export const listingsChanged = () => {
  changes.value += 1;
};
export const listingChanges = computed(() => changes.value);

const due = resource(
  () => (can('persons') ? String(changes.value) : null),
  (_key, abort) => getDueListings(abort),
);

/** How many entries of the list are to be reviewed within a month, or should have been; null until known. */
export const dueListings = computed<number | null>(() => due.value.value.answer?.due ?? null);
