import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { isDrawablePrecision } from '../../domain/vocabulary.ts';
import type { AddressSearch, FoundAddress } from '../state/address-search.ts';
import { addressSearch, foundAddresses, searchAddress, viewOf } from '../state/address-search.ts';
import { currentMap } from '../state/current-map.ts';
import { pin } from '../state/pin.ts';
import type { FoundPlace } from '../state/places.ts';
import { findPlaces } from '../state/places.ts';
import { PRECISION_WORDS } from '../words/precision-words.ts';
import { say } from '../words/say.ts';
import { AddressNote } from './address-note.tsx';
import { Icon } from './icon.tsx';

const ZOOM_FOR = { state: 6.2, county: 9, place: 10.5 } as const;
const LIST_ID = 'place-search-list';

type Found =
  | { readonly kind: 'place'; readonly place: FoundPlace }
  | { readonly kind: 'address'; readonly address: FoundAddress };

/** Finds a state, county or place by name, or an address, and shows it on the map. */
export function PlaceSearch() {
  const places = useSignal<readonly FoundPlace[] | null>(null);
  const active = useSignal(0);
  const latest = useRef('');
  /** Enter was pressed before the address was found: it is gone to as soon as it is. */
  const isEntered = useRef(false);
  const input = useRef<HTMLInputElement>(null);

  const found = optionsOf(places.value ?? [], addressSearch.value);
  const close = () => {
    latest.current = '';
    isEntered.current = false;
    places.value = null;
    searchAddress('');
  };
  const clear = () => {
    pin.value = null;
    close();
  };
  useEffect(() => clear, []);
  const look = async (text: string) => {
    if (text.trim() === '') return clear();
    pin.value = null;
    isEntered.current = false;
    latest.current = text;
    active.value = 0;
    searchAddress(text);
    const matching = await findPlaces(text).catch(() => []);
    if (latest.current === text) places.value = matching;
  };
  const go = (option: Found | undefined) => {
    if (option === undefined) return;
    showOnMap(option);
    if (input.current !== null) input.current.value = labelOf(option);
    close();
  };
  useSignalEffect(() => {
    const options = optionsOf(places.value ?? [], addressSearch.value);
    // Where there is a choice the first is not taken unseen.
    if (isEntered.current && options.length === 1) go(options[0]);
  });
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      isEntered.current = addressSearch.value.state === 'looking';
      go(found[active.value]);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      clear();
      input.current?.blur();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      active.value = (active.value + step + found.length) % Math.max(1, found.length);
    }
  };
  const isOpen = places.value !== null || addressSearch.value.state !== 'none';
  return (
    <div class="place-search">
      <Icon name="search" />
      <input
        ref={input}
        class="field"
        type="text"
        role="combobox"
        placeholder={say('Find a place or address')}
        aria-label={say('Find a place or an address on the map')}
        aria-expanded={isOpen && found.length > 0}
        aria-controls={LIST_ID}
        {...(isOpen && found.length > 0 && { 'aria-activedescendant': `${LIST_ID}-${active.value}` })}
        aria-keyshortcuts="/"
        autocomplete="off"
        spellcheck={false}
        data-search
        onInput={({ currentTarget: { value } }) => void look(value)}
        onKeyDown={onKey}
        onBlur={close}
      />
      {isOpen && (
        <div class="popover" onPointerDown={(event) => event.preventDefault()}>
          <Options found={found} active={active.value} onPick={go} />
          <div role="status" class="muted small">
            {addressSearch.value.state !== 'none' ? (
              <AddressNote search={addressSearch.value} />
            ) : (
              found.length === 0 && <p>{say('No place of this name. Try its state or county.')}</p>
            )}
          </div>
        </div>
      )}
    </div>
  );
}

interface OptionsProps {
  readonly found: readonly Found[];
  readonly active: number;
  readonly onPick: (option: Found) => void;
}

function Options({ found, active, onPick }: OptionsProps) {
  if (found.length === 0) return null;
  return (
    <div id={LIST_ID} role="listbox" aria-label={say('Places and addresses found')}>
      {found.map((option, index) => (
        <div
          key={`${option.kind} ${labelOf(option)} ${kindOf(option)}`}
          id={`${LIST_ID}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onPointerDown={() => onPick(option)}
        >
          {labelOf(option)} <span class={`muted ${option.kind}-kind`}>{kindOf(option)}</span>
        </div>
      ))}
    </div>
  );
}

function optionsOf(places: readonly FoundPlace[], search: AddressSearch): readonly Found[] {
  const addresses = search.state === 'found' ? foundAddresses(search.answer) : [];
  return [
    ...places.map((place): Found => ({ kind: 'place', place })),
    ...addresses.map((address): Found => ({ kind: 'address', address })),
  ];
}

/** What is known to its area only is shown, but gets no pin: it is nowhere in particular. */
function showOnMap(option: Found): void {
  if (option.kind === 'place') {
    const { lon, lat, kind } = option.place;
    currentMap.value?.moveTo({ lon, lat, zoom: ZOOM_FOR[kind] });
    return;
  }
  const { lon, lat, label, precision } = option.address;
  currentMap.value?.moveTo(viewOf(option.address));
  pin.value = isDrawablePrecision(precision) ? { lon, lat, label } : null;
}

function labelOf(option: Found): string {
  if (option.kind === 'address') return option.address.label;
  const { kind, name, state } = option.place;
  return kind === 'state' ? name : `${name}, ${state}`;
}

function kindOf(option: Found): string {
  if (option.kind === 'address') {
    const { precision } = option.address;
    const words = PRECISION_WORDS[precision];
    return isDrawablePrecision(precision)
      ? say('placed to {words}', { words })
      : say('only {words} is known', { words });
  }
  const { kind, name } = option.place;
  // Independent cities count as counties but are not called so.
  return kind === 'county' && name.endsWith(' city') ? 'city' : kind;
}
