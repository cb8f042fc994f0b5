import type { Corridor, CorridorDraft, CorridorEnd, CorridorSide } from '../../domain/corridor.ts';
import type { Corner, CorridorDraftPlaces, DraftPlace } from './corridor-draft-text.ts';
import { NEW_DRAFT } from './corridor-draft-text.ts';
import { drawing } from './corridors.ts';
import { changePage, page } from './page.ts';

/** Fewer corners enclose nothing. */
const LEAST_CORNERS = 3;

const LIST_OF = { origin: 'origins', destination: 'destinations' } as const;

/** Opens the editor beside the map, with what is given to begin with. */
export function startDraft(places: Partial<CorridorDraftPlaces> = {}): void {
  changePage({ view: 'map', figures: 'records', table: null, draft: { ...NEW_DRAFT, ...places } });
}

/** Leaves the editor; nothing is saved. */
export function leaveDraft(): void {
  drawing.value = null;
  changePage({ draft: null });
}

const samePlace = (a: DraftPlace, b: DraftPlace) => JSON.stringify(a) === JSON.stringify(b);

export function addPlaces(side: CorridorSide, places: readonly DraftPlace[]): void {
  const { draft } = page.value;
  if (draft === null) return;
  const known = draft[LIST_OF[side]];
  const added = places.filter((place) => !known.some((other) => samePlace(place, other)));
  if (added.length > 0) changePage({ draft: { ...draft, [LIST_OF[side]]: [...known, ...added] } });
}

export function removePlace(side: CorridorSide, place: DraftPlace): void {
  const { draft } = page.value;
  if (draft === null) return;
  const left = draft[LIST_OF[side]].filter((other) => !samePlace(place, other));
  changePage({ draft: { ...draft, [LIST_OF[side]]: left } });
}

/** From now on clicks on the map are corners. */
export function startDrawing(side: CorridorSide): void {
  drawing.value = { side, corners: [] };
}

export function addCorner([lon, lat]: Corner): void {
  if (drawing.value === null) return;
  // Five decimals are a metre: finer than anybody clicks.
  const corner = [Number(lon.toFixed(5)), Number(lat.toFixed(5))] as const;
  drawing.value = { ...drawing.value, corners: [...drawing.value.corners, corner] };
}

export function takeCornerBack(): void {
  if (drawing.value === null) return;
  drawing.value = { ...drawing.value, corners: drawing.value.corners.slice(0, -1) };
}

export const canCloseOutline = (): boolean => (drawing.value?.corners.length ?? 0) >= LEAST_CORNERS;

/** Makes an area of the corners; with fewer than three nothing happens. */
export function closeOutline(): void {
  const done = drawing.value;
  if (done === null || !canCloseOutline()) return;
  drawing.value = null;
  addPlaces(done.side, [{ kind: 'polygon', corners: done.corners }]);
}

export function giveUpOutline(): void {
  drawing.value = null;
}

/** What a key means while an outline is drawn; false where it means nothing. */
export function drawingKey(key: string): boolean {
  const act = drawing.value === null ? undefined : DRAWING_KEYS[key];
  act?.();
  return act !== undefined;
}

const DRAWING_KEYS: Readonly<Record<string, () => void>> = {
  Enter: closeOutline,
  Backspace: takeCornerBack,
  Escape: giveUpOutline,
};

/** The places of a saved corridor as the editor takes them; null where it has areas with holes, which it cannot draw. */
export function draftOf({ id, origins, destinations }: Corridor): CorridorDraftPlaces | null {
  const [from, to] = [origins.flatMap(placesOf), destinations.flatMap(placesOf)];
  return from.includes(null) || to.includes(null)
    ? null
    : { id, origins: from.filter(isPlace), destinations: to.filter(isPlace) };
}

const isPlace = (place: DraftPlace | null): place is DraftPlace => place !== null;

function placesOf(end: CorridorEnd): readonly (DraftPlace | null)[] {
  if (end.level !== 'polygon') return [{ kind: 'area', code: end.code }];
  const { geometry } = end;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map(([outline, ...holes]) =>
    outline === undefined || holes.length > 0 ? null : { kind: 'polygon', corners: outline.slice(0, -1) },
  );
}

/** A draft as the server takes it. */
export function toSend(
  { origins, destinations }: CorridorDraftPlaces,
  name: string,
  note: string,
): CorridorDraft {
  return { name, note, origins: origins.map(endOf), destinations: destinations.map(endOf) };
}

function endOf(place: DraftPlace): CorridorEnd {
  if (place.kind === 'area') {
    return { level: place.code.length === 2 ? 'state' : 'county', code: place.code };
  }
  const ring = [...place.corners, ...place.corners.slice(0, 1)].map(([lon, lat]): [number, number] => [
    lon,
    lat,
  ]);
  return { level: 'polygon', geometry: { type: 'Polygon', coordinates: [ring] } };
}
