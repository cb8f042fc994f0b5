import { createHash } from 'node:crypto';
import type { Address } from './address.ts';
import { normaliseText } from './normalise-address.ts';

/** 132 bits: more addresses than there are would have to share a key by chance. */
const KEY_CHARACTERS = 22;

/**
 * Tells addresses apart without holding them: equal for spellings that differ in case, spaces and punctuation only.
 * Coordinates are no part of it.
 */
export function addressKey({
  street,
  city,
  county,
  state,
  zip,
}: Pick<Address, 'street' | 'city' | 'county' | 'state' | 'zip'>): string {
  const parts = [street, city, county, state, zip].map((part) => (part === null ? '' : normaliseText(part)));
  return createHash('sha256').update(parts.join('|')).digest('base64url').slice(0, KEY_CHARACTERS);
}
