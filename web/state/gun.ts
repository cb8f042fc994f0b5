import { computed, signal } from '@preact/signals';
import { gunEvents } from '../../domain/guns/gun-events.ts';
import { getGunLife } from '../api/guns.ts';
import { page } from './page.ts';
import { resource } from './resource.ts';
import { can, dataChanges } from './session.ts';

/** What is known of the gun whose page is open. */
export const gunLife = resource(
  () => {
    const { view, openGun } = page.value;
    return view === 'gun' && openGun !== null && can('records')
      ? `${dataChanges.value} ${openGun.kind} ${openGun.id}`
      : null;
  },
  (_key, abort) => {
    const { openGun } = page.peek();
    if (openGun === null) throw new Error('No gun is open.');
    return getGunLife(openGun, abort);
  },
);

/** Its life, event by event. */
export const lifeOfGun = computed(() => {
  const { answer } = gunLife.value.value;
  return answer === null ? [] : gunEvents(answer);
});

/** The event that is looked at in the list or on the map, counted from 0; null for none. */
export const eventInFocus = signal<number | null>(null);
