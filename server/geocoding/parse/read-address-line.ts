import { splitAddressParts } from '../normalise-address.ts';
import { DIRECTIONS, STREET_SUFFIXES, SURE_SUFFIXES, UNIT_WORDS } from '../usps-abbreviations.ts';
import { readHouseNumber } from './read-house-number.ts';
import { readStreetLine } from './read-street-line.ts';
import { splitWords } from './split-words.ts';
import type { StreetLine } from './street.ts';
import { isUnit } from './take-unit.ts';

/** A one-line address taken apart as far as that goes without knowing which cities there are. */
export interface AddressLineReading {
  /** The street line as written; null where the line names none. */
  readonly street: string | null;
  readonly streetLine: StreetLine;
  /** As written. */
  readonly city: string | null;
  /** USPS code. */
  readonly state: string | null;
  readonly zip: string | null;
}

/**
 * Takes a one-line address apart by its commas and, without them, by where the street's suffix ends. Where a gazetteer
 * is at hand, {@link AddressReader} knows better which words are the city.
 */
export function readAddressLine(line: string): AddressLineReading {
  const { parts, hasCommas, state, zip } = splitAddressParts(line);
  const { street, city } = divide(parts, hasCommas, state !== null || zip !== null);
  // `12 OAK CT` alone is a court and `12 OAK ST NE` is north-east: without a city before it no state is certain.
  if (state !== null && zip === null && !hasCommas && street !== null && city === null) {
    return { street: line.trim(), streetLine: readStreetLine(line), city: null, state: null, zip };
  }
  return { street, streetLine: readStreetLine(street ?? ''), city, state, zip };
}

interface StreetAndCity {
  readonly street: string | null;
  readonly city: string | null;
}

function divide(parts: readonly string[], hasCommas: boolean, hasRegion: boolean): StreetAndCity {
  const [first = ''] = parts;
  if (parts.length === 0) return { street: null, city: null };
  if (parts.length === 1) return hasCommas || hasRegion ? divideWords(first) : { street: first, city: null };
  const before = parts.slice(0, -1);
  const last = parts.at(-1) ?? '';
  const words = splitWords(last);
  if (isUnit(words)) {
    // `1200 CHARLES ST BALTIMORE, APT 4`: what stands before the unit may hold the city.
    const { street, city } =
      before.length === 1 ? divideWords(before[0] ?? '') : divide(before, true, hasRegion);
    return { street: street === null ? last : `${street}, ${last}`, city };
  }
  if ((readHouseNumber(words)?.rest.length ?? 0) > 0) return { street: parts.join(', '), city: null };
  if (words.length > 2 && isUnit(words.slice(0, 2))) {
    const [kind = '', id = '', ...city] = last.startsWith('#') ? words : last.split(/\s+/);
    return { street: `${before.join(', ')}, ${kind} ${id}`, city: city.join(' ') };
  }
  return { street: before.join(', '), city: last };
}

const isSure = (word: string | undefined): boolean =>
  word !== undefined && SURE_SUFFIXES.has(STREET_SUFFIXES.get(word) ?? '');
const isAbbreviatedDirection = (word: string | undefined): boolean =>
  word !== undefined && word.length < 3 && DIRECTIONS.has(word);
const SEPARATORS = new Set(['&', '/', '@', 'AND', 'AT']);

/** Street and city in words that no comma divides. */
function divideWords(text: string): StreetAndCity {
  const written = text.split(/\s+/);
  const words = written.map((word) => word.toUpperCase().replace(/[.']/g, ''));
  const isNumbered = /^[#\d]/.test(words[0] ?? '') || words[0] === 'UNIT';
  const end = boxEnd(words) ?? streetEnd(words, isNumbered);
  if (end === null) {
    if (!isNumbered) return { street: null, city: text };
    const from = cityStart(words);
    return from < 2 ? { street: text, city: null } : cutAt(written, from);
  }
  return cutAt(written, end);
}

function cutAt(words: readonly string[], at: number): StreetAndCity {
  return { street: words.slice(0, at).join(' '), city: words.slice(at).join(' ') || null };
}

/** Where `PO BOX 12` or `RR 2 BOX 12` ends; null where the words are no box. */
function boxEnd(words: readonly string[]): number | null {
  const at = words.indexOf('BOX');
  if (at === -1 || at > 4) return null;
  const id = words[at + 1] === '#' ? at + 2 : at + 1;
  return /\d/.test(words[id] ?? '') ? id + 1 : null;
}

/** Index behind the street's suffix and what belongs to it: directions, a highway's number, a unit. */
function streetEnd(words: readonly string[], isNumbered: boolean): number | null {
  let at = isNumbered ? 1 : 0;
  while (words[at] === 'BLK' || words[at] === 'BLOCK' || words[at] === 'OF') at += 1;
  if (isAbbreviatedDirection(words[at]) || (DIRECTIONS.has(words[at] ?? '') && !isSure(words[at + 1])))
    at += 1;
  // The first word is the name's: `ST PAUL ST`, `AVENUE RD`. But a highway's is its own suffix.
  if (!isSure(words[at]) || !/^\d/.test(words[at + 1] ?? '')) at += 1;
  for (; at < words.length; at += 1) {
    if (!isSure(words[at])) continue;
    if (isSure(words[at + 1]) && words[at + 1] !== 'ST') continue;
    let end = at + 1;
    if (/^\d{1,4}[A-Z]?$/.test(words[end] ?? '')) end += 1;
    if (isAbbreviatedDirection(words[end]) || (end === words.length - 1 && DIRECTIONS.has(words[end] ?? '')))
      end += 1;
    if (SEPARATORS.has(words[end] ?? '')) {
      at = end + 1;
      continue;
    }
    return unitEnd(words, end);
  }
  return null;
}

function unitEnd(words: readonly string[], at: number): number {
  const word = words[at] ?? '';
  if (word.startsWith('#')) return word === '#' ? at + 2 : at + 1;
  return UNIT_WORDS.has(word) && at + 1 < words.length ? at + 2 : at;
}

const CITY_OPENERS = new Set(
  `NEW SAN LOS LAS SAINT ST FORT FT EL SANTA WEST EAST NORTH SOUTH GRAND KANSAS OKLAHOMA MOUNT MT PORT LAKE
  SILVER ANN BATON LITTLE COLLEGE GLEN OAK PALM LONG DES`.split(/\s+/),
);
const CITY_CLOSERS = new Set(
  `CITY BEACH SPRINGS HEIGHTS HTS FALLS PARK TOWNSHIP TWP HILLS VALLEY ISLAND GROVE RAPIDS BLUFFS ROCK RIVER LAKE
  VILLAGE HILL STATION CREEK`.split(/\s+/),
);

/** Where the city starts in words without a street suffix (`800 BROADWAY NEW YORK`). */
function cityStart(words: readonly string[]): number {
  const last = words.length - 1;
  const isLong = last > 2 && (CITY_OPENERS.has(words[last - 1] ?? '') || CITY_CLOSERS.has(words[last] ?? ''));
  return isLong ? last - 1 : last;
}
