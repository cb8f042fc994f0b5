import { editDistance, withoutOneLetter } from '../../../domain/edit-distance.ts';
import { STATES } from '../../../domain/geography/states.ts';
import { DIRECTIONS, STREET_SUFFIXES } from '../usps-abbreviations.ts';
import { isDigit, isNumeral } from './split-words.ts';
import type { StreetDirection, StreetName } from './street.ts';

/** Each line: the canonical kind of a numbered road, then how files write it (spelled-out words, see WORDS). */
const KINDS: readonly (readonly [kind: string, spellings: string])[] = [
  ['US HIGHWAY', 'US,US HIGHWAY,US ROUTE,US ROAD,U S,U S HIGHWAY,U S ROUTE,USH,USHY,UNITED STATES HIGHWAY'],
  [
    'STATE HIGHWAY',
    `STATE HIGHWAY,STATE ROUTE,STATE ROAD,STATE TRUNK HIGHWAY,SR,S R,SH,S H,STH,STHY,M,K,NYS,NYS ROUTE,NYS HIGHWAY,
     HIGHWAY,ROUTE`,
  ],
  // The highway of a kind not said may be a federal one as well.
  ['US HIGHWAY', 'HIGHWAY,ROUTE'],
  [
    'COUNTY ROAD',
    `COUNTY ROAD,COUNTY HIGHWAY,COUNTY ROUTE,COUNTY TRUNK HIGHWAY,COUNTY TRUNK,COUNTY TRUNK ROAD,COUNTY,CR,C R,CH,
     CTH,CTHY,COHWY,CORD`,
  ],
  [
    'FM',
    'FM,F M,FM ROAD,FARM MARKET,FARM MARKET ROAD,FARM TO MARKET,FARM TO MARKET ROAD,FARM ROAD,FM HIGHWAY,FM ROUTE',
  ],
  ['RM', 'RM,R M,RM ROAD,RANCH ROAD,RANCH TO MARKET,RANCH TO MARKET ROAD'],
  ['INTERSTATE', 'I,IH,I H,INTERSTATE,INTERSTATE HIGHWAY,INTERSTATE ROUTE'],
  ['TOWN HIGHWAY', 'TOWN HIGHWAY,TH'],
  ['TOWNSHIP ROAD', 'TOWNSHIP ROAD,TOWNSHIP HIGHWAY,TOWNSHIP ROUTE,TR,T R'],
  [
    'FOREST ROAD',
    `FOREST ROAD,FOREST SERVICE ROAD,FOREST ROUTE,NATIONAL FOREST ROAD,NATIONAL FOREST SERVICE ROAD,NF ROAD,
     NFS ROAD,NFR,NFSR,FS ROAD,FSR,USFS ROAD`,
  ],
  ['PRIVATE ROAD', 'PRIVATE ROAD,PR,PVT ROAD'],
  ['LOOP', 'LOOP,STATE LOOP,LP'],
  ['SPUR', 'SPUR,STATE SPUR'],
  ['PARISH ROAD', 'PARISH ROAD'],
  ['INDIAN ROUTE', 'INDIAN ROUTE,BIA ROUTE,BIA ROAD,BIA HIGHWAY,NAVAJO ROUTE,BIA'],
];

/** The words routes are written with, spelled out. */
const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    CO: 'COUNTY',
    CNTY: 'COUNTY',
    CTY: 'COUNTY',
    FED: 'US',
    FEDERAL: 'US',
    HGHWY: 'HIGHWAY',
    HGWY: 'HIGHWAY',
    HIWAY: 'HIGHWAY',
    HWAY: 'HIGHWAY',
    HWY: 'HIGHWAY',
    MKT: 'MARKET',
    NATL: 'NATIONAL',
    RD: 'ROAD',
    RT: 'ROUTE',
    RTE: 'ROUTE',
    ST: 'STATE',
    TWP: 'TOWNSHIP',
  }),
);

const KINDS_BY_SPELLING = new Map<string, string[]>();
const addKind = (spelling: string, kind: string): void => {
  const kinds = KINDS_BY_SPELLING.get(spelling);
  if (kinds === undefined) KINDS_BY_SPELLING.set(spelling, [kind]);
  else if (!kinds.includes(kind)) kinds.push(kind);
};
for (const [kind, spellings] of KINDS) {
  for (const spelling of spellings.split(/,\s*/)) addKind(spelling, kind);
}
for (const { code, name } of STATES) {
  const words = [code, name.toUpperCase()];
  for (const word of words) {
    for (const rest of ['HIGHWAY', 'ROUTE', 'STATE HIGHWAY', 'STATE ROUTE', 'STATE ROAD', 'ROAD', 'SR']) {
      addKind(`${word} ${rest}`, 'STATE HIGHWAY');
    }
  }
  // `CO 5` may be Colorado's or a county's: spelled out it is COUNTY.
  addKind(code === 'CO' ? 'COUNTY' : code, 'STATE HIGHWAY');
}

/** What tells two roads of one number apart, in full. */
const BRANCHES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ALT: 'ALTERNATE',
    ALTERNATE: 'ALTERNATE',
    BUS: 'BUSINESS',
    BUSINESS: 'BUSINESS',
    BYP: 'BYPASS',
    BYPASS: 'BYPASS',
    LOOP: 'LOOP',
    SPUR: 'SPUR',
    TRUCK: 'TRUCK',
  }),
);
const BOUND: ReadonlyMap<string, StreetDirection> = new Map([
  ['NB', 'N'],
  ['SB', 'S'],
  ['EB', 'E'],
  ['WB', 'W'],
  ['NORTHBOUND', 'N'],
  ['SOUTHBOUND', 'S'],
  ['EASTBOUND', 'E'],
  ['WESTBOUND', 'W'],
]);
const SUPERFLUOUS = new Set(['HWY', 'RD', 'RTE', 'EXPY', 'FWY', 'ST', 'AVE']);
const NUMBER_MARKS = new Set(['NO', 'NUMBER', 'NUM', 'NBR']);
const LETTERED = new Set(['COUNTY ROAD', 'STATE HIGHWAY']);
const MOST_WORDS = 6;

/** The direction a word says: `N`, `NORTH`, `NB`. */
export const routeDirection = (word: string): StreetDirection | undefined =>
  BOUND.get(word) ?? (DIRECTIONS.get(word) as StreetDirection | undefined);

const ROUTE_NAME = new RegExp(
  `^(?:OLD )?(?:${[...new Set(KINDS.map(([kind]) => kind))].join('|')}) (?:\\d|[A-Z]{1,2}(?: |$))`,
);

/** Whether a name is one that {@link readRoute} gives: `US HIGHWAY 1`, not `LOOP`. */
export const isRouteName = (name: string): boolean => ROUTE_NAME.test(name);

/**
 * The readings of a numbered road (`US-1`, `VT ROUTE 22A`, `CR 5`, `OLD HWY 66`, `N HWY 71 BUS`); null where the words
 * are another street's. Lettered county and state roads (Wisconsin's `CTH AA`, Missouri's `HIGHWAY K`) are among them.
 */
export function readRoute(given: readonly string[]): readonly StreetName[] | null {
  const words = unglued(given);
  const at = numberAt(words);
  if (at < 1) return null;
  const opening = readOpening(words, at);
  const ending = opening === null ? null : readEnding(words, at);
  if (opening === null || ending === null) return null;
  const isNumbered = isDigit((words[at] ?? '').charCodeAt(0));
  const kinds = isNumbered
    ? opening.kinds
    : opening.kinds.filter((kind) => LETTERED.has(kind) && opening.branch === '');
  const { preDirection } = opening;
  const { number, postDirection } = ending;
  const readings: StreetName[] = kinds.map((kind) => ({
    preDirection,
    name: `${opening.age}${kind} ${number}${ending.branch || opening.branch}`,
    suffix: null,
    postDirection,
  }));
  if (ending.isDirectionLettered && kinds[0] === 'INTERSTATE') {
    const name = `INTERSTATE ${number}${postDirection}`;
    readings.push({ preDirection, name, suffix: null, postDirection: null });
  }
  return readings.length === 0 ? null : readings;
}

interface Opening {
  readonly preDirection: StreetDirection | null;
  /** `OLD ` for a road that lost its number to another. */
  readonly age: string;
  readonly kinds: readonly string[];
  readonly branch: string;
}

/** What stands before the number; null where that is no kind of road. */
function readOpening(words: readonly string[], to: number): Opening | null {
  // `S R 22A` is a state road before it is anything south.
  const plain = kindsOf(words, 0, to);
  if (plain !== undefined) return { preDirection: null, age: '', kinds: plain, branch: '' };
  const preDirection = (DIRECTIONS.get(words[0] ?? '') as StreetDirection | undefined) ?? null;
  let from = preDirection === null || to < 2 ? 0 : 1;
  const age = words[from] === 'OLD' ? 'OLD ' : '';
  if (age !== '') from += 1;
  const kinds = kindsOf(words, from, to);
  if (kinds !== undefined) return { preDirection, age, kinds, branch: '' };
  const branch = BRANCHES.get(words[from] ?? '');
  if (branch === undefined) {
    const meant = misspeltKinds(spellingOf(words, from, to).replaceAll(' ', ''));
    return meant === undefined ? null : { preDirection, age, kinds: meant, branch: '' };
  }
  const branched = from + 1 === to ? KINDS_BY_SPELLING.get('HIGHWAY') : kindsOf(words, from + 1, to);
  return branched === undefined ? null : { preDirection, age, kinds: branched, branch: ` ${branch}` };
}

interface Ending {
  readonly number: string;
  readonly branch: string;
  readonly postDirection: StreetDirection | null;
  /** I-35E is often written `I 35 E`. */
  readonly isDirectionLettered: boolean;
}

/** The number and what follows it; null where words follow that make another street of it. */
function readEnding(words: readonly string[], at: number): Ending | null {
  let number = words[at] ?? '';
  let branch = '';
  let postDirection: StreetDirection | null = null;
  let isDirectionLettered = false;
  for (let next = at + 1; next < words.length; next += 1) {
    const word = words[next] ?? '';
    const direction = routeDirection(word);
    if (direction !== undefined) {
      postDirection = direction;
      isDirectionLettered = word === 'E' || word === 'W';
    } else if (BRANCHES.has(word)) {
      branch = ` ${BRANCHES.get(word)}`;
    } else if (next === at + 1 && word.length === 1 && isNumeral(number)) {
      number += word;
    } else if (!SUPERFLUOUS.has(STREET_SUFFIXES.get(word) ?? '')) {
      return null;
    }
  }
  return { number, branch, postDirection, isDirectionLettered };
}

const GLUED = new Set(['I', 'IH', 'US', 'SR', 'SH', 'CR', 'FM', 'RM', 'HWY', 'RT', 'RTE', 'ROUTE']);

/** `I 95` for `I95`: only a word that opens the name or follows its direction can be a route. */
function unglued(words: readonly string[]): readonly string[] {
  for (let at = 0; at < words.length && at < 2; at += 1) {
    const word = words[at] ?? '';
    if (!isDigit(word.charCodeAt(word.length - 1)) && !isDigit(word.charCodeAt(word.length - 2))) continue;
    let letters = 0;
    while (letters < word.length && !isDigit(word.charCodeAt(letters))) letters += 1;
    const prefix = word.slice(0, letters);
    if (letters > 0 && GLUED.has(prefix)) {
      return [...words.slice(0, at), prefix, word.slice(letters), ...words.slice(at + 1)];
    }
  }
  return words;
}

/** Index of the road's number, or of the letters that stand for one; -1 for none. */
function numberAt(words: readonly string[]): number {
  const most = Math.min(words.length, MOST_WORDS);
  for (let at = 0; at < most; at += 1) {
    const word = words[at] ?? '';
    if (isDigit(word.charCodeAt(0))) return isRouteNumber(word) ? at : -1;
  }
  for (let at = Math.min(most, 4) - 1; at > 0; at -= 1) {
    const word = words[at] ?? '';
    if (word.length > 2 || (word.length === 2 && word[0] !== word[1])) continue;
    const before = words[at - 1] ?? '';
    const said = WORDS.get(before) ?? before;
    const isLettered =
      said === 'HIGHWAY' ||
      said === 'CTH' ||
      ((said === 'ROAD' || said === 'ROUTE') && isCounty(words, at - 2));
    // `N HWY W` is no highway W: that its direction stands before it, a lettered one never has.
    const isDirection =
      at > 1 && said === 'HIGHWAY' && DIRECTIONS.has(word) && DIRECTIONS.has(words[0] ?? '');
    if (isLettered && !isDirection && at === words.length - 1) return at;
  }
  return -1;
}

const isCounty = (words: readonly string[], at: number): boolean =>
  (WORDS.get(words[at] ?? '') ?? words[at]) === 'COUNTY';

/** Up to four digits and two letters: `95`, `22A`; not `33RD`. */
function isRouteNumber(word: string): boolean {
  let digits = 0;
  while (isDigit(word.charCodeAt(digits))) digits += 1;
  const rest = word.length - digits;
  return digits <= 4 && rest <= 2 && !word.includes('.') && (rest < 2 || !/(?:ST|ND|RD|TH)$/.test(word));
}

const kindsOf = (words: readonly string[], from: number, to: number): readonly string[] | undefined =>
  KINDS_BY_SPELLING.get(spellingOf(words, from, to));

function spellingOf(words: readonly string[], from: number, to: number): string {
  let spelling = '';
  for (let at = from; at < to; at += 1) {
    const word = words[at] ?? '';
    if (at > from && at === to - 1 && NUMBER_MARKS.has(word)) continue;
    const full = word === 'ST' && to - from < 2 ? word : (WORDS.get(word) ?? word);
    spelling = spelling === '' ? full : `${spelling} ${full}`;
  }
  return spelling;
}

/** Shorter spellings have too much else at one letter: `SR` and `ST`. */
const SHORTEST_TO_CORRECT = 5;

/** Spellings written together, under each of their forms with one letter less: made when a route is first misspelt. */
let spellingsByShorter: Map<string, string[]> | null = null;

/** The kinds of a spelling that is one typing error away: `VT ROUFTE 114`. */
function misspeltKinds(joined: string): readonly string[] | undefined {
  if (joined.length < SHORTEST_TO_CORRECT) return undefined;
  spellingsByShorter ??= indexSpellings();
  for (const form of [joined, ...withoutOneLetter(joined)]) {
    const meant = spellingsByShorter
      .get(form)
      ?.find((spelling) => editDistance(joined, spelling.replaceAll(' ', ''), 1) <= 1);
    if (meant !== undefined) return KINDS_BY_SPELLING.get(meant);
  }
  return undefined;
}

function indexSpellings(): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const spelling of KINDS_BY_SPELLING.keys()) {
    const joined = spelling.replaceAll(' ', '');
    if (joined.length < SHORTEST_TO_CORRECT) continue;
    for (const form of [joined, ...withoutOneLetter(joined)])
      index.set(form, [...(index.get(form) ?? []), spelling]);
  }
  return index;
}
