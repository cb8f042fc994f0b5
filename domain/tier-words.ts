import type { Precision } from './vocabulary.ts';

/** What an address was placed to, in tables. */
export const TIER_WORDS: Readonly<Record<Precision, string>> = {
  point: 'Address',
  range: 'Range',
  intersection: 'Crossing',
  block: 'Block',
  street: 'Street',
  zip: 'ZIP',
  city: 'City',
  county: 'County',
  state: 'State',
  none: 'Not at all',
};
