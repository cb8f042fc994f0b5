import { normaliseText } from '../normalise-address.ts';
import { DIRECTIONS, STREET_SUFFIXES } from '../usps-abbreviations.ts';
import type { StreetDirection, StreetName } from './street.ts';
import { STREET_DIRECTIONS } from './street.ts';

/** Every reading of a street's name, the likeliest first; none where it says nothing. */
export function readStreetName(text: string): readonly StreetName[] {
  const words = normaliseText(text)
    .split(' ')
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const post = words.length > 2 ? direction(words.at(-1) ?? '') : null;
  if (post !== null) words.pop();
  const pre = words.length > 2 ? direction(words[0] ?? '') : null;
  if (pre !== null) words.shift();
  const suffix = words.length > 1 ? (STREET_SUFFIXES.get(words.at(-1) ?? '') ?? null) : null;
  if (suffix !== null) words.pop();
  return [{ preDirection: pre, name: words.join(' '), suffix, postDirection: post }];
}

/** A street's name from columns of its own for each part. */
export function streetNameFromParts(
  preDirection: string | null,
  name: string,
  suffix: string | null,
  postDirection: string | null,
): StreetName {
  const word = normaliseText(suffix ?? '');
  return {
    preDirection: direction(normaliseText(preDirection ?? '')),
    name: normaliseText(name),
    suffix: word === '' ? null : (STREET_SUFFIXES.get(word) ?? word),
    postDirection: direction(normaliseText(postDirection ?? '')),
  };
}

function direction(word: string): StreetDirection | null {
  const short = DIRECTIONS.get(word);
  return STREET_DIRECTIONS.find((known) => known === short) ?? null;
}
