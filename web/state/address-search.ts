import { signal } from '@preact/signals';
import type { GeocodeAnswer } from '../../domain/responses.ts';
import type { Precision } from '../../domain/vocabulary.ts';
import { isDrawablePrecision } from '../../domain/vocabulary.ts';
import { getGeocode } from '../api/endpoints.ts';
import { ApiError } from '../api/request.ts';
import type { MapPlace } from './page-state.ts';

/** An address found, or the area it is known to lie in. */
export interface FoundAddress {
  readonly label: string;
  readonly precision: Precision;
  readonly lon: number;
  readonly lat: number;
}

/** How far the search for an address has come. */
export type AddressSearch =
  | { readonly state: 'none' }
  | { readonly state: 'looking' }
  | { readonly state: 'found'; readonly answer: GeocodeAnswer }
  | { readonly state: 'failed'; readonly message: string };

/** Nobody types a whole address at once: only what stands this long is asked. */
const SETTLE_MS = 300;
const SHORTEST_ADDRESS = 4;
/** The server takes no more. */
const LONGEST_ADDRESS = 300;

const NO_SEARCH: AddressSearch = { state: 'none' };

/** The search under way. It lives in memory alone: an address may be somebody's home. */
export const addressSearch = signal<AddressSearch>(NO_SEARCH);

let timer: ReturnType<typeof setTimeout> | undefined;
let asking: AbortController | undefined;

/** Looks for the address a text may be, in place of the one before; a text that is none empties the search. */
export function searchAddress(text: string): void {
  clearTimeout(timer);
  asking?.abort();
  if (!looksLikeAddress(text)) {
    addressSearch.value = NO_SEARCH;
    return;
  }
  addressSearch.value = { state: 'looking' };
  const controller = new AbortController();
  asking = controller;
  timer = setTimeout(() => void ask(text.trim(), controller.signal), SETTLE_MS);
}

async function ask(text: string, signal: AbortSignal): Promise<void> {
  try {
    const answer = await getGeocode(text, signal);
    if (!signal.aborted) addressSearch.value = { state: 'found', answer };
  } catch (error) {
    if (!signal.aborted) addressSearch.value = { state: 'failed', message: ApiError.from(error).message };
  }
}

/** True for a text with a number, or with two names and a crossing between them. */
export function looksLikeAddress(text: string): boolean {
  const line = text.trim();
  if (line.length < SHORTEST_ADDRESS || line.length > LONGEST_ADDRESS) return false;
  const isZip = /^\d{5}(?:-\d{4})?$/.test(line);
  return (
    isZip ||
    (/\d/.test(line) && /[a-z]/i.test(line)) ||
    /[a-z]\s*(?:[&@/]|\s(?:and|at)\s)\s*[a-z]/i.test(line)
  );
}

/** What there is to choose from: the address; else places it may mean and the area it lies in, as far as known. */
export function foundAddresses({ result, candidates }: GeocodeAnswer): readonly FoundAddress[] {
  const { lon, lat, precision, matchedAddress } = result;
  const known =
    lon === null || lat === null || matchedAddress === null
      ? []
      : [{ label: matchedAddress, precision, lon, lat }];
  return isDrawablePrecision(precision) ? known : [...candidates, ...known];
}

/** How near a place is looked at, by how exactly it is known. */
export const ZOOM_FOR: Readonly<Record<Precision, number>> = {
  point: 16,
  range: 16,
  intersection: 16,
  block: 16,
  street: 15,
  zip: 12,
  city: 10.5,
  county: 9,
  state: 6.2,
  none: 4,
};
/** About 200 m: at zoom 16 the address is off the middle of the map by 120 pixels at most. */
const GRID_DEGREES = 0.002;

/**
 * Where the map goes to show an address: near it rather than right there. The middle of the map stands in the page's
 * URL, and a link that is passed on must not name a house.
 */
export function viewOf({ lon, lat, precision }: FoundAddress): MapPlace {
  const onGrid = (degrees: number) => Math.round(degrees / GRID_DEGREES) * GRID_DEGREES;
  return { lon: onGrid(lon), lat: onGrid(lat), zoom: ZOOM_FOR[precision] };
}
