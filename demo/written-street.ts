import type { DemoPoint } from './places.ts';
import type { Random } from './random.ts';
import { weighted } from './random.ts';
import type { PlanStreet } from './street-plan/street-names.ts';
import { fullName } from './street-plan/street-names.ts';
import type { StreetSite } from './street-plan/street-sites.ts';

const POLICE_FORMS = weighted({
  house: 50,
  hundred_block: 27,
  rounded: 6,
  crossing: 13,
  street_only: 1.2,
  house_at_crossing: 0.8,
});
const MISSPELLED_SHARE = 0.045;
const WITHOUT_DIRECTION_SHARE = 0.07;
const WRONG_DIRECTION_SHARE = 0.012;
const WITHOUT_TYPE_SHARE = 0.04;
const WRONG_TYPE_SHARE = 0.02;
const BEYOND_STREET_SHARE = 0.012;
const BOX_SHARE = 0.014;
const OTHER_TYPES = ['Street', 'Avenue', 'Road', 'Drive'];
const OPPOSITE: Readonly<Record<string, string>> = {
  North: 'South',
  South: 'North',
  East: 'West',
  West: 'East',
};

/** What a police report says of where something happened, and where that was. */
export interface ReportedStreet {
  readonly street: string;
  readonly point: DemoPoint;
}

/** The street line of a house, words in full, with the mistakes and short cuts of people. */
export function writeHouse(random: Random, site: StreetSite): string {
  if (random.chance(BOX_SHARE)) return `PO Box ${random.int(1, 9999)}`;
  return `${houseNumber(random, site)} ${written(random, site.street)}`;
}

/** The street line of a house as a licence list has it, which those who print it check. */
export function writeExactly({ number, street }: StreetSite): string {
  return `${number} ${fullName(street)}`;
}

/** The same in police reports: houses, hundred-blocks and crossings. */
export function reportStreet(random: Random, site: StreetSite): ReportedStreet {
  const street = written(random, site.street);
  const hundred = site.number - (site.number % 100);
  const other = crossStreet(site);
  const { point } = site;
  switch (POLICE_FORMS.draw(random)) {
    case 'hundred_block':
      return { street: hundredBlock(random, hundred, street), point };
    case 'rounded':
      return { street: `${Math.max(100, hundred)} ${street}`, point };
    case 'crossing':
      if (other === null) break;
      return { street: crossing(random, street, other), point: site.corner.point };
    case 'house_at_crossing':
      return { street: `${site.number} ${street} near ${other ?? street}`, point };
    case 'street_only':
      return { street, point };
  }
  return { street: `${houseNumber(random, site)} ${street}`, point };
}

function houseNumber(random: Random, { number }: StreetSite): number {
  return random.chance(BEYOND_STREET_SHARE) ? number + 100 * random.int(30, 60) : number;
}

function hundredBlock(random: Random, hundred: number, street: string): string {
  if (hundred === 0) return `Unit Block ${street}`;
  return random.pick([
    `${hundred} Block ${street}`,
    `${hundred} Block of ${street}`,
    `${hundred} Blk ${street}`,
    `${hundred}-${hundred + 99} ${street}`,
  ]);
}

function crossing(random: Random, street: string, other: string): string {
  const joint = random.pick([' & ', ' & ', ' / ', ' and ', ' @ ']);
  return random.chance(0.5) ? `${street}${joint}${other}` : `${other}${joint}${street}`;
}

/** Another street at the corner, by another name: `Oak Street` does not cross `Oak Street`. */
function crossStreet({ street, corner }: StreetSite): string | null {
  const other = [...corner.streets].find(({ name }) => name !== street.name);
  return other === undefined ? null : fullName(other);
}

function written(random: Random, { before, name, type, after }: PlanStreet): string {
  const slip = random.next();
  const direction = (given: string) => {
    if (slip < WITHOUT_DIRECTION_SHARE) return '';
    return slip > 1 - WRONG_DIRECTION_SHARE ? (OPPOSITE[given] ?? given) : given;
  };
  return fullName({
    before: direction(before),
    name: random.chance(MISSPELLED_SHARE) ? misspelled(random, name) : name,
    type: writtenType(random, type),
    after: direction(after),
  });
}

function writtenType(random: Random, type: string): string {
  if (random.chance(WITHOUT_TYPE_SHARE)) return '';
  return random.chance(WRONG_TYPE_SHARE) ? random.pick(OTHER_TYPES) : type;
}

/** A name with one letter too many, too few, wrong or in the wrong place; numbers are written as they are. */
function misspelled(random: Random, name: string): string {
  if (name.length < 4 || /\d/.test(name)) return name;
  const at = random.int(1, name.length - 2);
  const [head, letter, tail] = [name.slice(0, at), name.charAt(at), name.slice(at + 1)];
  return random.pick([
    head + tail,
    head + letter + letter + tail,
    head + tail.charAt(0) + letter + tail.slice(1),
    head + random.letters(1).toLowerCase() + tail,
  ]);
}
