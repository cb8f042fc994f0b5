import type { GunEvent } from '../../../domain/guns/gun-events.ts';
import type { GunStop } from '../../map/gun-map.ts';
import { eventWords } from '../../words/gun-words.ts';

/** The events that have a point, those of one place together; numbered as in the list. */
export function gunStops(events: readonly GunEvent[]): readonly GunStop[] {
  const stops = new Map<string, GunStop>();
  for (const [index, event] of events.entries()) {
    if (event.position === null) continue;
    const key = event.position.join();
    const known = stops.get(key);
    const number = String(index + 1);
    stops.set(key, {
      label: known === undefined ? number : `${known.label}, ${number}`,
      title: known === undefined ? eventWords(event) : `${known.title}; ${eventWords(event)}`,
      position: event.position,
      events: [...(known?.events ?? []), index],
    });
  }
  return [...stops.values()];
}
