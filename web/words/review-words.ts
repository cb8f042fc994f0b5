/** What the review of unsure addresses says: its title, its reasons, and how a candidate differs from what was written. */

import { ADDRESS_KIND_WORDS } from '../../domain/address-kind-words.ts';
import type { ReviewCandidate, ReviewDecision, ReviewItem } from '../../domain/review.ts';
import type { Precision, ReviewReason } from '../../domain/vocabulary.ts';
import { countOf } from './format.ts';
import { locale } from './language.ts';
import { say, sayKnown } from './say.ts';

/** `137 addresses of 412 records wait for a person`. */
export function reviewTitle(addresses: number, records: number): string {
  if (addresses === 0) return say('No address waits for a person');
  return say('{addresses} of {records} {words} for a person', {
    addresses: addressCount(addresses),
    records: recordCount(records),
    words: addresses === 1 ? say('waits') : say('wait'),
  });
}

export const addressCount = (count: number) => countOf(count, say('address'), say('addresses'));
export const recordCount = (count: number) => countOf(count, say('record'), say('records'));

/** Reasons as they stand in a list; `REVIEW_REASONS` has them as sentences. */
export const SHORT_REASONS: Readonly<Record<ReviewReason, string>> = {
  direction_missing: say('Direction missing'),
  several_candidates: say('Several places fit'),
  number_not_found: say('Number not known'),
  street_not_found: say('Street not known'),
  street_too_long: say('Street too long'),
  crossing_not_found: say('Crossing not known'),
};

/** `3 records: 2 recoveries, 1 purchaser`. */
export function recordWords({ total, byKind }: ReviewItem['records']): string {
  const kinds = byKind.map(({ kind, count }) => {
    const { one, many } = ADDRESS_KIND_WORDS[kind];
    return countOf(count, sayKnown(one), sayKnown(many));
  });
  return kinds.length === 0 ? recordCount(total) : `${recordCount(total)}: ${kinds.join(', ')}`;
}

/** How a candidate was found. */
export const FOUND_WORDS: Readonly<Record<Precision, string>> = {
  point: say('the house itself'),
  range: say('house number in its block'),
  intersection: say('crossing'),
  block: 'hundred-block',
  street: say('whole street'),
  zip: say('ZIP area'),
  city: say('city'),
  county: say('county'),
  state: say('state'),
  none: say('place'),
};

/** What an address without candidates is known to. */
export const AREA_WORDS: Readonly<Partial<Record<Precision, string>>> = {
  zip: 'ZIP',
  city: say('city'),
  county: say('county'),
  state: say('state'),
};

/** A street of the contrary direction (east for west) is rather another street. */
const CONTRARY_BELOW = 0.5;
/** Where the place of the address or of the street is not known it counts for a little less; another one for more. */
const OTHER_PLACE_BELOW = 0.95;

/** In which parts a candidate differs from what was written; empty where it fits as it stands. */
export function differenceWords({ parts }: ReviewCandidate, reason: ReviewReason): readonly string[] {
  const { name, direction, suffix, place } = parts;
  const words: string[] = [];
  if (name < 1) words.push(say('name spelled differently'));
  if (direction < CONTRARY_BELOW) words.push(say('other direction'));
  else if (direction < 1)
    words.push(reason === 'direction_missing' ? say('direction not given') : say('direction differs'));
  if (suffix < 1) words.push(say('street type differs'));
  if (place < OTHER_PLACE_BELOW) words.push(say('other city or ZIP'));
  else if (place < 1) words.push(say('city not certain'));
  return words;
}

/** `within about 30 m`, `within about 1.2 km`: a distance rounded to what it is worth. */
export function withinWords(metres: number): string {
  if (metres >= 995) return say('within about {metres} km', { metres: formatKilometres(metres / 1000) });
  const step = metres < 50 ? 5 : metres < 200 ? 10 : 50;
  return say('within about {step} m', { step: Math.max(step, Math.round(metres / step) * step) });
}

const formatKilometres = (km: number) =>
  km.toLocaleString(locale, { maximumFractionDigits: km < 10 ? 1 : 0 });

/** Street and number of a candidate or decision, without city and ZIP. */
export const shortLabel = (label: string): string => label.split(',', 1)[0] ?? label;

/** What a decision says: `1909 W NORTH AVE, …`, `pin near 1911 W NORTH AVE, …`, `cannot be known`. */
export function decisionWords({ kind, label }: Pick<ReviewDecision, 'kind' | 'label'>): string {
  if (label === null) return say('cannot be known');
  if (kind !== 'pin') return label;
  return label.startsWith('near ') ? say('pin {label}', { label }) : say('pin at {label}', { label });
}
