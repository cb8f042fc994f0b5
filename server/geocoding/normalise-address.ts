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
  'N A',
  'NOT KNOWN',
  'NOT AVAILABLE',
]);

/** Capitals, plain letters and digits, single spaces; apostrophes vanish, other punctuation becomes a space. */
export function normaliseText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f'\u2019`.]/g, '')
    .toUpperCase()
    .replace(/[^A-Z0-9#/]+/g, ' ')
    .trim();
}

/**
 * Five digits, or null. ZIP+4 loses its four, with or without dash; zeros that a spreadsheet dropped from the front
 * (New England, New Jersey, Puerto Rico) come back.
 */
export function normaliseZip(zip: string | null): string | null {
  if (zip === null) return null;
  const parts = /^\s*(\d{3,5})(?:\.0+)?(?:\s*-\s*|\s+)?(\d{4})?\s*-?\s*$/.exec(zip);
  const longWithoutZero = /^\s*(\d{4})(\d{4})\s*$/.exec(zip);
  const digits = (longWithoutZero ?? parts)?.[1]?.padStart(5, '0');
  return digits === undefined || digits === '00000' || digits === '99999' ? null : digits;
}

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

/** Names that differ only in spaces are one city: `DE KALB` and `DEKALB`, `O FALLON` and `OFALLON`. */
export const cityKey = (normalisedCity: string): string => normalisedCity.replaceAll(' ', '');

/** A city without the word for its kind: `TOMS RIVER TOWNSHIP` -> `TOMS RIVER`; unchanged where there is none. */
export const withoutCityKind = (normalisedCity: string): string =>
  normalisedCity.replace(/ (?:CITY|TOWN|TWP|TOWNSHIP|BORO|BOROUGH|VILLAGE|VILLAGES)$/, '');

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
  const boxed = /^(?:P ?O|POST OFFICE)? ?BOX (\w+)$/.exec(text);
  if (boxed) return `PO BOX ${boxed[1]}`;
  const words = text.split(' ');
  const unit = words.findIndex(
    (word, at) => at > 1 && (UNIT_WORDS[word] !== undefined || word.startsWith('#')),
  );
  const end = unit === -1 ? words.length : unit;
  return words.map((word, at) => abbreviated(words, word, at, end)).join(' ');
}

function abbreviated(words: readonly string[], word: string, at: number, end: number): string {
  if (at >= end) return UNIT_WORDS[word] ?? word;
  const direction = DIRECTIONS[word];
  const isFirst = at === 0 || (at === 1 && /^\d/.test(words[0] ?? ''));
  if (direction !== undefined && ((isFirst && at + 2 < end) || (at === end - 1 && at > 1))) return direction;
  const next = words[at + 1] ?? '';
  const isLast = at === end - 1 || (at === end - 2 && DIRECTIONS[next] !== undefined);
  return (!isFirst && isLast && STREET_SUFFIXES[word]) || word;
}

/** The end of a one-line address taken apart: `state` is a USPS code, and may be a street's `CT` by mistake. */
export interface AddressLine {
  /** What stands before state and ZIP, words in one spelling; after the last comma only in `lastPart`. */
  readonly rest: string;
  readonly lastPart: string;
  readonly state: string | null;
  readonly zip: string | null;
}

const MOST_WORDS_IN_STATE = Math.max(...STATES.map(({ name }) => name.split(' ').length));

/** Takes ZIP and state off the end of a one-line address. Which of the words left are the city, a gazetteer must say. */
export function splitAddressLine(line: string): AddressLine {
  const withoutCountry = line.replace(/[\s,]+(?:USA?|U\.S\.A?\.?|UNITED STATES)\s*$/i, '');
  const ending = /[\s,]+(\d{5}(?:\s*-?\s*\d{4})?)\s*$/.exec(withoutCountry);
  const zip = normaliseZip(ending?.[1] ?? null);
  const beforeZip = zip === null ? withoutCountry : withoutCountry.slice(0, ending?.index);
  const parts = beforeZip
    .split(',')
    .map(normaliseText)
    .filter((part) => part !== '');
  const words = parts.flatMap((part) => part.split(' '));
  for (let count = Math.min(MOST_WORDS_IN_STATE, words.length); count > 0; count -= 1) {
    const state = normaliseState(words.slice(-count).join(' '));
    if (state === null) continue;
    const rest = words.slice(0, -count);
    const lastPart = lastWords(parts, count);
    return { rest: rest.join(' '), lastPart, state, zip };
  }
  return { rest: words.join(' '), lastPart: parts.at(-1) ?? '', state: null, zip };
}

/** The last part between commas that has words left when `taken` words are gone from the end. */
function lastWords(parts: readonly string[], taken: number): string {
  let left = taken;
  for (const part of parts.toReversed()) {
    const words = part.split(' ');
    if (words.length > left) return words.slice(0, words.length - left).join(' ');
    left -= words.length;
  }
  return '';
}
