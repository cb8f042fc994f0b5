/**
 * One spelling for the parts of an address: capitals, no punctuation, USPS abbreviations in streets (Publication 28),
 * full words in city names. What says nothing ("UNKNOWN", "N/A") is null.
 */
import { STATES, stateByCode, stateByName } from '../../domain/geography/states.ts';
import { DIRECTIONS, STREET_SUFFIXES, UNIT_WORDS } from './usps-abbreviations.ts';

const SAYS_NOTHING = new Set([
  '',
  'UNKNOWN',
  'UNK',
  'UNKN',
  'NONE',
  'NULL',
  'NA',
  'N/A',
  'NOT KNOWN',
  'NOT AVAILABLE',
]);

/** Capitals, plain letters and digits, single spaces; apostrophes and dots vanish, other punctuation becomes a space. */
export function normaliseText(text: string): string {
  if (IS_NORMAL.test(text)) return text;
  const plain = IS_ASCII.test(text) ? text : text.normalize('NFD').replace(/[\u0300-\u036f\u2019]/g, '');
  return plain
    .toUpperCase()
    .replace(/['`.]+/g, '')
    .replace(/[^A-Z0-9#/]+/g, ' ')
    .trim();
}

const IS_NORMAL = /^[A-Z0-9#/]+(?: [A-Z0-9#/]+)*$/;
const IS_ASCII = /^[ -~]*$/;

/**
 * Five digits, or null. ZIP+4 loses its four, with or without dash; zeros that a spreadsheet dropped from the front
 * (New England, New Jersey, Puerto Rico) come back.
 */
export function normaliseZip(zip: string | null): string | null {
  if (zip === null) return null;
  const digits = FIVE_DIGITS.test(zip)
    ? zip
    : (ZIP_SPELLING.exec(zip)?.slice(1).find(Boolean) ?? '').padStart(5, '0');
  return digits === '00000' || digits === '99999' ? null : digits;
}

const FIVE_DIGITS = /^\d{5}$/;
/** `21201-1234`, `212011234`, `21201.`; `2115`, `601`, `2115.0`, `2115-1234`; `21151234` for 02115-1234. */
const ZIP_SPELLING = /^\s*(?:(\d{5})(?:\d{4}|\D+\d{0,4})?|(\d{3,4})(?:\.0+|\s*-\s*\d{4})?|(\d{4})\d{4})\D*$/;

/** Traditional abbreviations that are neither USPS codes nor names. */
const STATE_ALIASES: Readonly<Record<string, string>> = {
  ALA: 'AL',
  ARIZ: 'AZ',
  ARK: 'AR',
  CALIF: 'CA',
  COLO: 'CO',
  CONN: 'CT',
  DEL: 'DE',
  FLA: 'FL',
  ILL: 'IL',
  IND: 'IN',
  KANS: 'KS',
  MASS: 'MA',
  MICH: 'MI',
  MINN: 'MN',
  MISS: 'MS',
  MONT: 'MT',
  NEBR: 'NE',
  NEV: 'NV',
  'N CAROLINA': 'NC',
  'N DAKOTA': 'ND',
  'N MEX': 'NM',
  OKLA: 'OK',
  ORE: 'OR',
  PENN: 'PA',
  PENNA: 'PA',
  'S CAROLINA': 'SC',
  'S DAKOTA': 'SD',
  TENN: 'TN',
  TEX: 'TX',
  'VIRGIN ISLANDS': 'VI',
  WASH: 'WA',
  'WASHINGTON DC': 'DC',
  'W VA': 'WV',
  'W VIRGINIA': 'WV',
  WISC: 'WI',
  WYO: 'WY',
};

/** USPS code of a state or territory from its code, name or traditional abbreviation; null when it is none. */
export function normaliseState(state: string | null): string | null {
  if (state === null) return null;
  const text = normaliseText(state);
  const compact = text.replaceAll(' ', '');
  const known =
    stateByCode(text) ?? stateByName(text) ?? (compact.length === 2 ? stateByCode(compact) : undefined);
  return known?.code ?? STATE_ALIASES[text] ?? null;
}

/** Words of city names in full; the first as prefix only ("ST" ends no city, but "N EAST" has two). */
const CITY_PREFIXES: Readonly<Record<string, string>> = {
  N: 'NORTH',
  S: 'SOUTH',
  E: 'EAST',
  W: 'WEST',
  NO: 'NORTH',
  SO: 'SOUTH',
  FT: 'FORT',
  MT: 'MOUNT',
  ST: 'SAINT',
  STE: 'SAINTE',
  PT: 'POINT',
  PRT: 'PORT',
};
const CITY_SUFFIXES: Readonly<Record<string, string>> = {
  BCH: 'BEACH',
  CTR: 'CENTER',
  CTY: 'CITY',
  GDNS: 'GARDENS',
  GRV: 'GROVE',
  HBR: 'HARBOR',
  HGTS: 'HEIGHTS',
  HTS: 'HEIGHTS',
  IS: 'ISLAND',
  JCT: 'JUNCTION',
  LK: 'LAKE',
  MTN: 'MOUNTAIN',
  PK: 'PARK',
  SPG: 'SPRING',
  SPGS: 'SPRINGS',
  SPRGS: 'SPRINGS',
  VLG: 'VILLAGE',
  VLY: 'VALLEY',
};
const CITY_ALIASES: Readonly<Record<string, string>> = {
  BALT: 'BALTIMORE',
  BALTO: 'BALTIMORE',
  'BALTO CITY': 'BALTIMORE',
  JAX: 'JACKSONVILLE',
  'LOS ANGELOS': 'LOS ANGELES',
  MANHATTAN: 'NEW YORK',
  'NEW YORK CITY': 'NEW YORK',
  NYC: 'NEW YORK',
  PHILA: 'PHILADELPHIA',
  PHILLY: 'PHILADELPHIA',
  PGH: 'PITTSBURGH',
  VEGAS: 'LAS VEGAS',
  'WASHINGTON DC': 'WASHINGTON',
  WILM: 'WILMINGTON',
};

/** A city in capitals with its words in full (`St. Louis` -> `SAINT LOUIS`, `BALTO` -> `BALTIMORE`); null for none. */
export function normaliseCity(city: string | null): string | null {
  if (city === null) return null;
  const text = normaliseText(city).replace(/^(?:CITY|TOWN|TWP|TOWNSHIP|BOROUGH|VILLAGE) OF /, '');
  if (SAYS_NOTHING.has(text)) return null;
  const words = text.split(' ');
  const last = words.length - 1;
  const full = words.map((word, at) => {
    if (at < last && CITY_PREFIXES[word] !== undefined) return CITY_PREFIXES[word];
    return (at > 0 && CITY_SUFFIXES[word]) || word;
  });
  const name = full.join(' ');
  return CITY_ALIASES[text] ?? CITY_ALIASES[name] ?? name;
}

/** Names that differ only in this are one city: `DE KALB` and `DEKALB`, `MARLBOROUGH` and `MARLBORO`. */
export const cityKey = (normalisedCity: string): string =>
  normalisedCity.replaceAll(' ', '').replace(/BOROUGH$/, 'BORO');

/** A city in one spelling, with the keys it is looked up by. */
export interface CityName {
  readonly name: string;
  readonly key: string;
  /** Without the word for its kind: `TOMS RIVER TOWNSHIP` -> `TOMSRIVER`; as `key` where there is none. */
  readonly keyWithoutKind: string;
}

/** As {@link normaliseCity}, with keys. */
export function cityName(city: string | null): CityName | null {
  const name = normaliseCity(city);
  if (name === null) return null;
  const bare = name.replace(/ (?:CITY|TOWN|TWP|TOWNSHIP|BORO|BOROUGH|VILLAGE)$/, '');
  return { name, key: cityKey(name), keyWithoutKind: cityKey(bare) };
}

export interface CountyWords {
  /** Without spaces and without the word for its kind. */
  readonly key: string;
  readonly kind: 'city' | 'county' | null;
}

/** The name and kind in a county's name: `Baltimore Co.` -> BALTIMORE, a county; `BALTIMORE CITY` -> a city. */
export function normaliseCounty(county: string | null): CountyWords | null {
  if (county === null) return null;
  const text = normaliseText(county);
  if (SAYS_NOTHING.has(text)) return null;
  const kind = /(?:^CITY OF | CITY$)/.test(text)
    ? 'city'
    : / (?:COUNTY|CNTY|CO)$/.test(text)
      ? 'county'
      : null;
  const bare = text
    .replace(/^(?:CITY|COUNTY) OF /, '')
    .replace(
      / (?:CITY AND BOROUGH|CENSUS AREA|COUNTY|CNTY|CO|CITY|PARISH|BOROUGH|MUNICIPALITY|MUNICIPIO)$/,
      '',
    );
  return { key: cityKey(normaliseCity(bare) ?? bare), kind };
}

/**
 * A street line in capitals with USPS abbreviations (`1200 North Charles Street, Apt. 4` -> `1200 N CHARLES ST APT 4`);
 * null where it says nothing. The street's own words stay as they are: only a last word, or one before a unit or a
 * direction, is a suffix (`12 AVENUE ROAD` -> `12 AVENUE RD`).
 */
export function normaliseStreet(street: string | null): string | null {
  if (street === null) return null;
  const text = normaliseText(street);
  if (SAYS_NOTHING.has(text)) return null;
  const box = text.includes('BOX') ? PO_BOX.exec(text)?.[1] : undefined;
  if (box !== undefined) return `PO BOX ${box}`;
  const words = text.split(' ');
  const end = unitStart(words);
  let line = '';
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (at > 0) line += ' ';
    line += at < end ? abbreviatedStreetWord(words, at, end) : (UNIT_WORDS.get(word) ?? word);
  }
  return line;
}

const PO_BOX = /^(?:P ?O|POST OFFICE)? ?BOX (\w+)$/;

/** Index of the first word of the unit ("APT 4", "#4"); the number of words where there is none. */
function unitStart(words: readonly string[]): number {
  for (let at = 2; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (UNIT_WORDS.has(word) || word.startsWith('#')) return at;
  }
  return words.length;
}

function abbreviatedStreetWord(words: readonly string[], at: number, end: number): string {
  const word = words[at] ?? '';
  const isFirst = at === 0 || (at === 1 && /^\d/.test(words[0] ?? ''));
  const isLast = at === end - 1;
  const direction = DIRECTIONS.get(word);
  if (direction !== undefined && ((isFirst && at + 2 < end) || (isLast && at > 1))) return direction;
  const isBeforeDirection = at === end - 2 && DIRECTIONS.has(words[at + 1] ?? '');
  return !isFirst && (isLast || isBeforeDirection) ? (STREET_SUFFIXES.get(word) ?? word) : word;
}

/** A one-line address with its end taken apart. */
export interface AddressLine {
  /** Words before state and ZIP. */
  readonly rest: string;
  /** Of these, the words after the last comma. */
  readonly lastPart: string;
  readonly hasCommas: boolean;
  /** USPS code; a street's `CT` may look like one. */
  readonly state: string | null;
  readonly zip: string | null;
}

/** As {@link AddressLine}, what stands before state and ZIP as written: its parts between commas. */
export interface AddressLineParts extends Pick<AddressLine, 'hasCommas' | 'state' | 'zip'> {
  readonly parts: readonly string[];
}

const MOST_WORDS_IN_STATE = Math.max(...STATES.map(({ name }) => name.split(' ').length));

/** Takes ZIP and state off the end of a one-line address. Which of the words left are the city, a gazetteer must say. */
export function splitAddressLine(line: string): AddressLine {
  const { parts, hasCommas, state, zip } = splitAddressParts(line);
  const words = parts.map(normaliseText).filter((part) => part !== '');
  return { rest: words.join(' '), lastPart: words.at(-1) ?? '', hasCommas, state, zip };
}

/** Takes ZIP and state off the end of a one-line address and leaves the rest as it was written. */
export function splitAddressParts(line: string): AddressLineParts {
  const given = line.length > MOST_CHARACTERS ? line.slice(0, MOST_CHARACTERS) : line;
  const withoutCountry = COUNTRY_MAY_END.test(given) ? given.replace(COUNTRY, '') : given;
  const ending = ZIP_AT_END.exec(withoutCountry);
  const zip = normaliseZip(ending?.[1] ?? null);
  const beforeZip = zip === null ? withoutCountry : withoutCountry.slice(0, ending?.index);
  const parts = beforeZip
    .split(/[,\n;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const hasCommas = parts.length > 1;
  const last = parts.pop() ?? '';
  const { state, before } = stateAtEnd(last);
  if (before !== '') parts.push(before);
  return { parts, hasCommas, state, zip };
}

/** No address is longer; the patterns below would take long over a longer text. */
const MOST_CHARACTERS = 1000;
const COUNTRY_MAY_END = /[Aa.Ss]\.?\s*$/;
const COUNTRY = /[\s,]+(?:USA?|U\.S\.A?\.?|UNITED STATES)\s*$/i;
const ZIP_AT_END = /[\s,]+(\d{5}(?:\s*-?\s*\d{4})?)\s*$/;

const CODE_AT_END = /(?:^|[\s-])[A-Za-z]{2}$/;

/** The state at the end of a text, and the text before it; the whole text where it ends in none. */
function stateAtEnd(text: string): { state: string | null; before: string } {
  // A code needs no look at the words before it: of `WASHINGTON DC` the first is the city.
  const code = CODE_AT_END.test(text) ? stateByCode(text.slice(-2))?.code : undefined;
  if (code !== undefined) return { state: code, before: text.slice(0, -2).trim() };
  const starts: number[] = [];
  for (const { index } of text.matchAll(/[^\s-]+/g)) starts.push(index);
  for (let taken = Math.min(MOST_WORDS_IN_STATE, starts.length); taken > 0; taken -= 1) {
    const start = starts[starts.length - taken] ?? 0;
    const state = normaliseState(text.slice(start));
    if (state !== null) return { state, before: text.slice(0, start).trim() };
  }
  return { state: null, before: text };
}
