import { STREET_SUFFIXES, SURE_SUFFIXES, UNIT_PLACES, UNIT_WORDS } from '../usps-abbreviations.ts';
import { asOrdinal } from './ordinals.ts';
import { readRoute } from './read-route.ts';
import { isDigit, isNumeral } from './split-words.ts';

/** The words of a street line, number taken off, without their unit. */
export interface WithoutUnit {
  readonly street: readonly string[];
  /** `APT 4B`, `#4`, `REAR`. */
  readonly unit: string | null;
  /** Whether the unit is only a figure or letter behind the street, which a name may end in too (`NAPOLI RD 1`). */
  readonly isDoubtful: boolean;
}

/** `RD` is not among them: `HWY # 54` is a highway, `BEACH RD # 1` a flat. */
const NUMBERED_ROADS = new Set([
  'HWY',
  'HIGHWAY',
  'HGHWY',
  'ROUTE',
  'RTE',
  'RT',
  'SR',
  'CR',
  'INTERSTATE',
  'US',
]);

/** Takes the unit off the end of a street line, or out of its middle where a type was appended (`FRANKFORD APT A2 AVE`). */
export function takeUnit(words: readonly string[]): WithoutUnit {
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const kind = UNIT_WORDS.get(word);
    if (kind === undefined) {
      if (isGluedUnit(word)) return cut(words, at, at + 1);
      continue;
    }
    const next = words[at + 1];
    if (word === '#') {
      if (NUMBERED_ROADS.has(words[at - 1] ?? '')) {
        return takeUnit([...words.slice(0, at), ...words.slice(at + 1)]);
      }
      return cut(words, at, at + 2);
    }
    if (kind === 'FL' && at > 1 && isFloor(words[at - 1] ?? '')) return cut(words, at - 1, at + 1);
    if (next !== undefined && isUnitId(kind, next)) return cut(words, at, at + 2);
  }
  return takePlace(words);
}

function isUnitId(kind: string, word: string): boolean {
  if (word === '#' || isDigit(word.charCodeAt(0)) || isDigit(word.charCodeAt(word.length - 1))) return true;
  if (kind === 'APT' || kind === 'STE') return true;
  return word.length === 1 || (word.length === 2 && !STREET_SUFFIXES.has(word));
}

const isFloor = (word: string): boolean =>
  (isNumeral(word) && word.length < 3) || asOrdinal(word) !== null || word === 'FIRST' || word === 'SECOND';

/** `APT4B`, `STE200`. */
const isGluedUnit = (word: string): boolean =>
  word.length > 3 &&
  ((isDigit(word.charCodeAt(3)) && (word.startsWith('APT') || word.startsWith('STE'))) ||
    (isDigit(word.charCodeAt(4)) && word.startsWith('UNIT')));

function cut(words: readonly string[], from: number, idEnd: number): WithoutUnit {
  const behind = words.slice(idEnd);
  const isTypeBehind = behind.length === 1 && STREET_SUFFIXES.has(behind[0] ?? '');
  const unit = words.slice(from, isTypeBehind ? idEnd : words.length);
  const street = isTypeBehind ? [...words.slice(0, from), ...behind] : words.slice(0, from);
  return { street, unit: formatUnit(unit), isDoubtful: false };
}

/** `APT 4B` for `APARTMENT # 4B`, `#4B` for `# 4B`. */
export function formatUnit(words: readonly string[]): string | null {
  const said = words
    .filter((word, at) => word !== '#' || at === 0)
    .map((word) => UNIT_WORDS.get(word) ?? word);
  const text = said.map((word) => UNIT_PLACES.get(word) ?? word).join(' ');
  const unit = text.startsWith('# ') ? `#${text.slice(2)}` : text;
  return unit === '' || unit === '#' ? null : unit;
}

/** Whether words are a unit and nothing else: the part after a comma in `1200 MAIN ST, APT 4`. */
export function isUnit(words: readonly string[]): boolean {
  const [first = '', second, third] = words;
  if (words.length === 1) {
    return UNIT_PLACES.has(first) || isGluedUnit(first) || isLabel(first) || UNIT_WORDS.has(first);
  }
  if (words.length === 0 || second === undefined) return false;
  const isSaid = isFloor(first) && UNIT_WORDS.get(second) === 'FL';
  const kind = UNIT_WORDS.get(first);
  if (!isSaid && (kind === undefined || !isUnitId(kind, second))) return false;
  const behind = second === '#' && third !== undefined ? 3 : 2;
  return words.length === behind || isUnit(words.slice(behind));
}

/** Units that are one word at the end: `MAIN ST REAR`, `MAIN ST 4B`, `MAIN ST APT`. */
function takePlace(words: readonly string[]): WithoutUnit {
  const last = words[words.length - 1] ?? '';
  const before = words[words.length - 2] ?? '';
  const whole = { street: words, unit: null, isDoubtful: false };
  if (words.length < 2) return whole;
  const suffix = STREET_SUFFIXES.get(before) ?? '';
  const street = words.slice(0, -1);
  const isAfterSuffix = words.length > 2 && SURE_SUFFIXES.has(suffix);
  const place = UNIT_PLACES.get(last);
  if (place !== undefined && (isAfterSuffix || place === 'REAR' || (place === 'BSMT' && words.length > 2))) {
    return { street: withoutLead(street), unit: place, isDoubtful: false };
  }
  if (!isAfterSuffix) return whole;
  if (UNIT_WORDS.has(last) && !STREET_SUFFIXES.has(last)) return { street, unit: null, isDoubtful: false };
  if (suffix === 'HWY' || !isLabel(last) || readRoute(words) !== null) return whole;
  return { street, unit: last, isDoubtful: true };
}

/** `MAIN ST` of `MAIN ST IN THE REAR`. */
const withoutLead = (street: readonly string[]): readonly string[] =>
  ['IN', 'THE', 'AT'].includes(street.at(-1) ?? '') && street.length > 2
    ? withoutLead(street.slice(0, -1))
    : street;

/** `4B`, `12`, `B`; not a direction, not `33RD`. */
const isLabel = (word: string): boolean =>
  (isDigit(word.charCodeAt(0)) && word.length < 6 && asOrdinal(word) === null) ||
  (word.length === 1 && !'NSEW'.includes(word)) ||
  (word.length === 2 && isDigit(word.charCodeAt(1)));
