import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { normaliseCity } from '../../server/geocoding/normalise-address.ts';
import { readAddressLine } from '../../server/geocoding/parse/read-address-line.ts';
import { readStreetLine } from '../../server/geocoding/parse/read-street-line.ts';
import { readStreetName } from '../../server/geocoding/parse/read-street-name.ts';
import type { StreetName } from '../../server/geocoding/parse/street.ts';
import { formatStreet } from '../../server/geocoding/parse/street.ts';
import type { Measurement } from '../measurement.ts';
import { atLeast, reported } from '../measurement.ts';
import { sharedFile } from '../shared-data.ts';

const FILE = 'geocoding/us50_labelled_addresses.jsonl';
const labelledRow = z.object({ input: z.string(), parts: z.array(z.tuple([z.string(), z.string()])) });
type LabelledRow = z.infer<typeof labelledRow>;

const PARTS = ['number', 'street', 'city', 'state', 'zip'] as const;
type Part = (typeof PARTS)[number];
type Verdict = Readonly<Record<Part, boolean>>;

/**
 * One-line addresses of all states, labelled by hand in the usaddress scheme, read without a gazetteer. A row is right
 * where all five parts are. Rules may be made from the rows of even index; the others are kept back.
 */
export async function measureParseUs50(): Promise<Measurement[]> {
  const rows = readFileSync(sharedFile(FILE), 'utf8')
    .trim()
    .split('\n')
    .map((line) => labelledRow.parse(JSON.parse(line)));
  const verdicts = rows.map(judge);
  const isKept = (_: unknown, index: number): boolean => index % 2 === 1;
  const lines = rows.map(({ input }) => input);
  const streets = lines.map((line) => readAddressLine(line).street ?? '');
  return [
    atLeast('addresses with all parts right', shareRight(verdicts), '%', 97.5),
    reported('of those kept back', shareRight(verdicts.filter(isKept)), '%'),
    ...PARTS.map((part) => {
      const right = verdicts.filter((verdict) => verdict[part]).length;
      return reported(`${part} right`, (100 * right) / verdicts.length, '%');
    }),
    reported('time to read a one-line address', microseconds(lines, readAddressLine), 'µs'),
    reported('time to read a street line', microseconds(streets, readStreetLine), 'µs'),
  ];
}

function shareRight(verdicts: readonly Verdict[]): number {
  const right = verdicts.filter((verdict) => PARTS.every((part) => verdict[part])).length;
  return (100 * right) / verdicts.length;
}

/**
 * What is right: the number with what is written to it; the label's street read as our own rules read its words, so
 * that spelling does not count but where the street begins and ends does (how a name is divided, the tests of the
 * parser say); the city in one spelling; state and ZIP. A post box must be read as one with its identifier, a crossing
 * as its streets (behind a house number: the first), a landmark as a line without a number in the landmark's own words.
 */
function judge(row: LabelledRow): Verdict {
  const { streetLine, city, state, zip } = readAddressLine(row.input);
  const number = said(row, 'AddressNumber').replaceAll(' ', '');
  const streets = labelledStreets(row);
  const box = said(row, 'USPSBoxID').replace(/^.*# ?/, '');
  const placeName = normaliseCity(said(row, 'PlaceName') || null);
  return {
    number:
      streetLine.kind === 'address'
        ? isNumber(number, streetLine.number, streetLine.numberSuffix ?? '')
        : number === '' && streetLine.kind !== 'block',
    street:
      box !== '' || hasLabel(row, 'USPSBoxType')
        ? streetLine.kind === 'box' && streetLine.text.endsWith(box.toUpperCase())
        : isSameStreets(streets, readStreets(row.input), number !== ''),
    city: normaliseCity(city) === placeName,
    state: state === said(row, 'StateName').toUpperCase(),
    zip: zip === said(row, 'ZipCode').slice(0, 5),
  };
}

const said = (row: LabelledRow, label: string): string =>
  row.parts
    .filter(([name]) => name === label)
    .map(([, token]) => token.replace(/,$/, ''))
    .join(' ');

const hasLabel = (row: LabelledRow, label: string): boolean => row.parts.some(([name]) => name === label);

/** Hyphened numbers are read as one (`94-210` is 94210), a range as its first (`313-317` is 313). */
function isNumber(label: string, number: number, suffix: string): boolean {
  const own = suffix.startsWith('-') ? [String(number)] : [`${number}${suffix}`, `${suffix}${number}`];
  const isRangeStart = suffix === '' && new RegExp(`^${number}-\\d+$`).test(label);
  return isRangeStart || own.some((spelling) => plain(spelling) === plain(label));
}

const plain = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** The label's streets in one spelling: several where a separator stands between them. */
function labelledStreets(row: LabelledRow): readonly string[] {
  const streets = [''];
  for (const [label, token] of row.parts) {
    if (label === 'IntersectionSeparator') streets.push('');
    else if (label === 'StreetName' || label === 'LandmarkName') {
      streets.push(`${streets.pop() ?? ''} ${token.replace(/,$/, '')}`);
    }
  }
  return streets.map((street) => likeliest(readStreetName(street))).filter((street) => street !== '');
}

function readStreets(input: string): readonly string[] {
  const { streetLine } = readAddressLine(input);
  if (streetLine.kind === 'intersection') return streetLine.crossing.map(likeliest);
  return 'streets' in streetLine ? [likeliest(streetLine.streets)] : [];
}

function likeliest(readings: readonly StreetName[]): string {
  const [first] = readings;
  return first === undefined ? '' : formatStreet(first);
}

function isSameStreets(label: readonly string[], read: readonly string[], isNumbered: boolean): boolean {
  const expected = isNumbered ? label.slice(0, 1) : label;
  return expected.length === read.length && expected.every((street, index) => street === read[index]);
}

const ROUNDS = 60;

/** The median of several rounds over the lines, the first ones left out. */
function microseconds(lines: readonly string[], read: (line: string) => unknown): number {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    for (const line of lines) read(line);
    times.push(((performance.now() - start) * 1000) / lines.length);
  }
  const warm = times.slice(ROUNDS / 2).sort((a, b) => a - b);
  return warm[Math.floor(warm.length / 2)] ?? Number.NaN;
}
