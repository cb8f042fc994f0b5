import { computed, signal } from '@preact/signals';
import { listContactRequests } from '../api/reveals.ts';
import { resource } from './resource.ts';
import { can } from './session.ts';

const changes = signal(0);
/** Raise it after a request for contact was made or answered. */
export const contactsChanged = () => {
  changes.value += 1;
};

/** Asked for by those who answer. */
const asked = resource(
  () => (can('agree') ? String(changes.value) : null),
  (_key, abort) => listContactRequests(abort),
);

/** How many requests of other agencies wait for one's answer; null until known. */
export const openContacts = computed<number | null>(() => {
  const { answer } = asked.value.value;
  return answer === null ? null : answer.items.filter(({ mayAnswer }) => mayAnswer).length;
});
