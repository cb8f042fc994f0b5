import { DIRECTIONS, STREET_SUFFIXES, SURE_SUFFIXES } from '../usps-abbreviations.ts';
import { isDigit } from './split-words.ts';

/** Words that are hardly ever a street's own. */
const ANYWHERE = new Set(['NEAR', 'BETWEEN', 'BTWN', 'BTW', 'BET', 'BEHIND', 'ACROSS', 'OPPOSITE']);
/** Words that may be a street's own (`CUT OFF RD`): only behind a whole street they are not. */
const BEHIND_STREET = new Set(
  'OFF BY IFO VIC VICINITY JUST NEXT ADJACENT OUTSIDE INSIDE AROUND DIRECTLY'.split(' '),
);

/**
 * Index at which the words begin that only say whereabouts on a street it was (`NEAR OAK ST`, `ACROSS FROM THE BANK`,
 * `IFO`); the number of words where none do.
 */
export function whereaboutsStart(words: readonly string[]): number {
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (ANYWHERE.has(word) ? !endsName(words, at + 1) : isBehindStreet(words, at)) return at;
  }
  return words.length;
}

/** `MAIN ST SOUTH OF OAK ST` and `MAIN ST JUST N OF OAK ST` are `MAIN ST & OAK ST`, as `MAIN ST S/O OAK ST` is. */
export function withSidesAsCrossings(words: readonly string[]): readonly string[] {
  for (let at = 2; at < words.length - 2; at += 1) {
    const side = words[at] === 'JUST' ? at + 1 : at;
    if (!isSide(words, side) || !isWholeStreet(words, at)) continue;
    return [...words.slice(0, at), '&', ...words.slice(side + 2)];
  }
  return words;
}

/** `SOUTH OF`. */
const isSide = (words: readonly string[], at: number): boolean =>
  words[at + 1] === 'OF' && DIRECTIONS.has(words[at] ?? '');

function isBehindStreet(words: readonly string[], at: number): boolean {
  if (isSide(words, at)) return isWholeStreet(words, at);
  const word = words[at] ?? '';
  const next = words[at + 1];
  const isPhrase = word === 'IN' ? next === 'FRONT' : BEHIND_STREET.has(word) && next !== 'PASS';
  return isPhrase && isWholeStreet(words, at) && !endsName(words, at + 1);
}

const isSureSuffix = (word: string | undefined): boolean =>
  word !== undefined && SURE_SUFFIXES.has(STREET_SUFFIXES.get(word) ?? '');

/** Whether the words before `to` are a street with its suffix, or end in a number: `MAIN ST NW`, `W 25TH`. */
function isWholeStreet(words: readonly string[], to: number): boolean {
  const last = words[to - 1] ?? '';
  if (to < 2) return false;
  return (
    isSureSuffix(last) ||
    isDigit(last.charCodeAt(0)) ||
    (to > 2 && DIRECTIONS.has(last) && isSureSuffix(words[to - 2]))
  );
}

/** Whether only a suffix is left: `IN BETWEEN RD`. */
const endsName = (words: readonly string[], from: number): boolean =>
  isSureSuffix(words[from]) &&
  (from === words.length - 1 || (from === words.length - 2 && DIRECTIONS.has(words[from + 1] ?? '')));
