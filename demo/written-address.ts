import type { DemoZip } from './places.ts';
import type { Random } from './random.ts';

/** An address as somebody typed it; null where the cell is empty. */
export interface WrittenAddress {
  readonly street: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly zip: string | null;
}

const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/\bNorth\b/, 'N'],
  [/\bSouth\b/, 'S'],
  [/\bEast\b/, 'E'],
  [/\bWest\b/, 'W'],
  [/\bStreet\b/, 'St'],
  [/\bAvenue\b/, 'Ave'],
  [/\bRoad\b/, 'Rd'],
  [/\bDrive\b/, 'Dr'],
  [/\bBoulevard\b/, 'Blvd'],
  [/\bPlace\b/, 'Pl'],
  [/\bLane\b/, 'Ln'],
  [/\bCourt\b/, 'Ct'],
  [/\bTerrace\b/, 'Ter'],
  [/\bTurnpike\b/, 'Tpke'],
  [/\bCrescent\b/, 'Cres'],
];
const CITY_NICKNAMES: Readonly<Record<string, string>> = { Baltimore: 'Balto', Philadelphia: 'Phila' };

/** Where nobody wrote down anything, and where only the state is known. */
const NOTHING_SHARE = 0.0015;
const STATE_ONLY_SHARE = 0.0025;
const NUMBERED_HOUSE = /^\d+ /;

/** Writes an address (words in full, as `streetLine` gives them) the way people do: shortened, incomplete, mistyped. */
export function writeAddress(random: Random, street: string, { city, state, zip }: DemoZip): WrittenAddress {
  if (random.chance(NOTHING_SHARE)) return { street: 'UNKNOWN', city: null, state: null, zip: null };
  if (random.chance(STATE_ONLY_SHARE)) return { street: null, city: null, state, zip: null };
  const inCase = random.chance(0.55) ? (text: string) => text.toUpperCase() : (text: string) => text;
  const written = random.chance(0.015) ? 'UNKNOWN' : inCase(withUnit(random, shortened(random, street)));
  return {
    street: random.chance(0.01) ? null : written,
    city: random.chance(0.025) ? null : inCase(writtenCity(random, city)),
    state: random.chance(0.01) ? null : state,
    zip: random.chance(0.1) ? null : writtenZip(random, zip),
  };
}

function shortened(random: Random, street: string): string {
  if (random.chance(0.3)) return street;
  const dot = random.chance(0.2) ? '.' : '';
  return ABBREVIATIONS.reduce((text, [word, short]) => text.replace(word, `${short}${dot}`), street);
}

function withUnit(random: Random, street: string): string {
  if (!NUMBERED_HOUSE.test(street) || !random.chance(0.12)) return street;
  const number = random.int(1, 30);
  return random.pick([
    `${street} Apt ${number}`,
    `${street} #${number}`,
    `${street}, Unit ${number}B`,
    `${street} 2nd Floor`,
  ]);
}

function writtenCity(random: Random, city: string): string {
  const nickname = CITY_NICKNAMES[city];
  if (nickname !== undefined && random.chance(0.06)) return nickname;
  if (!random.chance(0.015)) return city;
  const at = random.int(1, city.length - 2);
  return city.slice(0, at) + city.charAt(at + 1) + city.charAt(at) + city.slice(at + 2);
}

function writtenZip(random: Random, zip: string): string {
  if (random.chance(0.1)) return `${zip}-${random.digits(4)}`;
  // A spreadsheet takes 07102 for the number 7102.
  return random.chance(0.3) ? String(Number(zip)) : zip;
}

/** The address on one line, mostly with commas. */
export function oneLine(random: Random, { street, city, state, zip }: WrittenAddress): string {
  const comma = random.chance(0.92) ? ', ' : ' ';
  const end = [state, zip?.padStart(5, '0')].filter((part) => part != null).join(' ');
  return [street, city, end].filter((part) => part !== null && part !== '').join(comma);
}
