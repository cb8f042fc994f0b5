import { DIRECTIONS, STREET_SUFFIXES, SURE_SUFFIXES } from '../usps-abbreviations.ts';
import { canonicalName } from './canonical-name.ts';
import { asOrdinal, isStreetNumeral, isTornOrdinal, ordinal } from './ordinals.ts';
import { readRoute, routeDirection } from './read-route.ts';
import { isDigit, isNumeral, splitWords } from './split-words.ts';
import type { StreetDirection, StreetName } from './street.ts';

const MOST_READINGS = 4;

/** Every sensible reading of a street's name, the likeliest first, at most four; none where the text has no words. */
export const readStreetName = (text: string): readonly StreetName[] => readStreetWords(splitWords(text));

/**
 * The name of a street that a reference file holds in columns, its `name` in the same spelling as a question's.
 * A name without suffix is read as a whole: files leave the type empty where the name holds it (`THE ALAMEDA`, `I 95`).
 */
export function streetNameFromParts(
  preDirection: string | null,
  name: string,
  suffix: string | null,
  postDirection: string | null,
): StreetName {
  const pre = direction(preDirection);
  const post = direction(postDirection);
  const type = (suffix ?? '').trim().toUpperCase();
  const words = wordsOnly(splitWords(name));
  const routes = readRoute(words) ?? highwayByNumber([...words, type]);
  const whole = (routes ?? (type === '' ? readStreetWords(words) : []))[0];
  if (whole !== undefined) {
    const { name: wholeName, preDirection: inName } = whole;
    return {
      preDirection: pre ?? inName,
      name: pre !== null && inName !== null ? `${FULL[inName]} ${wholeName}` : wholeName,
      suffix: whole.suffix,
      postDirection: post ?? whole.postDirection,
    };
  }
  // `N CHARLES` in the column of names: the direction has a column of its own in other files.
  const first = words[0] ?? '';
  const inName = pre === null && words.length > 1 && first.length < 3 ? direction(first) : null;
  return {
    preDirection: pre ?? inName,
    name: canonicalName(inName === null ? words : words.slice(1), true),
    suffix: type === '' ? null : (STREET_SUFFIXES.get(type) ?? type),
    postDirection: post,
  };
}

/** As {@link readStreetName}, of words already split. */
export function readStreetWords(given: readonly string[]): readonly StreetName[] {
  const words = tornOrdinalsJoined(wordsOnly(given));
  if (words.length === 0) return [];
  return readRoute(words) ?? highwayByNumber(words) ?? readParts(words);
}

const FULL: Readonly<Record<StreetDirection, string>> = {
  N: 'NORTH',
  S: 'SOUTH',
  E: 'EAST',
  W: 'WEST',
  NE: 'NORTHEAST',
  NW: 'NORTHWEST',
  SE: 'SOUTHEAST',
  SW: 'SOUTHWEST',
};

function direction(text: string | null): StreetDirection | null {
  if (text === null || text === '') return null;
  return (DIRECTIONS.get(text.trim().toUpperCase()) as StreetDirection | undefined) ?? null;
}

/** The direction `N W` or `NORTH EAST` make together. */
function compound(first: string, second: string): StreetDirection | null {
  const one = direction(first);
  const two = direction(second);
  if (one === null || two === null || one.length + two.length > 2) return null;
  const both = `${one}${two}`;
  return both in FULL ? (both as StreetDirection) : null;
}

const isWord = (word: string): boolean =>
  word.length > 1 || (word >= '0' && word <= '9') || (word >= 'A' && word <= 'Z');

function wordsOnly(words: readonly string[]): readonly string[] {
  return words.every(isWord)
    ? words
    : words.filter((word) => word === '&' || isWord(word)).map((word) => (word === '&' ? 'AND' : word));
}

const isSuffix = (word: string | undefined): boolean => word !== undefined && STREET_SUFFIXES.has(word);
const isSureSuffix = (word: string | undefined): boolean =>
  word !== undefined && SURE_SUFFIXES.has(STREET_SUFFIXES.get(word) ?? '');

/** `33RD ST` for `33 RD ST`; alone, `33 RD` stays a road. */
function tornOrdinalsJoined(words: readonly string[]): readonly string[] {
  for (let at = 0; at + 1 < words.length; at += 1) {
    const figure = words[at] ?? '';
    const ending = words[at + 1] ?? '';
    if (!isDigit(figure.charCodeAt(0)) || !isTornOrdinal(figure, ending)) continue;
    if (isSuffix(ending) && !isSureSuffix(words[at + 2])) continue;
    return [...words.slice(0, at), figure + ending, ...words.slice(at + 2)];
  }
  return words;
}

/** Around Kansas City US 40 is `40 HWY`. */
function highwayByNumber(words: readonly string[]): readonly StreetName[] | null {
  const first = words.length === 3 ? 1 : 0;
  if (words.length - first !== 2 || !isStreetNumeral(words[first] ?? '')) return null;
  if (STREET_SUFFIXES.get(words[first + 1] ?? '') !== 'HWY') return null;
  const pre = first === 0 ? null : direction(words[0] ?? '');
  if (first === 1 && pre === null) return null;
  return ['STATE HIGHWAY', 'US HIGHWAY'].map((kind) => ({
    preDirection: pre,
    name: `${kind} ${words[first]}`,
    suffix: null,
    postDirection: null,
  }));
}

/** Words that open a name which ends in a letter or number: `AVENUE B`, `ROAD 101`; such names have no suffix. */
const DESIGNATORS: ReadonlySet<string> = new Set('AVENUE AVE AV ROAD RD LANE LN COURT CT CALLE'.split(' '));
const isDesignated = (words: readonly string[], from: number, to: number): boolean =>
  to - from === 2 && DESIGNATORS.has(words[from] ?? '') && isLabel(words[from + 1] ?? '');
const isLabel = (word: string): boolean => word.length === 1 || isNumeral(word) || DIRECTIONS.has(word);

function readParts(words: readonly string[]): readonly StreetName[] {
  const readings: StreetName[] = [];
  const { postDirection, taken } = directionBehind(words);
  const to = words.length - taken;
  readBetween(readings, words, to, postDirection);
  // `LAKE WEST` may be a name as it is; after a suffix a direction is none of the name.
  if (taken === 1 && (words[to] ?? '').length > 2 && !isSureSuffix(words[to - 1])) {
    readBetween(readings, words, words.length, null);
  }
  return readings;
}

/** The direction that ends a name (`MAIN ST NW`, `MAIN ST N W`), and how many words it takes. */
function directionBehind(words: readonly string[]): {
  postDirection: StreetDirection | null;
  taken: number;
} {
  const count = words.length;
  const last = words[count - 1] ?? '';
  const both = count > 3 && isSureSuffix(words[count - 3]) ? compound(words[count - 2] ?? '', last) : null;
  if (both !== null) return { postDirection: both, taken: 2 };
  const isOpenedByDirection = direction(words[0] ?? '') !== null;
  const isPartOfName =
    count === 1 ||
    (count === 2 && (isOpenedByDirection || isSureSuffix(words[0]))) ||
    (count === 3 && isOpenedByDirection && isDesignated(words, 1, 3));
  const postDirection = isPartOfName ? null : (routeDirection(last) ?? null);
  return { postDirection, taken: postDirection === null ? 0 : 1 };
}

/** Reads the words up to `to`, with the direction already taken from behind them. */
function readBetween(
  readings: StreetName[],
  words: readonly string[],
  to: number,
  postDirection: StreetDirection | null,
): void {
  let from = 0;
  let preDirection: StreetDirection | null = null;
  const first = words[0] ?? '';
  const both = to > 2 ? compound(first, words[1] ?? '') : null;
  if (both !== null && !(to === 3 && isSuffix(words[2])) && !isNamedByDirection(words.slice(1), to - 1)) {
    preDirection = both;
    from = 2;
  } else if (to > 1 && !isNamedByDirection(words, to) && !isCounted(words, to)) {
    preDirection = direction(first);
    if (preDirection !== null) from = 1;
  }
  const all = words.slice(from, to);
  const { name, suffix, others } = splitSuffix(all, postDirection !== null);
  const likeliest = canonicalName(name, suffix !== null);
  addReading(readings, { preDirection, name: likeliest, suffix, postDirection });
  for (const other of others) {
    const otherName = canonicalName(other.name, other.suffix !== null);
    addReading(readings, { preDirection, name: otherName, suffix: other.suffix, postDirection });
  }
  const [only = ''] = name;
  const letter = name.length === 1 && only.length < 3 ? direction(only) : null;
  if (letter !== null) addReading(readings, { preDirection, name: FULL[letter], suffix, postDirection });
  // `12ST` may be 12TH, but also 21ST with its figures exchanged: as it stands it can be corrected either way.
  if (name.length === 1 && only !== likeliest && asOrdinal(only) !== null) {
    addReading(readings, { preDirection, name: only, suffix, postDirection });
  }
  // `NORTH BEND RD` may be North Bend Road as well as the north half of Bend Road.
  if (preDirection !== null) {
    const whole = `${FULL[preDirection]} ${likeliest}`;
    addReading(readings, { preDirection: null, name: whole, suffix, postDirection });
  }
}

/** Adds a reading that is not among them, while there is room for it. */
function addReading(readings: StreetName[], reading: StreetName): void {
  if (readings.length < MOST_READINGS && !readings.some((other) => isSame(other, reading))) {
    readings.push(reading);
  }
}

/** `NORTH AVE`, and with a type appended `NORTH AVE ST`; `N COURT ST` is the north of Court Street. */
const isNamedByDirection = (words: readonly string[], to: number): boolean =>
  (to === 2 && isSureSuffix(words[1])) ||
  (to > 2 && isCommonType(words[1] ?? '', to) && words.slice(2, to).every(isSureSuffix));

const isCommonType = (word: string, to: number): boolean =>
  COMMON_TYPES.has(word) || (to === 3 && (word === 'ST' || word === 'DR'));

/** Types that name no street by themselves; `ST` and `DR` before a name are SAINT and DOCTOR. */
const COMMON_TYPES = new Set('AVE AV AVENUE RD ROAD BLVD STREET DRIVE LN LANE'.split(' '));

/** `NO 10 POND RD` counts ponds; `NO 5TH ST` is north. */
const isCounted = (words: readonly string[], to: number): boolean =>
  words[0] === 'NO' && to > 2 && isNumeral(words[1] ?? '');

const isSame = (one: StreetName, other: StreetName): boolean =>
  one.name === other.name &&
  one.suffix === other.suffix &&
  one.preDirection === other.preDirection &&
  one.postDirection === other.postDirection;

interface NameAndSuffix {
  readonly name: readonly string[];
  readonly suffix: string | null;
}

interface Division extends NameAndSuffix {
  readonly others: readonly NameAndSuffix[];
}

/** What ends a name: the likeliest division into name and suffix, and others that may be meant. */
function splitSuffix(words: readonly string[], hasPostDirection: boolean): Division {
  const last = words.length - 1;
  const word = words[last] ?? '';
  const suffix = last > 0 ? STREET_SUFFIXES.get(word) : undefined;
  const isWhole =
    suffix === undefined || (last === 1 && words[0] === 'THE') || isDesignated(words, 0, last + 1);
  if (isWhole) return withoutSuffix(words, hasPostDirection);
  const name = words.slice(0, last);
  const before = name[last - 1] ?? '';
  if (last > 1 && isSureSuffix(before) && !(last === 2 && words[0] === 'THE')) {
    const kept = { name, suffix };
    const dropped = STREET_SUFFIXES.get(before) ?? null;
    // Systems that want a type append the commonest: `WEBB CT ST`, `FREDERICK AV AVE`.
    if (suffix === 'ST' || suffix === 'AVE' || suffix === dropped) {
      const own = splitSuffix(name, hasPostDirection);
      return { ...own, others: [...own.others, kept] };
    }
    return { ...kept, others: [{ name: name.slice(0, -1), suffix: dropped }] };
  }
  const others: NameAndSuffix[] = [];
  if (suffix === 'WAY' && before === 'PARK' && last > 1 && name[0] !== 'THE') {
    others.push({ name: name.slice(0, -1), suffix: 'PKWY' });
  }
  // `DRUID HILL` may be short of its AVE; `33 RD` may be torn.
  if (!SURE_SUFFIXES.has(suffix)) {
    others.push({ name: words, suffix: null });
  } else if (isTornOrdinal(before, word)) {
    others.push({ name: [...name.slice(0, -1), before + word], suffix: null });
  }
  return { name, suffix, others };
}

/** `E 10` is mostly 10th Street; Utah's grid streets keep the figure because a direction follows (`500 E`). */
function withoutSuffix(words: readonly string[], hasPostDirection: boolean): Division {
  const [figure = ''] = words;
  const kept = { name: words, suffix: null };
  if (words.length > 1 || hasPostDirection || !isStreetNumeral(figure)) return { ...kept, others: [] };
  return { name: [ordinal(Number(figure))], suffix: null, others: [kept] };
}
