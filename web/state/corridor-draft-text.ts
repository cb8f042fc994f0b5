/** A place at one side of a corridor that is being drawn: an area by its code, or an outline that is not closed yet. */
export type DraftPlace =
  | { readonly kind: 'area'; readonly code: string }
  /** Corners in degrees, the first not repeated at the end. */
  | { readonly kind: 'polygon'; readonly corners: readonly Corner[] };

export type Corner = readonly [lon: number, lat: number];

/** A corridor that is being drawn or changed. Its name is typed, and stays out of the URL until it is saved. */
export interface CorridorDraftPlaces {
  /** The corridor that is changed; null makes a new one. */
  readonly id: number | null;
  readonly origins: readonly DraftPlace[];
  readonly destinations: readonly DraftPlace[];
}

export const NEW_DRAFT: CorridorDraftPlaces = { id: null, origins: [], destinations: [] };

/** `new` or the corridor's number, then each place after `o.` or `d.`: `new,o.VA,d.24510,d.-77_39_-76_39_-76_40`. */
export function formatDraft({ id, origins, destinations }: CorridorDraftPlaces): string {
  return [
    id ?? 'new',
    ...origins.map((place) => `o.${formatPlace(place)}`),
    ...destinations.map((place) => `d.${formatPlace(place)}`),
  ].join(',');
}

const formatPlace = (place: DraftPlace) =>
  place.kind === 'area' ? place.code : place.corners.flat().join('_');

/** Reads a draft; null where there is none. Places that cannot be read are left out. */
export function parseDraft(text: string): CorridorDraftPlaces | null {
  const [first = '', ...places] = text.split(',');
  if (!/^(new|\d{1,9})$/.test(first)) return null;
  const side = (prefix: string) =>
    places.flatMap((place) => (place.startsWith(prefix) ? parsePlace(place.slice(prefix.length)) : []));
  return { id: first === 'new' ? null : Number(first), origins: side('o.'), destinations: side('d.') };
}

function parsePlace(text: string): readonly DraftPlace[] {
  if (/^([A-Z]{2}|\d{5})$/.test(text)) return [{ kind: 'area', code: text }];
  const numbers = text.split('_').map((part) => (part === '' ? Number.NaN : Number(part)));
  const corners = numbers.flatMap((lon, index): Corner[] => {
    const lat = numbers[index + 1];
    return index % 2 === 0 && lat !== undefined ? [[lon, lat]] : [];
  });
  const isOutline =
    numbers.length % 2 === 0 &&
    corners.length >= 3 &&
    corners.every(([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 85);
  return isOutline ? [{ kind: 'polygon', corners }] : [];
}
