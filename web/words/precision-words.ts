import type { Precision } from '../../domain/vocabulary.ts';
import { say } from './say.ts';

/** How exactly a place is known, in plain words. */
export const PRECISION_WORDS: Readonly<Record<Precision, string>> = {
  point: say('the address'),
  range: say('the house number on its street'),
  intersection: say('the crossing'),
  block: say('the block'),
  street: say('the street'),
  zip: say('the ZIP area'),
  city: say('the city'),
  county: say('the county'),
  state: say('the state'),
  none: say('nowhere'),
};
