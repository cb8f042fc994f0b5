import { normaliseText } from '../../geocoding/normalise-address.ts';

/** House numbers on one side of a segment, from where its line begins to where it ends. */
export interface HouseNumbers {
  readonly from: number;
  readonly to: number;
}

/** Below this a range may begin with 0 (`0` to `98`); beyond it a 0 stands for a number that is not known. */
const FIRST_BLOCK_END = 100;
const WHOLE = /^\d{1,7}(?:\.0+)?$/;

/** The numbers of a side; null where it has none (blank, 0 to 0, 0 to 4499), 'unreadable' for `37-12` or `N6W230`. */
export function readHouseNumbers(from: string | null, to: string | null): HouseNumbers | null | 'unreadable' {
  if (from === null || to === null) return null;
  if (!WHOLE.test(from) || !WHOLE.test(to)) return 'unreadable';
  const numbers = { from: Number(from), to: Number(to) };
  const [low, high] = [Math.min(numbers.from, numbers.to), Math.max(numbers.from, numbers.to)];
  return low === 0 && (high === 0 || high >= FIRST_BLOCK_END) ? null : numbers;
}

export interface HouseNumber {
  readonly number: number;
  /** What follows the digits: `1/2`, `B`; null where nothing does. */
  readonly suffix: string | null;
}

const NUMBER = /^(\d{1,7})(?:\.0+$)?(.*)$/;

/** The number of one house; null where it does not begin with one, or is 0. */
export function readHouseNumber(text: string | null): HouseNumber | null {
  const [, digits, rest = ''] = NUMBER.exec(text ?? '') ?? [];
  const number = Number(digits);
  if (digits === undefined || number === 0 || /^\d/.test(rest)) return null;
  const suffix = normaliseText(rest);
  return { number, suffix: suffix === '' ? null : suffix };
}
