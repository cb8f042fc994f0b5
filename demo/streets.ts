import type { Random } from './random.ts';

const NAMES =
  'Adams Ash Belmont Broadway Calvert Cedar Center Charles Cherry Chestnut Church Clay Clinton Division Elm Erie Fayette Federal Franklin Front Fulton Garfield Grant Greenmount Harrison Hickory High Highland Howard Jackson Jefferson King Lafayette Lake Lanvale Lehigh Liberty Lincoln Linden Lombard Madison Main Maple Market Mill Monroe Mulberry North Oak Park Penn Pine Pratt Prospect Race Ridge River Spring Spruce State Tioga Union Vine Walnut Washington Wayne Willow Wilson'.split(
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

/** A street with its name in full: `North Charles Street`, `47th Avenue`. */
export function streetName(random: Random): string {
  const name = random.chance(0.2) ? ordinal(random.int(1, 60)) : random.pick(NAMES);
  const direction = random.chance(0.35) ? `${random.pick(DIRECTIONS)} ` : '';
  return `${direction}${name} ${random.pick(SUFFIXES)}`;
}

/** A house number and street with all words in full. */
export function streetLine(random: Random): string {
  return `${random.int(1, 69)}${random.digits(2)} ${streetName(random)}`;
}

function ordinal(number: number): string {
  const [tens, ones] = [Math.floor(number / 10) % 10, number % 10];
  const ending = tens === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][ones] ?? 'th');
  return `${number}${ending}`;
}
