/** What the review of unsure addresses says: its title, its reasons, and how a candidate differs from what was written. */
import { ADDRESS_KIND_WORDS } from '../../domain/address-kind-words.ts';
import type { ReviewCandidate, ReviewDecision, ReviewItem } from '../../domain/review.ts';
import type { Precision, ReviewReason } from '../../domain/vocabulary.ts';
import { formatCount } from './format.ts';

/** `137 addresses of 412 records wait for a person`. */
export function reviewTitle(addresses: number, records: number): string {
  if (addresses === 0) return 'No address waits for a person';
  return `${addressCount(addresses)} of ${recordCount(records)} ${addresses === 1 ? 'waits' : 'wait'} for a person`;
}

export const addressCount = (count: number) =>
  `${formatCount(count)} ${count === 1 ? 'address' : 'addresses'}`;
export const recordCount = (count: number) => `${formatCount(count)} ${count === 1 ? 'record' : 'records'}`;

/** Reasons as they stand in a list; `REVIEW_REASONS` has them as sentences. */
export const SHORT_REASONS: Readonly<Record<ReviewReason, string>> = {
  direction_missing: 'Direction missing',
  several_candidates: 'Several places fit',
  number_not_found: 'Number not known',
  street_not_found: 'Street not known',
  street_too_long: 'Street too long',
  crossing_not_found: 'Crossing not known',
};

/** `3 records: 2 recoveries, 1 purchaser`. */
export function recordWords({ total, byKind }: ReviewItem['records']): string {
  const kinds = byKind.map(({ kind, count }) => {
    const { one, many } = ADDRESS_KIND_WORDS[kind];
    return `${formatCount(count)} ${count === 1 ? one : many}`;
  });
  return kinds.length === 0 ? recordCount(total) : `${recordCount(total)}: ${kinds.join(', ')}`;
}

/** How a candidate was found. */
export const FOUND_WORDS: Readonly<Record<Precision, string>> = {
  point: 'the house itself',
  range: 'house number in its block',
  intersection: 'crossing',
  block: 'hundred-block',
  street: 'whole street',
  zip: 'ZIP area',
  city: 'city',
  county: 'county',
  state: 'state',
  none: 'place',
};

/** What an address without candidates is known to. */
export const AREA_WORDS: Readonly<Partial<Record<Precision, string>>> = {
  zip: 'ZIP',
  city: 'city',
  county: 'county',
  state: 'state',
};

/** A street of the contrary direction (east for west) is rather another street. */
const CONTRARY_BELOW = 0.5;
/** Where the place of the address or of the street is not known it counts for a little less; another one for more. */
const OTHER_PLACE_BELOW = 0.95;

/** In which parts a candidate differs from what was written; empty where it fits as it stands. */
export function differenceWords({ parts }: ReviewCandidate, reason: ReviewReason): readonly string[] {
  const { name, direction, suffix, place } = parts;
  const words: string[] = [];
  if (name < 1) words.push('name spelled differently');
  if (direction < CONTRARY_BELOW) words.push('other direction');
  else if (direction < 1)
    words.push(reason === 'direction_missing' ? 'direction not given' : 'direction differs');
  if (suffix < 1) words.push('street type differs');
  if (place < OTHER_PLACE_BELOW) words.push('other city or ZIP');
  else if (place < 1) words.push('city not certain');
  return words;
}

/** `within about 30 m`, `within about 1.2 km`: a distance rounded to what it is worth. */
export function withinWords(metres: number): string {
  if (metres >= 995) return `within about ${formatKilometres(metres / 1000)} km`;
  const step = metres < 50 ? 5 : metres < 200 ? 10 : 50;
  return `within about ${Math.max(step, Math.round(metres / step) * step)} m`;
}

const formatKilometres = (km: number) =>
  km.toLocaleString('en-US', { maximumFractionDigits: km < 10 ? 1 : 0 });

/** Street and number of a candidate or decision, without city and ZIP. */
export const shortLabel = (label: string): string => label.split(',', 1)[0] ?? label;

/** What a decision says: `1909 W NORTH AVE, …`, `pin near 1911 W NORTH AVE, …`, `cannot be known`. */
export function decisionWords({ kind, label }: Pick<ReviewDecision, 'kind' | 'label'>): string {
  if (label === null) return 'cannot be known';
  if (kind !== 'pin') return label;
  return label.startsWith('near ') ? `pin ${label}` : `pin at ${label}`;
}
