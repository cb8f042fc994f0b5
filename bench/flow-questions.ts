import type { Random } from './random.ts';

/** What a randomly made filter may ask for beside dates and time-to-crime. */
export interface AskedCodes {
  readonly agencies: readonly string[];
  readonly calibers: readonly string[];
  readonly dealers: readonly number[];
  readonly corridors: readonly number[];
}

const FIRST_YEAR = 2016;
const STATES = ['CA', 'FL', 'GA', 'IL', 'MD', 'NY', 'OH', 'PA', 'TX', 'VA'];
const FIREARM_TYPES = ['pistol', 'revolver', 'rifle', 'shotgun', 'other'];

/** Windows of one month to ten years, half of them on month bounds, and a bound on time-to-crime. */
export function datesAndTime(random: Random): string {
  const from = random.below(108);
  const months = 1 + random.below(120 - from);
  const day = random.next() < 0.5 ? 1 : 1 + random.below(28);
  const bound = random.pick([
    'ttc_max=1095',
    'ttc_max=364',
    `ttc_max=${100 + random.below(3000)}`,
    'ttc_min=1096',
  ]);
  return `recovered_from=${isoDate(from, day)}&recovered_to=${isoDate(from + months, day)}&${bound}`;
}

/** Any combination of what the rollups know: each of five kinds of question is asked or left out by a coin. */
export function anyCombination(random: Random, codes: Pick<AskedCodes, 'agencies'>): string {
  return someOf(random, [() => datesAndTime(random), ...kindsOfGuns(random, codes)]);
}

/** What guns an intervention may be about: of some types, states or agencies. */
export function aboutGuns(random: Random, codes: Pick<AskedCodes, 'agencies'>): string {
  const kinds = kindsOfGuns(random, codes);
  // An intervention is about something.
  return someOf(random, kinds) || random.pick(kinds)();
}

const someOf = (random: Random, kinds: readonly (() => string)[]): string =>
  kinds.flatMap((kind) => (random.next() < 0.5 ? [kind()] : [])).join('&');

function kindsOfGuns(random: Random, { agencies }: Pick<AskedCodes, 'agencies'>): readonly (() => string)[] {
  const some = (values: readonly string[], most: number) =>
    Array.from({ length: 1 + random.below(most) }, () => random.pick(values)).join(',');
  return [
    () => `firearm_type=${some(FIREARM_TYPES, 3)}`,
    () => `source_state=${some(STATES, 5)}`,
    () => `recovery_state=${some(STATES, 5)}`,
    () => `agency=${some(agencies, 40)}`,
  ];
}

/** Three questions that only records can answer, each with dates: one dealer, one caliber, one drawn polygon. */
export const OUTSIDE_ROLLUPS = {
  'one dealer': (random: Random, { dealers }: AskedCodes) =>
    `dealer=${random.pick(dealers)}&${datesAndTime(random)}`,
  'one caliber': (random: Random, { calibers }: AskedCodes) =>
    `caliber=${random.pick(calibers)}&${datesAndTime(random)}`,
  polygon: (random: Random, { corridors }: AskedCodes) =>
    `corridor=${random.pick(corridors)}&${datesAndTime(random)}`,
} as const;

/** A part of the country as a map shows it, somewhere in the east: as wide as 1,440 pixels are at the zoom. */
export function viewAt(random: Random, zoom: number): string {
  const west = -95 + 17 * random.next();
  const south = 30 + 11 * random.next();
  return mapView(zoom, west, south);
}

/** The same around a place. */
export function viewOf(zoom: number, [lon, lat]: readonly [number, number]): string {
  const { width, height } = extentAt(zoom);
  return mapView(zoom, lon - width / 2, lat - height / 2);
}

function mapView(zoom: number, west: number, south: number): string {
  const { width, height } = extentAt(zoom);
  const view = [west, south, west + width, south + height].map((degrees) => degrees.toFixed(4));
  return `zoom=${zoom}&cluster=zoom&view=${view.join(',')}`;
}

/** Degrees; a degree of latitude is drawn about 1.3 times as high as one of longitude is wide at 40 degrees north. */
const extentAt = (zoom: number) => {
  const width = ((1440 / 512) * 360) / 2 ** zoom;
  return { width, height: ((900 / 1440) * width) / 1.3 };
};

function isoDate(month: number, day: number): string {
  return new Date(Date.UTC(FIRST_YEAR, 10 + month, day)).toISOString().slice(0, 10);
}
