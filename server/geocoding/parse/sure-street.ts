import { STREET_SUFFIXES, SURE_SUFFIXES } from '../usps-abbreviations.ts';
import { isRouteName } from './read-route.ts';
import type { StreetName } from './street.ts';

/**
 * Whether the likeliest reading says itself that it is a street: by a suffix that other names hardly end in (`OAK CT`, not
 * `DRUID HILL PARK`) or as a numbered road. `WALMART PARKING LOT` and `BROADWAY` do not.
 */
export function isSureStreet([likeliest]: readonly StreetName[]): boolean {
  if (likeliest === undefined) return false;
  const { name, suffix } = likeliest;
  return suffix === null ? isRouteName(name) || isLettered(name) : SURE_SUFFIXES.has(suffix);
}

/** `AVENUE B`, `ROAD 101`. */
function isLettered(name: string): boolean {
  const [type = ''] = name.split(' ');
  return SURE_SUFFIXES.has(STREET_SUFFIXES.get(type) ?? '') && /^[A-Z]+ (?:[A-Z]|\d+)$/.test(name);
}
