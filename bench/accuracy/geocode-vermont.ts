import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { editDistance } from '../../domain/edit-distance.ts';
import { distanceKm } from '../../domain/geography/great-circle.ts';
import type { Address } from '../../server/geocoding/address.ts';
import { readStreetName } from '../../server/geocoding/parse/read-street-name.ts';
import { streetKey } from '../../server/geocoding/parse/street.ts';
import type { Measurement } from '../measurement.ts';
import { atLeast, reported } from '../measurement.ts';
import { Random } from '../random.ts';
import { sharedFile } from '../shared-data.ts';
import { misspell } from './misspell.ts';
import { address, geocodeAll, withStreets } from './street-database.ts';

const FILE = 'geocoding/vermont_address_points.csv';
const QUESTIONS = 20_000;
/** Points of one address lie no farther apart: buildings of one lot. */
const RIGHT_METRES = 30;

const pointRow = z
  .object({
    LON: z.coerce.number(),
    LAT: z.coerce.number(),
    NUMBER: z.string(),
    STREET: z.string(),
    CITY: z.string(),
    POSTCODE: z.string(),
  })
  .transform(({ LON, LAT, NUMBER, STREET, CITY, POSTCODE }) => ({
    lon: LON,
    lat: LAT,
    number: NUMBER,
    street: STREET,
    key: streetKey(readStreetName(STREET)[0]?.name ?? STREET),
    city: CITY,
    zip: POSTCODE,
  }));
type Point = z.infer<typeof pointRow>;

interface Question {
  readonly point: Point;
  readonly asked: Address;
  /** Key of the street's name as it was misspelt. */
  readonly key: string;
}

/** Vermont's address points as reference, and its own addresses, messed up, as questions. */
export async function measureGeocodeVermont(): Promise<Measurement[]> {
  const file = sharedFile(FILE);
  const points = z
    .array(pointRow)
    .parse(parse(readFileSync(file), { columns: true }))
    .filter(({ number, street }) => number !== '' && street !== '');
  const random = new Random(802);
  const all = Array.from({ length: QUESTIONS }, () => messUp(random.pick(points), random));
  const rivals = byCityAndNumber(points);
  const clear = all.filter((question) => !isAmbiguous(question, rivals));
  return withStreets([file, '--kind', 'address-points', '--state', 'VT'], async (geocoder) => {
    const results = await geocodeAll(
      geocoder,
      clear.map(({ asked }) => asked),
    );
    let right = 0;
    let wrong = 0;
    for (const [index, { precision, lon, lat }] of results.entries()) {
      const { point } = clear[index] ?? {};
      if (precision !== 'point' || lon === null || lat === null || point === undefined) continue;
      if (1000 * distanceKm({ lon, lat }, point) <= RIGHT_METRES) right += 1;
      else wrong += 1;
    }
    return [
      reported('questions', all.length, ''),
      reported('of them unambiguous', clear.length, ''),
      atLeast('unambiguous ones on the right point', (100 * right) / clear.length, '%', 99),
      reported('on another point', (100 * wrong) / clear.length, '%'),
    ];
  });
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/ RD$/, ' Road'],
  [/ ST$/, ' Street'],
  [/ AVE$/, ' Avenue'],
  [/ LN$/, ' Lane'],
  [/ DR$/, ' Drive'],
  [/^VT ROUTE /, 'Vt Rte '],
  [/^US ROUTE /, 'US Hwy '],
  [/MOUNTAIN/, 'MTN'],
];

/** With a typing error in one of its longer words: one in a road's number makes another road of it. */
function misspeltWord(street: string, random: Random): string {
  const words = street.split(' ');
  const name = words.length > 1 ? words.slice(0, -1) : words;
  const longer = name.flatMap((word, at) => (/^[A-Z]{3,}$/.test(word) ? [at] : []));
  if (longer.length === 0) return street;
  const chosen = random.pick(longer);
  return words.map((word, at) => (at === chosen ? misspell(word, 1, random) : word)).join(' ');
}

/** One typing error, and each with one chance in two: other case, other abbreviations, a unit, no ZIP. */
function messUp(point: Point, random: Random): Question {
  const isLikely = () => random.next() < 0.5;
  const misspelt = misspeltWord(point.street, random);
  const key = streetKey(readStreetName(misspelt)[0]?.name ?? misspelt);
  let street = misspelt;
  if (isLikely()) for (const [from, to] of WORDS) street = street.replace(from, to);
  if (isLikely()) street = `${street}, Apt ${1 + random.below(20)}`;
  if (isLikely()) street = street.toLowerCase();
  const zip = isLikely() ? point.zip : null;
  const asked = address(`${point.number} ${street}`, { city: point.city, state: 'VT', zip });
  return { point, asked, key };
}

const byCityAndNumber = (points: readonly Point[]): Map<string, Point[]> => {
  const groups = new Map<string, Point[]>();
  for (const point of points) {
    const key = `${point.city}|${point.number}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [point]);
    else group.push(point);
  }
  return groups;
};

/**
 * True where the same number of the same town also lies elsewhere under the same name, or under one as near to the
 * misspelt name as the right one.
 */
function isAmbiguous({ point, key }: Question, rivals: ReadonlyMap<string, readonly Point[]>): boolean {
  const distance = editDistance(key, point.key, 3);
  return (rivals.get(`${point.city}|${point.number}`) ?? []).some(
    (other) => editDistance(key, other.key, 3) <= distance && 1000 * distanceKm(other, point) > RIGHT_METRES,
  );
}
