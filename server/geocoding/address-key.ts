import { createHash } from 'node:crypto';
import type { Address } from './address.ts';
import { normaliseText } from './normalise-address.ts';

/** 132 of the hash's 256 bits: two of a billion addresses share a key with a probability below 10^-21. */
const CHARACTERS = 22;

/**
 * A short name for an address that does not hold its text: equal for spellings that differ in case, punctuation and
 * spaces alone. Coordinates are no part of it. Whoever knows an address can make its key, so keys are no secret.
 */
export function addressKey({
  street,
  city,
  county,
  state,
  zip,
}: Pick<Address, 'street' | 'city' | 'county' | 'state' | 'zip'>): string {
  const parts = [street, city, county, state, zip].map((part) => normaliseText(part ?? ''));
  return createHash('sha256').update(parts.join('|')).digest('base64url').slice(0, CHARACTERS);
}
