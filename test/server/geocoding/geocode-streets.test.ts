/** Addresses on the streets of an invented town, on a real database: every tier, and every reason to ask. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Address, GeocodeResult } from '../../../server/geocoding/address.ts';
import type { Geocoder } from '../../../server/geocoding/geocoder.ts';
import { createGeocoder } from '../../../server/geocoding/geocoder.ts';
import { ensureAreas } from '../../../server/reference/load-areas.ts';
import { loadReference } from '../../../server/reference/sources/load-reference.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { useTextFiles } from '../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();

const LON = -76.6;
const LAT = 39.3;
/** About 100 m a step: a place so many steps east and north of the middle of town. */
const at = (east: number, north: number) =>
  `${(LON + east * 0.00116).toFixed(6)} ${(LAT + north * 0.0009).toFixed(6)}`;
const line = (...points: readonly (readonly [number, number])[]) =>
  `"LINESTRING(${points.map(([east, north]) => at(east, north)).join(', ')})"`;

/** Baltimore lends its name, since areas are real; its streets here are not. */
const STREETS = [
  'dirpre,name,type,dirsuf,l_from,l_to,r_from,r_to,zip_l,zip_r,wkt',
  // Main Street runs north from the middle, and south from it.
  `N,MAIN,ST,,100,198,101,199,21202,21202,${line([0, 0], [0, 1])}`,
  `N,MAIN,ST,,200,298,201,299,21202,21202,${line([0, 1], [0, 2])}`,
  `S,MAIN,ST,,101,199,100,198,21202,21202,${line([0, 0], [0, -8])}`,
  // Greenmount Avenue crosses it at the second block, twice, since its lanes are divided.
  `,GREENMOUNT,AVE,,100,198,101,199,21202,21202,${line([0, 1], [9, 1])}`,
  `,GREENMOUNT,AVE,,,,,,,,${line([0, 1.3], [9, 1.3])}`,
  `N,MAIN,ST,,,,,,,,${line([0, 1], [0, 1.3])}`,
  // Oak Court has no numbers and is short; Elm Drive is known in two places.
  `,OAK,CT,,,,,,,,${line([3, 3], [3, 4])}`,
  `,ELM,DR,,1,99,2,98,21202,21202,${line([20, 0], [21, 0])}`,
  `,ELM,DR,,1,99,2,98,21202,21202,${line([40, 0], [41, 0])}`,
  // Far Pike is 3 km long.
  `,FAR,PIKE,,,,,,,,${line([0, -20], [30, -20])}`,
  // As little of an interstate as a city's file may hold.
  `,I 95,,,,,,,,,${line([10, 10], [12, 10])}`,
  // A range as wide as the block beside the true one.
  `,BOND,ST,,300,398,301,399,21202,21202,${line([-5, 0], [-5, 1])}`,
  `,BOND,ST,,350,354,351,355,21202,21202,${line([-5, 0.5], [-5, 0.55])}`,
].join('\n');

const POINTS = [
  'LON,LAT,NUMBER,STREET,UNIT,CITY,REGION,POSTCODE',
  `${at(0.3, 0.5).replace(' ', ',')},150,N MAIN ST,,BALTIMORE,MD,21202`,
  `${at(3.2, 3.5).replace(' ', ',')},7,OAK CT,A,BALTIMORE,MD,21202`,
  `${at(3.4, 3.5).replace(' ', ',')},7,OAK CT,B,BALTIMORE,MD,21202`,
].join('\n');

let geocoder: Geocoder;
beforeAll(async () => {
  await ensureAreas(database.current);
  const place = { place: 'Baltimore', state: 'MD' };
  const streets = textFile('streets.csv', STREETS);
  await loadReference(database.current, { kind: 'street-ranges', filePath: streets, ...place });
  const points = textFile('points.csv', POINTS);
  await loadReference(database.current, { kind: 'address-points', filePath: points, state: 'MD' });
  geocoder = await createGeocoder(database.current);
});

const address = (street: string, parts: Partial<Address> = {}): Address => ({
  street,
  city: 'Baltimore',
  county: null,
  state: 'MD',
  zip: null,
  lon: null,
  lat: null,
  ...parts,
});

async function geocode(street: string, parts: Partial<Address> = {}): Promise<GeocodeResult> {
  const [result] = await geocoder.geocode([address(street, parts)]);
  if (result === undefined) throw new Error('An address had no result.');
  return result;
}

/** East and north of the middle, in steps of about 100 m, to a tenth. */
const steps = ({ lon, lat }: GeocodeResult) => [
  Math.round(((lon ?? 0) - LON) / 0.000116) / 10,
  Math.round(((lat ?? 0) - LAT) / 0.00009) / 10,
];

describe('an address is placed', () => {
  it.each([
    ['on its address point', '150 N Main St', 'point', 'address_point', '150 N MAIN ST', [0.3, 0.5]],
    ['at its unit', '7 Oak Ct Apt B', 'point', 'address_point', '7 OAK CT', [3.4, 3.5]],
    ['in its range, on its side', '219 North Main Street', 'range', 'range', '219 N MAIN ST', [0.2, 1.5]],
    ['on the other side', '220 N Main St', 'range', 'range', '220 N MAIN ST', [-0.2, 1.5]],
    ['in the narrowest range', '352 Bond St', 'range', 'range', '352 BOND ST', [-5.2, 0.5]],
    [
      'in spite of a typing error',
      '219 N Mian St',
      'range',
      'range+spelling_corrected',
      '219 N MAIN ST',
      [0.2, 1.5],
    ],
    [
      'where streets meet',
      'N Main St & Greenmount Ave',
      'intersection',
      'intersection',
      'N MAIN ST & GREENMOUNT AVE',
      [0, 1.3],
    ],
    ['in its hundred-block', '200 BLOCK OF N MAIN ST', 'block', 'block', '200 BLOCK N MAIN ST', [0, 1.5]],
    [
      'in the hundred-block of a number no range has',
      '351 N Main St',
      'city',
      'city_state',
      'BALTIMORE',
      null,
    ],
    ['in the middle of a short street', 'Oak Court', 'street', 'street', 'OAK CT', [3.2, 3.5]],
  ])('%s', async (_how, street, precision, matchType, label, place) => {
    const result = await geocode(street);
    expect([result.precision, result.matchType, result.matchedAddress?.split(',')[0]]).toEqual([
      precision,
      matchType,
      label,
    ]);
    if (place !== null) expect(steps(result)).toEqual(place);
  });

  it('with its areas, its source and how sure that is', async () => {
    const result = await geocode('219 N MAIN ST');
    expect(result).toMatchObject({
      score: 1,
      state: 'MD',
      county: '24510',
      zip: '21202',
      matchedAddress: '219 N MAIN ST, BALTIMORE, MD 21202',
      uncertaintyMetres: 33,
      reviewReason: null,
      sourceId: expect.any(Number),
    });
  });

  it('by its area alone where it is a box or says nothing', async () => {
    expect((await geocode('PO Box 150')).precision).toBe('city');
    expect((await geocode('UNKNOWN')).reviewReason).toBeNull();
  });

  it('by coordinates that can be believed, streets or not', async () => {
    const result = await geocode('219 N MAIN ST', { lon: -76.61, lat: 39.29 });
    expect([result.precision, result.matchType]).toEqual(['point', 'coordinates']);
  });

  it('nowhere near where its ZIP is far away', async () => {
    const result = await geocode('219 N MAIN ST', { city: 'Oakland', zip: '21550' });
    expect([result.precision, result.streetLookup, result.reviewReason]).toEqual(['zip', 'unloaded', null]);
  });
});

describe('a person is asked', () => {
  it('about a street that is too long to be a place', async () => {
    expect((await geocode('Far Pike')).reviewReason).toBe('street_too_long');
  });

  it.each(['I-95 MM 52', 'I-95 NB @ MM52', 'Mile 12 I-95', 'Oak Ct Mile Marker 3'])(
    'about a mile of a road, even where the piece that is loaded is short: %s',
    async (street) => {
      const { precision, reviewReason, candidates } = await geocode(street);
      expect([precision, reviewReason, candidates.length]).toEqual(['city', 'street_too_long', 1]);
    },
  );

  it('about a mile of a road that nobody knows, not about one of no road', async () => {
    expect((await geocode('US 1 MM 12')).reviewReason).toBe('street_not_found');
    expect((await geocode('MM 12')).reviewReason).toBeNull();
  });

  it.each([
    ['which direction is meant', '150 Main St', 'direction_missing', ['150 N MAIN ST', '149 S MAIN ST']],
    ['which of two places is meant', '50 Elm Dr', 'several_candidates', ['50 ELM DR', '50 ELM DR']],
    [
      'about a number that a street does not have',
      '951 Greenmount Ave',
      'number_not_found',
      ['GREENMOUNT AVE'],
    ],
    ['about a street nobody knows', '12 Nowhere Ln', 'street_not_found', []],
    ['about streets that do not meet', 'Oak Ct & Bond St', 'crossing_not_found', []],
  ])('%s', async (_what, street, reason) => {
    const result = await geocode(street);
    expect([result.precision, result.reviewReason]).toEqual(['city', reason]);
  });

  it('with the places to choose from', async () => {
    const labels = async (street: string) => (await geocode(street)).candidates.map(({ label }) => label);
    expect(await labels('148 Main St')).toEqual(['148 N MAIN ST', '148 S MAIN ST']);
    expect(await labels('50 Elm Dr')).toEqual(['50 ELM DR', '50 ELM DR']);
    expect(await labels('12 Nowhere Ln')).toEqual([]);
  });
});

describe('a street without a number that nobody knows', () => {
  const asked = async (street: string) => {
    const { precision, reviewReason, candidates } = await geocode(street);
    return [precision, reviewReason, candidates.map(({ label }) => label)];
  };

  it.each([
    ['Nowhere Ln', []],
    ['US HWY 40', []],
    // No number or crossing speaks for the other spelling, so it is not taken.
    ['Greenmuont Avenue', ['GREENMOUNT AVE']],
    ['Oka Ct', ['OAK CT']],
    ['W Main St', ['N MAIN ST', 'S MAIN ST']],
  ])('is a question to a person: %s', async (street, labels) => {
    expect(await asked(street)).toEqual(['city', 'street_not_found', labels]);
  });

  it.each([
    'UNKNOWN',
    'N/A',
    'HOMELESS',
    'UNKNOWN ST',
    'WALMART PARKING LOT',
    'DRUID HILL PARK',
    'MONDAWMIN MALL',
    'JOES BAR AND GRILL',
    'STATE POLICE BARRACKS',
  ])('is none where its words do not say that it is a street: %s', async (street) => {
    expect(await asked(street)).toEqual(['city', null, []]);
  });
});

describe('a batch', () => {
  it('of numbers that are mostly rounded to hundreds is one of hundred-blocks', async () => {
    const rounded = Array.from({ length: 20 }, () => address('200 N MAIN ST'));
    const results = await geocoder.geocode([...rounded, address('219 N MAIN ST')]);
    expect(new Set(results.slice(0, 20).map(({ precision }) => precision))).toEqual(new Set(['block']));
    expect(results[20]?.precision).toBe('range');
    expect((await geocode('200 N MAIN ST')).precision).toBe('range');
  });

  it('gives each address what it gets alone, in order', async () => {
    const streets = ['219 N MAIN ST', '12 Nowhere Ln', 'PO Box 1', '150 Main St', 'Oak Court', '7 Oak Ct'];
    const together = await geocoder.geocode(streets.map((street) => address(street)));
    for (const [index, street] of streets.entries()) expect(together[index]).toEqual(await geocode(street));
  });
});
