import { computed, signal } from '@preact/signals';
import type { AreaOutlines, CorridorEnd } from '../../domain/corridor.ts';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import { getAreaOutlines, getCorridorPage, getCorridors, getSuggestedCorridors } from '../api/corridors.ts';
import type { DraftPlace } from './corridor-draft-text.ts';
import { filter, page } from './page.ts';
import { resource } from './resource.ts';
import { dataChanges } from './session.ts';

/** The filter without corridors: each is told beside all other guns of what is shown. */
const otherFilterQuery = computed(() => {
  const { corridor: _corridor, ...rest } = filter.value;
  return formatTraceFilter(rest).toString();
});

const isListOpen = computed(() => page.value.view === 'corridors' && page.value.openCorridor === null);

/** The saved corridors; asked for where they are listed, chosen or changed. */
export const corridors = resource(
  () => {
    const { view, filter: chosen, draft } = page.value;
    const isNeeded = view === 'corridors' || chosen.corridor !== undefined || draft?.id != null;
    return isNeeded ? `${dataChanges.value} ${otherFilterQuery.value}` : null;
  },
  (_key, abort) => getCorridors(otherFilterQuery.peek(), abort),
);

export const suggestedCorridors = resource(
  () => (isListOpen.value ? `${dataChanges.value} ${otherFilterQuery.value}` : null),
  (_key, abort) => getSuggestedCorridors(otherFilterQuery.peek(), abort),
);

export const corridorPage = resource(
  () => {
    const { view, openCorridor } = page.value;
    if (view !== 'corridors' || openCorridor === null) return null;
    return `${openCorridor} ${dataChanges.value} ${otherFilterQuery.value}`;
  },
  (key, abort) => getCorridorPage(Number(key.split(' ')[0]), otherFilterQuery.peek(), abort),
);

/** A corridor's name, `corridor 7` until it is known. */
export const corridorName = (id: number): string =>
  corridors.value.value.answer?.items.find((one) => one.id === id)?.name ?? `corridor ${id}`;

/** An outline that is being drawn: its side, and the corners so far. Not in the URL: it is seconds old. */
export const drawing = signal<{
  readonly side: 'origin' | 'destination';
  readonly corners: readonly (readonly [number, number])[];
} | null>(null);

export interface MarkedPlace {
  readonly side: 'origin' | 'destination';
  readonly place: CorridorEnd | DraftPlace;
}

/** The places of the corridor being drawn, else those of the corridors chosen in the filter. */
export const markedPlaces = computed<readonly MarkedPlace[]>(() => {
  const { draft, filter: chosen } = page.value;
  if (draft !== null) {
    return [
      ...draft.origins.map((place): MarkedPlace => ({ side: 'origin', place })),
      ...draft.destinations.map((place): MarkedPlace => ({ side: 'destination', place })),
    ];
  }
  const ids = chosen.corridor ?? [];
  const items = corridors.value.value.answer?.items.filter(({ id }) => ids.includes(id)) ?? [];
  return items.flatMap(({ origins, destinations }) => [
    ...origins.map((place): MarkedPlace => ({ side: 'origin', place })),
    ...destinations.map((place): MarkedPlace => ({ side: 'destination', place })),
  ]);
});

const codeOf = ({ place }: MarkedPlace) => ('code' in place ? [place.code] : []);

/** Outlines of the areas among them. */
export const markedOutlines = resource<string, AreaOutlines>(
  () => {
    const codes = [...new Set(markedPlaces.value.flatMap(codeOf))].sort();
    return codes.length === 0 ? null : codes.join(',');
  },
  (codes, abort) => getAreaOutlines(codes, abort),
);
