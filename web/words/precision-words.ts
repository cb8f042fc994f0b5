import type { Precision } from '../../domain/vocabulary.ts';

/** How exactly a place is known, in plain words. */
export const PRECISION_WORDS: Readonly<Record<Precision, string>> = {
  point: 'the address',
  range: 'the house number on its street',
  intersection: 'the crossing',
  block: 'the block',
  street: 'the street',
  zip: 'the ZIP area',
  city: 'the city',
  county: 'the county',
  state: 'the state',
  none: 'nowhere',
};
