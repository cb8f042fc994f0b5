import type { Random } from './random.ts';

/** A person who cannot be anyone: a first name that is a thing and a family name that says it is made up. */
export interface DemoPerson {
  readonly first: string;
  readonly last: string;
  /** `YYYY-MM-DD` */
  readonly bornOn: string;
}

const FIRST =
  'Amber Anvil Aspen Basalt Beacon Birch Bramble Canyon Cedar Cinder Clover Cobalt Copper Coral Cypress Delta Ember Fern Flint Garnet Glacier Granite Harbor Hazel Indigo Ivory Jasper Juniper Kestrel Lantern Larch Linden Lumen Maple Marble Meadow Nickel Oak Onyx Orchard Pebble Pewter Pine Prairie Quartz Quill Raven Ripple River Rowan Russet Saffron Sable Sierra Slate Sparrow Spruce Sterling Summit Tamarack Teal Thistle Timber Topaz Tundra Umber Velvet Walnut Willow Zephyr'.split(
    ' ',
  );
const LAST =
  'Demoperson Example Fictional Imaginary Invented Madeup Notreal Placeholder Pretend Sample Specimen Synthetic Testcase'.split(
    ' ',
  );

const DAY_MS = 86_400_000;
const DAYS_A_YEAR = 365.25;

/** Someone of an age (in years, normal around a mean, never younger than `youngest`) on a day. */
export function demoPerson(random: Random, onDay: string, meanAge: number, youngest: number): DemoPerson {
  const age = Math.max(youngest, meanAge + random.gaussian() * 9) + random.next();
  const bornOn = new Date(Date.parse(onDay) - age * DAYS_A_YEAR * DAY_MS).toISOString().slice(0, 10);
  return { first: random.pick(FIRST), last: random.pick(LAST), bornOn };
}
