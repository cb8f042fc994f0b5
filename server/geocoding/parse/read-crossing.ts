import { DIRECTIONS, STREET_SUFFIXES, SURE_SUFFIXES } from '../usps-abbreviations.ts';
import { readStreetWords } from './read-street-name.ts';
import { isNumeral } from './split-words.ts';
import type { StreetName } from './street.ts';
import { takeUnit } from './take-unit.ts';
import { whereaboutsStart } from './whereabouts.ts';

const SEPARATORS = new Set(['&', '/', 'AND', 'AT']);
export const isSeparator = (word: string): boolean => SEPARATORS.has(word);

const CORNERS = new Set('CORNER COR CRNR CNR INTERSECTION INTERSECT INTERS INT JUNCTION JCT'.split(' '));
const PLURALS: ReadonlyMap<string, string> = new Map([
  ['STS', 'ST'],
  ['STREETS', 'ST'],
  ['AVES', 'AVE'],
  ['AVENUES', 'AVE'],
  ['RDS', 'RD'],
  ['ROADS', 'RD'],
]);

/**
 * The streets that meet in a line without a number (`CORNER OF N CHARLES AND PRATT STS`, `US 1 & 9`), each with its
 * readings. One where there is no crossing, empty where the whole line is one street's own words.
 */
export function readCrossing(given: readonly string[]): readonly (readonly StreetName[])[] {
  const words = withoutCorner(given.slice(0, whereaboutsStart(given)));
  if (words.length === given.length && !words.some(isSeparator)) return [];
  const parts: string[][] = [[]];
  for (const word of words) {
    if (isSeparator(word)) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  const said = parts.filter((part) => part.length > 0 && !part.every((word) => SAY_NOTHING.has(word)));
  const shared = PLURALS.get(said.at(-1)?.at(-1) ?? '');
  const crossing: (readonly StreetName[])[] = [];
  let before: readonly string[] = [];
  for (const part of said) {
    let street = takeUnit(part).street;
    // `US 1 & 9`: the second road is of the first one's kind.
    const [only = ''] = street;
    if (street.length === 1 && isNumeral(only) && before.length > 1 && isNumeral(before.at(-1) ?? '')) {
      street = [...before.slice(0, -1), only];
    }
    const ending = street.at(-1) ?? '';
    if (shared !== undefined && !STREET_SUFFIXES.has(ending) && !DIRECTIONS.has(ending))
      street = [...street, shared];
    const readings = readStreetWords(street);
    if (readings.length > 0) crossing.push(readings);
    before = street;
  }
  return crossing;
}

const SAY_NOTHING = new Set(['UNKNOWN', 'UNK', 'NA', '#', '-', ',']);

const CORNER_LEADS = new Set(['AT', 'ON', 'IN', 'THE', 'NEAR', 'BEHIND']);

/** Without `CORNER OF`, `AT THE SE CORNER`, `INTERSECTION OF`; `CORNER ST` and `JUNCTION RD` are streets. */
function withoutCorner(given: readonly string[]): readonly string[] {
  const words = withoutCornerBehind(given);
  let at = 0;
  while (CORNER_LEADS.has(words[at] ?? '')) at += 1;
  while (DIRECTIONS.has(words[at] ?? '')) at += 1;
  if (!CORNERS.has(words[at] ?? '')) return words;
  const next = words[at + 1] ?? '';
  if (next === 'OF') return words.slice(at + 2);
  const isStreet = SURE_SUFFIXES.has(STREET_SUFFIXES.get(next) ?? '') || isSeparator(next) || next === '';
  return isStreet || !words.some(isSeparator) ? words : words.slice(at + 1);
}

/** `MAIN ST & OAK ST INTERSECTION`; but `MAIN ST & TYSONS CORNER`. */
function withoutCornerBehind(words: readonly string[]): readonly string[] {
  const isBehind =
    CORNERS.has(words.at(-1) ?? '') &&
    SURE_SUFFIXES.has(STREET_SUFFIXES.get(words.at(-2) ?? '') ?? '') &&
    words.some(isSeparator);
  return isBehind ? words.slice(0, -1) : words;
}
