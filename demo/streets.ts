/** Streets outside of the demo's cities, of which no file of streets knows: their addresses are found by city and ZIP. */
import type { Random } from './random.ts';

/** None of them is, or is written much like, a name of `street-plan/street-names.ts`, so that none is taken for one of its streets. */
export const OUTSIDE_NAMES =
  'Belmont Calvert Chestnut Clinton Division Fayette Federal Franklin Garfield Greenmount Harrison Hickory Highland Jackson Jefferson Lafayette Lanvale Lehigh Liberty Lincoln Lombard Madison Monroe Mulberry Pratt Prospect Tioga Walnut Washington Quitman'.split(
    ' ',
  );
const SUFFIXES = [
  'Street',
  'Street',
  'Street',
  'Street',
  'Avenue',
  'Avenue',
  'Avenue',
  'Road',
  'Drive',
  'Lane',
  'Court',
  'Place',
  'Boulevard',
];
const DIRECTIONS = ['North', 'South', 'East', 'West'];

/** A house number and street with all words in full. */
export function streetLine(random: Random): string {
  const direction = random.chance(0.35) ? `${random.pick(DIRECTIONS)} ` : '';
  return `${random.int(1, 69)}${random.digits(2)} ${direction}${random.pick(OUTSIDE_NAMES)} ${random.pick(SUFFIXES)}`;
}
