import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { currentMap } from '../state/current-map.ts';
import type { FoundPlace } from '../state/places.ts';
import { findPlaces } from '../state/places.ts';

const ZOOM_FOR = { state: 6.2, county: 9, place: 10.5 } as const;
const LIST_ID = 'place-search-list';

/** Finds a state, county or place by name and shows it on the map. */
export function PlaceSearch() {
  const found = useSignal<readonly FoundPlace[] | null>(null);
  const active = useSignal(0);
  const latest = useRef('');
  const input = useRef<HTMLInputElement>(null);
  const close = () => {
    found.value = null;
  };
  const look = async (text: string) => {
    latest.current = text;
    if (text.trim() === '') return close();
    const places = await findPlaces(text).catch(() => []);
    if (latest.current !== text) return;
    found.value = places;
    active.value = 0;
  };
  const go = (place: FoundPlace | undefined) => {
    if (place === undefined) return;
    currentMap.value?.moveTo({ lon: place.lon, lat: place.lat, zoom: ZOOM_FOR[place.kind] });
    if (input.current !== null) input.current.value = labelOf(place);
    close();
  };
  const onKey = (event: KeyboardEvent) => {
    const places = found.value ?? [];
    if (event.key === 'Enter') go(places[active.value]);
    else if (event.key === 'Escape') {
      event.stopPropagation();
      close();
      input.current?.blur();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      active.value = (active.value + step + places.length) % Math.max(1, places.length);
    }
  };
  const isOpen = found.value !== null;
  return (
    <div class="place-search">
      <input
        ref={input}
        class="field"
        type="text"
        role="combobox"
        placeholder="Find a place"
        aria-label="Find a place on the map"
        aria-expanded={isOpen}
        aria-controls={LIST_ID}
        {...(isOpen && { 'aria-activedescendant': `${LIST_ID}-${active.value}` })}
        aria-keyshortcuts="/"
        autocomplete="off"
        data-search
        onInput={({ currentTarget: { value } }) => void look(value)}
        onKeyDown={onKey}
        onBlur={close}
      />
      {found.value !== null && (
        <div class="popover" id={LIST_ID} role="listbox" aria-label="Places found">
          {found.value.length === 0 && (
            <p class="muted small">No place of this name. Try its state or county.</p>
          )}
          {found.value.map((place, index) => (
            <div
              key={`${place.kind} ${place.state} ${place.name}`}
              id={`${LIST_ID}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active.value}
              onPointerDown={(event) => {
                event.preventDefault();
                go(place);
              }}
            >
              {labelOf(place)} <span class="muted">{kindWord(place)}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

const labelOf = ({ kind, name, state }: FoundPlace) => (kind === 'state' ? name : `${name}, ${state}`);

/** Independent cities count as counties but are not called so. */
const kindWord = ({ kind, name }: FoundPlace) =>
  kind === 'county' && name.endsWith(' city') ? 'city' : kind;
