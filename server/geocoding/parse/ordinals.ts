import { isDigit, isNumeral } from './split-words.ts';

const ONES = 'FIRST SECOND THIRD FOURTH FIFTH SIXTH SEVENTH EIGHTH NINTH'.split(' ');
const TEENS =
  'TENTH ELEVENTH TWELFTH THIRTEENTH FOURTEENTH FIFTEENTH SIXTEENTH SEVENTEENTH EIGHTEENTH NINETEENTH'.split(
    ' ',
  );
const TENS = 'TWENTY THIRTY FORTY FIFTY SIXTY SEVENTY EIGHTY NINETY'.split(' ');
const CARDINALS =
  'ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN'.split(
    ' ',
  );

/** `33RD` for 33. */
export function ordinal(number: number): string {
  const teen = number % 100 > 10 && number % 100 < 14;
  const ending = teen ? 'TH' : (['TH', 'ST', 'ND', 'RD'][number % 10] ?? 'TH');
  return `${number}${ending}`;
}

/** Ordinals in words, written together, as figures: `FIRST` 1ST, `TWENTYFIRST` 21ST. */
export const ORDINAL_WORDS: ReadonlyMap<string, string> = new Map([
  ...ONES.map((word, at) => [word, ordinal(at + 1)] as const),
  ...TEENS.map((word, at) => [word, ordinal(at + 10)] as const),
  ...TENS.flatMap((ten, tenAt) => [
    [`${ten.slice(0, -1)}IETH`, ordinal((tenAt + 2) * 10)] as const,
    ...ONES.map((word, at) => [`${ten}${word}`, ordinal((tenAt + 2) * 10 + at + 1)] as const),
  ]),
]);

const TEN_WORDS = new Set(TENS);
const ONE_WORDS = new Set(ONES);
const NUMBER_WORDS: ReadonlyMap<string, string> = new Map(
  CARDINALS.map((word, at) => [word, String(at + 1)]),
);

/** Whether two words are one ordinal: `TWENTY FIRST`. */
export const areOrdinal = (ten: string, one: string): boolean => TEN_WORDS.has(ten) && ONE_WORDS.has(one);

/** `8` for `EIGHT`. */
export const cardinal = (word: string): string | undefined => NUMBER_WORDS.get(word);

/** `33RD` for `33RD` and the misspelt `33TH`; null for a word that is no figure with an ending. */
export function asOrdinal(word: string): string | null {
  if (!isDigit(word.charCodeAt(0))) return null;
  const figure = word.slice(0, -2);
  return ORDINAL_ENDINGS.has(word.slice(-2)) && isStreetNumeral(figure) ? ordinal(Number(figure)) : null;
}

const ORDINAL_ENDINGS = new Set(['ST', 'ND', 'RD', 'TH']);

/** Numbers small enough to count streets by. */
export const isStreetNumeral = (word: string): boolean => word.length <= 4 && isNumeral(word);

/** Whether figure and ending are one ordinal that was torn apart: `33 RD`, `5 TH`. */
export const isTornOrdinal = (figure: string, ending: string): boolean =>
  ORDINAL_ENDINGS.has(ending) && isStreetNumeral(figure) && ordinal(Number(figure)).endsWith(ending);
