import { DIRECTIONS, STREET_SUFFIXES, SURE_SUFFIXES } from '../usps-abbreviations.ts';
import { isTornOrdinal } from './ordinals.ts';
import { isDigit, isNumeral } from './split-words.ts';

/** What opens a street line: a house number or a hundred-block, and the words after it. */
export type HouseNumber =
  | {
      readonly kind: 'number';
      readonly number: number;
      readonly numberSuffix: string | null;
      readonly rest: readonly string[];
      /** Whether the suffix is a word that may open the street's name instead (`100 A PHILIP RANDOLPH BLVD`). */
      readonly isSuffixDoubtful: boolean;
    }
  | {
      readonly kind: 'block';
      readonly from: number;
      readonly to: number;
      readonly rest: readonly string[];
    };

const BLOCK_WORDS = new Set(['BLK', 'BLOCK', 'BLKS', 'BLOCKS', 'BLCK', 'BLOC']);
const MOST_DIGITS = 7;
/** Letters that stand between number and street and are no direction. */
const LOOSE_SUFFIXES = new Set(['A', 'B', 'C', 'D']);

/**
 * The number at the front of a line; null where the first words are a street's (`5 AVE`, `33RD ST`, `500 E`).
 *
 * Hyphened numbers of Queens and Hawaii are joined as the city's own files sort them (`37-12` is 3712) and keep the
 * part after the hyphen as suffix (`-12`): a suffix that opens with a hyphen means that the number ends in its digits,
 * so a matcher that knows no such street can still try 37. A range (`1200-1204`, `1200-04`) is its first number.
 * Grid numbers of Wisconsin and Illinois (`N6W23001`, `38W590`) are their last figure, with the grid cell as suffix.
 */
export function readHouseNumber(words: readonly string[]): HouseNumber | null {
  const first = withZeros(words[0] ?? '');
  if (!isDigit(first.charCodeAt(0))) return readWordedNumber(words) ?? readGridNumber(words);
  let digits = 0;
  while (isDigit(first.charCodeAt(digits))) digits += 1;
  if (digits > MOST_DIGITS) return null;
  const number = Number(first.slice(0, digits));
  const tail = first.slice(digits);
  const second = words[1] ?? '';
  const hundred = readMaskedBlock(digits, number, tail, words);
  if (hundred !== null) return hundred;
  if (BLOCK_WORDS.has(tail)) return block(number, withoutOf(words.slice(1)));
  const afterMark = second === '-' ? 2 : 1;
  if ((tail === '' || tail === 'S') && BLOCK_WORDS.has(words[afterMark] ?? '')) {
    return block(number, withoutOf(words.slice(afterMark + 1)));
  }
  // `0 UNIT BLOCK S LINWOOD AVE`
  if (tail === '' && second === 'UNIT' && BLOCK_WORDS.has(words[2] ?? '')) {
    return block(number, withoutOf(words.slice(3)));
  }
  if (tail !== '') return readGluedNumber(number, tail, words) ?? readGridNumber(words);
  if (second === '-') return readHyphened(first, words);
  if (words[2] === '/' && isNumeral(second) && isNumeral(words[3] ?? '')) {
    return fractioned(number, `${second}/${words[3]}`, words.slice(4));
  }
  const rest = words.slice(1);
  if (isStreetItself(first, rest)) return null;
  if (isNumeral(second)) return readDoubled(first, second, rest) ?? plainNumber(number, rest);
  if (second === '&' && first.length > 2 && isNumeral(words[2] ?? '') && words.length > 3) {
    return plainNumber(number, words.slice(3));
  }
  const isLoose = LOOSE_SUFFIXES.has(second) && rest.length > 2 && !STREET_SUFFIXES.has(words[2] ?? '');
  if (isLoose && !DIRECTIONS.has(words[2] ?? '') && isNameWord(words[2] ?? '')) {
    return { kind: 'number', number, numberSuffix: second, rest: rest.slice(1), isSuffixDoubtful: true };
  }
  return plainNumber(number, rest);
}

/** `1200` for `12OO`, typed with the letter. */
const withZeros = (word: string): string =>
  word.endsWith('O') && /^\d+O+$/.test(word) ? word.replaceAll('O', '0') : word;

const plainNumber = (number: number, rest: readonly string[]): HouseNumber => numbered(number, null, rest);

const numbered = (number: number, numberSuffix: string | null, rest: readonly string[]): HouseNumber => ({
  kind: 'number',
  number,
  numberSuffix,
  rest,
  isSuffixDoubtful: false,
});

/** `123 1/2` may be followed by the block's word in files that append it to every number. */
const fractioned = (number: number, fraction: string, rest: readonly string[]): HouseNumber =>
  BLOCK_WORDS.has(rest[0] ?? '') ? block(number, withoutOf(rest.slice(1))) : numbered(number, fraction, rest);

function block(number: number, rest: readonly string[]): HouseNumber {
  const from = number - (number % 100);
  return { kind: 'block', from: Math.max(1, from), to: from + 99, rest };
}

const withoutOf = (words: readonly string[]): readonly string[] =>
  words[0] === 'OF' ? words.slice(1) : words;
const isNameWord = (word: string): boolean => word.length > 1 && word !== 'AND' && word !== 'AT';

/** `UNIT BLOCK OF N CHARLES ST`, `BLOCK OF 2900 MAIN ST`, `ONE CALVERT PLAZA`. */
function readWordedNumber(words: readonly string[]): HouseNumber | null {
  const [first = '', second = ''] = words;
  if (first === 'UNIT' && BLOCK_WORDS.has(second)) return block(0, withoutOf(words.slice(2)));
  if (BLOCK_WORDS.has(first)) {
    const after = withoutOf(words.slice(1));
    const figure = after[0] ?? '';
    return isNumeral(figure) && after.length > 1 ? block(Number(figure), after.slice(1)) : null;
  }
  if (first === 'ONE' && words.length > 2 && second !== 'MILE' && STREET_SUFFIXES.has(words.at(-1) ?? '')) {
    return plainNumber(1, words.slice(1));
  }
  return null;
}

const GRID = /^([NSEW]\d+[NSEW]|\d+[NSEW]|[NSEWT])(\d{1,5})$/;

function readGridNumber(words: readonly string[]): HouseNumber | null {
  const first = words[0] ?? '';
  if (words.length < 2 || first.length < 4) return null;
  const [, cell = '', figure] = GRID.exec(first) ?? [];
  if (figure === undefined || (cell.length === 1 && figure.length < 3)) return null;
  return numbered(Number(figure), cell, words.slice(1));
}

/** `29XX`, `29 XX`, `29-XX`, `290X`: the X stand for any figure. */
function readMaskedBlock(
  digits: number,
  number: number,
  tail: string,
  words: readonly string[],
): HouseNumber | null {
  const first = words[0] ?? '';
  let mask = tail;
  let next = 1;
  if (tail === '' && digits < 4) {
    const at = words[1] === '-' ? 2 : 1;
    mask = words[at] ?? '';
    next = at + 1;
    if (mask !== 'XX') return null;
  }
  if (mask === '' || mask.length + digits > 5 || mask !== 'X'.repeat(mask.length)) return null;
  const size = 10 ** mask.length;
  const after = words.slice(next);
  if (after.length === 0 || first === '') return null;
  const rest = BLOCK_WORDS.has(after[0] ?? '') ? withoutOf(after.slice(1)) : after;
  return { kind: 'block', from: Math.max(1, number * size), to: number * size + size - 1, rest };
}

/** `1234B`, `1200N CHARLES ST`; null for `33RD`. */
function readGluedNumber(number: number, tail: string, words: readonly string[]): HouseNumber | null {
  const rest = words.slice(1);
  if (tail.length > 2 || isTornOrdinal(String(number), tail) || tail === 'TH') return null;
  if (isStreetItself('', rest)) return null;
  const next = rest[0] ?? '';
  if (DIRECTIONS.has(tail) && next !== '' && !DIRECTIONS.has(next) && !BLOCK_WORDS.has(next)) {
    return plainNumber(number, [tail, ...rest]);
  }
  return BLOCK_WORDS.has(next) ? block(number, withoutOf(rest.slice(1))) : numbered(number, tail, rest);
}

function readHyphened(first: string, words: readonly string[]): HouseNumber | null {
  const second = words[2] ?? '';
  const rest = words.slice(3);
  const number = Number(first);
  if (rest[0] === '/' && isNumeral(second) && isNumeral(rest[1] ?? '')) {
    return fractioned(number, `${second}/${rest[1]}`, rest.slice(2));
  }
  if (DIRECTIONS.has(second) && rest.length > 0) return plainNumber(number, words.slice(2));
  if (isTornOrdinal(first, second)) return null;
  // `37-12A`: the letter is the flat's.
  const hasLetter = second.length > 2 && !isNumeral(second) && isNumeral(second.slice(0, -1));
  const figure = hasLetter ? second.slice(0, -1) : second;
  if (!isNumeral(figure)) {
    const isSuffix = second.length < 3 && second !== '';
    return isSuffix ? numbered(number, second, rest) : plainNumber(number, words.slice(2));
  }
  if (BLOCK_WORDS.has(rest[0] ?? '')) return block(number, withoutOf(rest.slice(1)));
  if (second.length === 1) return numbered(number, second, rest);
  const street = rest[1] === '/' ? rest.slice(3) : rest;
  const isRange = first.length > 3 || (first.length === 3 && second.length === 3 && second > first);
  if (isRange) return plainNumber(number, street);
  const joined = first + figure;
  return joined.length > MOST_DIGITS ? null : numbered(Number(joined), `-${second}`, street);
}

/**
 * A block's number before the house's own (`6800 6816 STURBRIDGE ST`), or one number twice. Before a whole street with
 * its direction the second is the house's (`10 1400 N LAKEWOOD AVE`).
 */
function readDoubled(first: string, second: string, rest: readonly string[]): HouseNumber | null {
  const after = rest.slice(1);
  const next = after[0] ?? '';
  const isDirected = after.length > 2 && DIRECTIONS.has(next) && !isNumeral(after[1] ?? '');
  if (isDirected) return plainNumber(Number(second), after);
  const isStreet = after.length > 0 && !STREET_SUFFIXES.has(next) && !DIRECTIONS.has(next) && next !== 'MILE';
  if (!isStreet || isTornOrdinal(second, next)) return null;
  const isInBlock = Math.floor(Number(first) / 100) === Math.floor(Number(second) / 100);
  const isLong = first.length > 2 && second.length > 2;
  if (first !== second && (!isLong || (after.length === 1 && !isInBlock))) return null;
  return plainNumber(Number(isInBlock ? second : first), after);
}

const isSure = (word: string | undefined): boolean =>
  word !== undefined && SURE_SUFFIXES.has(STREET_SUFFIXES.get(word) ?? '');
const MOST_MILES = 40;

/** Whether the number is the street's own: `5 AVE`, `42 ST E`, `33 RD ST`, `500 E`, `8 MILE RD`. */
function isStreetItself(figure: string, rest: readonly string[]): boolean {
  const [first = '', second, third] = rest;
  const separators = rest.findIndex(
    (word) => word === '&' || word === '/' || word === 'AND' || word === 'AT',
  );
  const count = separators === -1 ? rest.length : separators;
  if (count === 0) return separators === 0 && figure.length < 4;
  // `8 MILE & GRATIOT`
  const isMile = first === 'MILE' && figure !== '' && Number(figure) <= MOST_MILES;
  if (count === 1)
    return (
      isSure(first) || DIRECTIONS.has(first) || isMile || (figure !== '' && isTornOrdinal(figure, first))
    );
  if (isSure(first) && endsAt(1, count, second)) return true;
  if (figure === '') return false;
  if (isTornOrdinal(figure, first) && isSure(second) && endsAt(2, count, third)) return true;
  return isMile && isSure(second) && endsAt(2, count, third);
}

/** Whether a street of so many words ends at a place, or with the direction that stands there. */
const endsAt = (at: number, count: number, word: string | undefined): boolean =>
  count === at || (count === at + 1 && DIRECTIONS.has(word ?? ''));
