import { DIRECTIONS, STREET_SUFFIXES, SURE_SUFFIXES, UNIT_WORDS } from '../usps-abbreviations.ts';
import { withoutShorthand } from './police-shorthand.ts';
import { boxStart, readBox } from './read-box.ts';
import { isSeparator, readCrossing } from './read-crossing.ts';
import { readHouseNumber } from './read-house-number.ts';
import { readMilepost } from './read-milepost.ts';
import { readRoute } from './read-route.ts';
import { readStreetWords } from './read-street-name.ts';
import { isDigit, isNumeral, splitWords } from './split-words.ts';
import type { StreetLine, StreetName } from './street.ts';
import { formatUnit, isUnit, takeUnit } from './take-unit.ts';
import { whereaboutsStart, withSidesAsCrossings } from './whereabouts.ts';

const NOTHING: WithoutStreet = { kind: 'nothing' };

/** Lines made of these words alone say nothing. */
const EMPTY_WORDS = new Set(
  `UNKNOWN UNK UNKN UKN NONE NULL NIL NA NOT KNOWN GIVEN PROVIDED AVAILABLE AVAIL APPLICABLE ADDRESS ADDR HOMELESS TRANSIENT NFA
  NKA NPA NO FIXED PERMANENT CURRENT LOCAL STATED LISTED REFUSED DECLINED UNDOMICILED UNHOUSED TBD TBA OF RESIDENCE
  XX XXX XXXX UNSPECIFIED UNDISCLOSED REDACTED , - / #`.split(/\s+/),
);
/** Names of no street: `UNKNOWN ST`. */
const NO_NAMES = new Set(['UNKNOWN', 'UNK', 'UNKN', 'NONE', 'HOMELESS']);
/** Words that only lead to a line: `IN THE 2900 BLOCK OF`. */
const LEADS = new Set(['THE', 'IN', 'ON', 'AT', 'NEAR', 'BEHIND', 'INSIDE', 'OUTSIDE', 'IFO']);

/** Takes a street line apart. Never throws: what cannot be read is a street of its own words, or nothing. */
export function readStreetLine(text: string): StreetLine {
  const words = withoutShorthand(splitWords(text));
  const withoutStreet = readWithoutStreet(words);
  if (withoutStreet !== null) return withoutStreet;
  const { main, units } = mainPart(words);
  return readPart(main, units);
}

/** The line as far as it can be read without reading a street: a box or nothing; null where it may name a street. */
export function readLineWithoutStreet(text: string): WithoutStreet | null {
  return readWithoutStreet(withoutShorthand(splitWords(text)));
}

type WithoutStreet = Extract<StreetLine, { kind: 'box' | 'nothing' }>;

function readWithoutStreet(words: readonly string[]): WithoutStreet | null {
  if (words.every((word) => EMPTY_WORDS.has(word)) || isNotApplicable(words)) return NOTHING;
  const box = readBox(words.includes(',') ? words.filter((word) => word !== ',') : words);
  return box === null ? null : { kind: 'box', text: box };
}

function isNotApplicable(words: readonly string[]): boolean {
  return words.length === 3 && words[0] === 'N' && words[1] === '/' && words[2] === 'A';
}

const GENERATIONS = new Set(['JR', 'SR', 'JUNIOR', 'II', 'III']);

interface MainPart {
  readonly main: readonly string[];
  readonly units: readonly string[];
}

/** Of the parts between commas the one that names the street, and the unit in those after it. */
function mainPart(words: readonly string[]): MainPart {
  if (!words.includes(',')) return { main: words, units: [] };
  const parts: string[][] = [[]];
  words.forEach((word, at) => {
    // `HENRY G PARKS, JR CIR`
    if (word === ',' && !GENERATIONS.has(words[at + 1] ?? '')) parts.push([]);
    else if (word !== ',') parts.at(-1)?.push(word);
  });
  const said = parts.filter((part) => part.length > 0);
  const [first = []] = said;
  if (first.length === 1 && isNumeral(first[0] ?? '')) return { main: said.flat(), units: [] };
  const numbered = said.findIndex((part) => (readHouseNumber(part)?.rest.length ?? 0) > 0);
  const named = said.findIndex((part) => !isUnit(part));
  const at = Math.max(0, numbered === -1 ? named : numbered);
  const units = said.filter((part, index) => index !== at && isUnit(part)).flat();
  return { main: said[at] ?? [], units };
}

function readPart(given: readonly string[], units: readonly string[]): StreetLine {
  const { words, unit: leadingUnit } = withoutLead(given);
  const milepost = readMilepost(words);
  const house = readHouseNumber(milepost?.rest ?? words);
  if (milepost !== null) {
    const isNumbered = house !== null && house.rest.length > 0;
    const isFiller = isNumbered && house.kind === 'number' && house.number === 0;
    // A house is nearer than its mile: `12506 LAKE UNDERHILL RD MP 819`.
    if (!isNumbered || isFiller) {
      const streets = readStreetWords(isFiller ? house.rest : milepost.rest);
      return { kind: 'milepost', mile: milepost.mile, streets };
    }
  }
  if (house === null) return readUnnumbered(words);
  // A zero only fills the column: `0 US ROUTE 40 @ N CAREY`.
  if (house.kind === 'number' && house.number === 0) return readUnnumbered(house.rest);
  const said = house.rest.slice(0, whereaboutsStart(house.rest));
  const boxAt = boxStart(said);
  const behind = boxAt === -1 ? said : said.slice(0, boxAt);
  const { street, unit, isDoubtful } = takeUnit(behind);
  const own = ownStreet(street);
  let streets = readStreetWords(own);
  if (streets.length === 0) return NOTHING;
  if (house.kind === 'block') return { kind: 'block', from: house.from, to: house.to, streets };
  if (isDoubtful) streets = [...streets, ...readStreetWords(behind)];
  if (house.isSuffixDoubtful) streets = [...streets, ...readStreetWords([house.numberSuffix ?? '', ...own])];
  const [last = ''] = own.slice(-1);
  if (own.length > 1 && BLOCK_ENDS.has(last))
    return blockAround(house.number, readStreetWords(own.slice(0, -1)));
  return {
    kind: 'address',
    number: house.number,
    numberSuffix: house.numberSuffix,
    unit: unit ?? leadingUnit ?? formatUnit(units),
    streets,
  };
}

/** `2900 N CHARLES ST BLK`. */
const BLOCK_ENDS = new Set(['BLK', 'BLOCK']);

function blockAround(number: number, streets: readonly StreetName[]): StreetLine {
  const from = number - (number % 100);
  return { kind: 'block', from: Math.max(1, from), to: from + 99, streets };
}

/** A line without words that only lead to it, and without a unit in front (`APT 4 1200 MAIN ST`, `REAR OF 1200 …`). */
function withoutLead(given: readonly string[]): { words: readonly string[]; unit: string | null } {
  let words = given;
  while (words.length > 2 && LEADS.has(words[0] ?? '') && startsNumber(words)) words = words.slice(1);
  const [first = '', second = '', third = ''] = words;
  if (first === 'REAR') {
    const after = second === 'OF' ? words.slice(2) : words.slice(1);
    if (after.length > 1 && isDigit((after[0] ?? '').charCodeAt(0))) return { words: after, unit: 'REAR' };
  }
  if (words.length > 3 && UNIT_WORDS.has(first) && isDigit(third.charCodeAt(0)) && isUnit([first, second])) {
    return { words: words.slice(2), unit: formatUnit([first, second]) };
  }
  if (first === '#' && isDigit(second.charCodeAt(0))) return { words: words.slice(1), unit: null };
  if (words.length > 3 && second === 'REAR' && isNumeral(first) && !STREET_SUFFIXES.has(third)) {
    return { words: [first, ...words.slice(2)], unit: 'REAR' };
  }
  return { words, unit: null };
}

/** Whether a number, block or mile follows the first word: `THE ALAMEDA` leads to none. */
function startsNumber(words: readonly string[]): boolean {
  const next = words[1] ?? '';
  return (
    (isDigit(next.charCodeAt(0)) && words.length > 3 && readHouseNumber(words.slice(1)) !== null) ||
    next === 'BLOCK' ||
    next === 'UNIT' ||
    LEADS.has(next)
  );
}

/** The street of a numbered line alone: a crossing street behind it only says where the house is. */
function ownStreet(words: readonly string[]): readonly string[] {
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!isSeparator(word)) continue;
    const before = words[at - 1] ?? '';
    // `100 LEWIS AND CLARK DR`: only after a whole street does the word join two.
    const isJoined = word !== 'AND' && word !== 'AT';
    if (isJoined || STREET_SUFFIXES.has(before) || DIRECTIONS.has(before) || isDigit(before.charCodeAt(0))) {
      return words.slice(0, at);
    }
  }
  return words;
}

/** Index of the house number behind the name of a place (`SOUTHGATE MALL 1200 N MAIN ST`); -1 for none. */
function numberBehindPlace(words: readonly string[]): number {
  for (let at = 1; at + 1 < words.length; at += 1) {
    const word = words[at] ?? '';
    const before = words[at - 1] ?? '';
    if (isSeparator(word)) return -1;
    if (word.length < 2 || !isNumeral(word)) continue;
    if (before === 'OF') return at;
    const street = takeUnit(words.slice(at + 1)).street;
    const isStreet = street.some((name, index) => index > 0 && isSureSuffix(name));
    return isStreet && !isRoadWord(before) && readRoute(words.slice(0, at + 1)) === null ? at : -1;
  }
  return -1;
}

const isSureSuffix = (word: string): boolean => SURE_SUFFIXES.has(STREET_SUFFIXES.get(word) ?? '');

/** Words before a number that make it no house's: `HWY 20 MAIN ST`. */
const isRoadWord = (word: string): boolean =>
  word.length < 3 || DIRECTIONS.has(word) || isSureSuffix(word) || /\d/.test(word);

function readUnnumbered(words: readonly string[]): StreetLine {
  const numberAt = numberBehindPlace(words);
  if (numberAt !== -1 && readHouseNumber(words.slice(numberAt)) !== null)
    return readPart(words.slice(numberAt), []);
  const crossing = readCrossing(withSidesAsCrossings(words));
  if (crossing.length > 1) return { kind: 'intersection', crossing };
  const { street, isDoubtful } = takeUnit(words);
  const streets = crossing[0] ?? readStreetWords(street);
  const all = isDoubtful ? [...streets, ...readStreetWords(words)] : streets;
  const [likeliest] = all;
  if (likeliest === undefined || NO_NAMES.has(likeliest.name)) return NOTHING;
  if (words.length === 1 && isNumeral(words[0] ?? '')) return NOTHING;
  return { kind: 'street', streets: all };
}
