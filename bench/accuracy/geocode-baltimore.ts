import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { distanceKm } from '../../domain/geography/great-circle.ts';
import { fromMercator } from '../../domain/geography/world-grid.ts';
import type { GeocodeResult } from '../../server/geocoding/address.ts';
import type { Geocoder } from '../../server/geocoding/geocoder.ts';
import { readStreetLine } from '../../server/geocoding/parse/read-street-line.ts';
import type { Measurement } from '../measurement.ts';
import { atLeast, atMost, quantile, reported } from '../measurement.ts';
import { Random } from '../random.ts';
import { sharedFile } from '../shared-data.ts';
import { misspell } from './misspell.ts';
import { address, geocodeAll, withStreets } from './street-database.ts';

const place = { lon: z.coerce.number(), lat: z.coerce.number() };
const addressRow = z.object({ blocklot: z.string(), address: z.string(), ...place });
const blockRow = z.object({ location: z.string(), ...place });
const crossingRow = z.object({ name: z.string(), ...place });

interface Place {
  readonly lon: number;
  readonly lat: number;
}

const IN_BALTIMORE = { city: 'Baltimore', state: 'MD' };
/** An answer farther from the given point than this is another block. */
const SAME_BLOCK_METRES = 150;

/** Addresses, hundred-blocks and crossings of Baltimore over the city's street ranges. */
export async function measureGeocodeBaltimore(): Promise<Measurement[]> {
  const ranges = sharedFile('geocoding/baltimore_street_ranges.csv');
  const load = [ranges, '--kind', 'street-ranges', '--place', 'Baltimore', '--state', 'MD'];
  return withStreets(load, async (geocoder) => [
    ...(await measureAddresses(geocoder)),
    ...(await measureBlocks(geocoder)),
    ...(await measureCrossings(geocoder)),
  ]);
}

/** The constants of placeInRange were chosen by the lots with an even checksum; what is reported is the others. */
const isReportedHalf = (blocklot: string) => crc32(blocklot) % 2 === 1;

async function measureAddresses(geocoder: Geocoder): Promise<Measurement[]> {
  const truth = readRows('geocoding/baltimore_address_truth.csv', addressRow).filter(({ blocklot }) =>
    isReportedHalf(blocklot),
  );
  const clean = await geocodeAll(
    geocoder,
    truth.map((row) => address(row.address, IN_BALTIMORE)),
  );
  const byRange = clean.filter(({ precision }) => precision === 'range').length;
  const errors = clean.flatMap((result, index) =>
    result.precision === 'range' ? [metresBetween(result, truth[index])] : [],
  );
  const once = await misspelt(
    geocoder,
    truth.map((row) => row.address),
    clean,
    1,
  );
  const twice = await misspelt(
    geocoder,
    truth.map((row) => row.address),
    clean,
    2,
  );
  return [
    reported('addresses', truth.length, ''),
    atLeast('addresses matched by range', percent(byRange, truth.length), '%', 99.4),
    atMost('error, median', quantile(errors, 0.5), 'm', 13),
    atMost('error, p95', quantile(errors, 0.95), 'm', 45),
    atLeast(
      'within 500 m',
      percent(errors.filter((metres) => metres <= 500).length, errors.length),
      '%',
      100,
    ),
    reported('within the stated uncertainty', percent(withinUncertainty(clean, truth), byRange), '%'),
    atLeast('one edit in the street: same street found', once.same, '%', 99),
    atMost('one edit: another street', once.other, '%', 0.1),
    reported('two edits: same street found', twice.same, '%'),
    atMost('two edits: another street', twice.other, '%', 0.3),
  ];
}

function withinUncertainty(results: readonly GeocodeResult[], truth: readonly Place[]): number {
  return results.filter(
    (result, index) =>
      result.precision === 'range' && metresBetween(result, truth[index]) <= (result.uncertaintyMetres ?? 0),
  ).length;
}

/** How many of the addresses with so many edits in the street's name are found on the street of the clean one. */
async function misspelt(
  geocoder: Geocoder,
  addresses: readonly string[],
  clean: readonly GeocodeResult[],
  edits: number,
): Promise<{ readonly same: number; readonly other: number }> {
  const random = new Random(20_261_124 + edits);
  const known = addresses.flatMap((text, index) => {
    const { precision, matchedAddress } = clean[index] ?? {};
    return precision === 'range' ? [{ text, expected: matchedAddress }] : [];
  });
  const questions = known.map(({ text }) => address(misspeltStreet(text, edits, random), IN_BALTIMORE));
  const results = await geocodeAll(geocoder, questions);
  const found = results.map(({ precision, matchedAddress }) =>
    precision === 'range' ? matchedAddress : null,
  );
  return {
    same: percent(found.filter((match, index) => match === known[index]?.expected).length, known.length),
    other: percent(
      found.filter((match, index) => match !== null && match !== known[index]?.expected).length,
      known.length,
    ),
  };
}

/** The address with edits in the words of its street's name: not in number, direction or suffix. */
function misspeltStreet(text: string, edits: number, random: Random): string {
  const line = readStreetLine(text);
  const street = line.kind === 'address' ? line.streets[0] : undefined;
  if (line.kind !== 'address' || street === undefined) return text;
  const { preDirection, name, suffix, postDirection } = street;
  return [String(line.number), preDirection, misspell(name, edits, random), suffix, postDirection]
    .filter((part) => part !== null)
    .join(' ');
}

async function measureBlocks(geocoder: Geocoder): Promise<Measurement[]> {
  const truth = readRows('geocoding/baltimore_block_locations.csv', blockRow);
  const results = await geocodeAll(
    geocoder,
    truth.map((row) => address(row.location, IN_BALTIMORE)),
  );
  const errors = results.flatMap((result, index) =>
    ['point', 'range', 'block'].includes(result.precision) ? [metresBetween(result, truth[index])] : [],
  );
  const offered = results.filter(
    (result, index) =>
      result.reviewReason !== null &&
      result.candidates.some((candidate) =>
        isSameBlock(fromMercator(candidate.x, candidate.y), truth[index]),
      ),
  ).length;
  const near = errors.filter((metres) => metres <= SAME_BLOCK_METRES).length;
  return [
    reported('block locations', truth.length, ''),
    atLeast('blocks answered', percent(errors.length, truth.length), '%', 82),
    atLeast('of these within 150 m', percent(near, errors.length), '%', 97),
    atMost(
      'of these beyond 1 km',
      percent(errors.filter((metres) => metres > 1000).length, errors.length),
      '%',
      1,
    ),
    atLeast(
      'answered, or the true block among those offered',
      percent(errors.length + offered, truth.length),
      '%',
      94,
    ),
  ];
}

const isSameBlock = (found: Place, truth: Place | undefined) =>
  metresBetween(found, truth) <= SAME_BLOCK_METRES;

async function measureCrossings(geocoder: Geocoder): Promise<Measurement[]> {
  const truth = readRows('geocoding/baltimore_intersection_truth.csv', crossingRow).filter(
    ({ name }) => name.split('&').length === 2,
  );
  const results = await geocodeAll(
    geocoder,
    truth.map((row) => address(row.name, IN_BALTIMORE)),
  );
  const errors = results.flatMap((result, index) =>
    result.precision === 'intersection' ? [metresBetween(result, truth[index])] : [],
  );
  return [
    reported('crossings of two streets', truth.length, ''),
    atLeast('crossings answered', percent(errors.length, truth.length), '%', 94),
    atMost('error of crossings, median', quantile(errors, 0.5), 'm', 5),
    reported('error of crossings, p95', quantile(errors, 0.95), 'm'),
  ];
}

function readRows<Row>(name: string, row: z.ZodType<Row>): Row[] {
  return z.array(row).parse(parse(readFileSync(sharedFile(name)), { columns: true }));
}

function metresBetween(
  found: { readonly lon: number | null; readonly lat: number | null },
  truth: Place | undefined,
): number {
  if (found.lon === null || found.lat === null || truth === undefined) return Number.POSITIVE_INFINITY;
  return 1000 * distanceKm({ lon: found.lon, lat: found.lat }, truth);
}

const percent = (part: number, whole: number) => (100 * part) / whole;
