import { DIRECTIONS, SUFFIX_WORDS_IN_FULL } from '../usps-abbreviations.ts';
import { ALIASES } from './name-aliases.ts';
import { areOrdinal, asOrdinal, cardinal, isStreetNumeral, ORDINAL_WORDS, ordinal } from './ordinals.ts';

/** Words of names that files shorten, in full wherever they stand. */
const IN_FULL: ReadonlyMap<string, string> = new Map([
  ...SUFFIX_WORDS_IN_FULL,
  ...ORDINAL_WORDS,
  ...Object.entries({
    BALTO: 'BALTIMORE',
    CHAS: 'CHARLES',
    COLL: 'COLLEGE',
    FT: 'FORT',
    GEO: 'GEORGE',
    HOSP: 'HOSPITAL',
    HSE: 'HOUSE',
    INTL: 'INTERNATIONAL',
    JUNIOR: 'JR',
    MEM: 'MEMORIAL',
    MEML: 'MEMORIAL',
    NATL: 'NATIONAL',
    PENNA: 'PENNSYLVANIA',
    PHILA: 'PHILADELPHIA',
    RR: 'RAILROAD',
    SNT: 'SAINT',
    UNIV: 'UNIVERSITY',
    WM: 'WILLIAM',
  }),
]);

/** Words that are short for this only before the rest of a name: `DR PEPPER AVE`, `ST PAUL`, `N POINT`. */
const IN_FULL_BEFORE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ADM: 'ADMIRAL',
    CAPT: 'CAPTAIN',
    CMDR: 'COMMANDER',
    COL: 'COLONEL',
    DR: 'DOCTOR',
    GEN: 'GENERAL',
    GOV: 'GOVERNOR',
    LT: 'LIEUTENANT',
    MT: 'MOUNT',
    MNT: 'MOUNT',
    PRES: 'PRESIDENT',
    REV: 'REVEREND',
    SGT: 'SERGEANT',
    ST: 'SAINT',
    STE: 'SAINTE',
  }),
);
const IN_FULL_AT_END: ReadonlyMap<string, string> = new Map([['MT', 'MOUNTAIN']]);

/** The words of a street's name, without suffix and directions, in the one spelling `StreetName.name` has. */
export function canonicalName(words: readonly string[], hasSuffix: boolean): string {
  // Before the words are spelled out: the ML of `ML KING` is no mill.
  const alias = ALIASES.get(words.join(''));
  if (alias !== undefined) return alias;
  let name = '';
  const last = words.length - 1;
  for (let at = 0; at <= last; at += 1) {
    let word = words[at] ?? '';
    const next = at < last ? (words[at + 1] ?? '') : null;
    if (next !== null && areOrdinal(word, next)) {
      word += next;
      at += 1;
    }
    // `NO 5 HILL` counts hills.
    const isCounted = at > 0 && words[at - 1] === 'NO';
    const full = fullWord(word, at < last ? next : null, hasSuffix && !isCounted, at + 1 === last);
    name = name === '' ? full : `${name} ${full}`;
  }
  return ALIASES.get(name.replaceAll(' ', '')) ?? name;
}

function fullWord(word: string, next: string | null, isOrdinal: boolean, isNextLast: boolean): string {
  if (next === null) {
    if (isOrdinal && isStreetNumeral(word)) return ordinal(Number(word));
    return IN_FULL_AT_END.get(word) ?? IN_FULL.get(word) ?? asOrdinal(word) ?? word;
  }
  // Detroit's `EIGHT MILE RD` is written `8 MILE RD` on its signs.
  if (next === 'MILE') return cardinal(word) ?? IN_FULL.get(word) ?? word;
  // `ST N` is no saint.
  const opens = isNextLast && DIRECTIONS.has(next) ? undefined : IN_FULL_BEFORE.get(word);
  return opens ?? IN_FULL.get(word) ?? asOrdinal(word) ?? word;
}
