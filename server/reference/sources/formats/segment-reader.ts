import { normaliseCity, normaliseZip } from '../../../geocoding/normalise-address.ts';
import { readStreetName, streetNameFromParts } from '../../../geocoding/parse/read-street-name.ts';
import type { StreetName } from '../../../geocoding/parse/street.ts';
import { cellText, columnOf, rangeEndSpellings } from '../columns.ts';
import type { Findings } from '../findings.ts';
import { LEFT_OUT } from '../findings.ts';
import { readHouseNumbers } from '../house-numbers.ts';
import { stateOf } from '../place.ts';
import type { SegmentSide, StagedSegment } from '../staging/staged-segments.ts';
import { STREET_CLASS_COLUMNS, streetClass } from '../street-class.ts';
import { readLines } from '../street-line.ts';
import type { ReaderInput, RecordReader } from './reference-format.ts';

const PRE_DIRECTION = [
  'dirpre',
  'predir',
  'predirection',
  'prefixdirection',
  'predirectional',
  'predirabbrev',
  'stpredir',
  'streetpredir',
  'prefix',
  'pre',
];
const NAME = ['name', 'streetname', 'stname', 'basename', 'streetbasename', 'street', 'road', 'rdname'];
const SUFFIX = [
  'type',
  'sttype',
  'streettype',
  'suftype',
  'suffixtype',
  'posttype',
  'stpostyp',
  'suffix',
  'stsuffix',
  'sufabbrev',
];
const POST_DIRECTION = [
  'dirsuf',
  'sufdir',
  'postdir',
  'postdirection',
  'suffixdirection',
  'postdirectional',
  'sufdirabbrev',
  'stposdir',
  'stpostdir',
  'streetpostdir',
];
const FULL_NAME = [
  'fullname',
  'fullstreetname',
  'fullstname',
  'fullstreet',
  'fullnm',
  'streetfullname',
  'stfullname',
  'label',
];
const STATE = ['state', 'statel', 'lstate', 'stateleft', 'statefp', 'statefpl', 'region'];
const PLACE = [
  'city',
  'cityl',
  'lcity',
  'cityleft',
  'leftcity',
  'municipality',
  'munileft',
  'muni',
  'incmunil',
  'place',
  'town',
];
const ZIP = ['zip', 'zipcode', 'zip5', 'postcode', 'postalcode'];

const zipSpellings = (side: 'left' | 'right') =>
  ZIP.flatMap((zip) => [side.slice(0, 1), side].flatMap((word) => [zip + word, word + zip])).concat(ZIP);

export const hasStreetName = (columns: readonly string[]): boolean =>
  columnOf(columns, [...FULL_NAME, ...NAME]) >= 0;

/** Whether there are house numbers for at least one side. */
export const hasRanges = (columns: readonly string[]): boolean =>
  (['left', 'right'] as const).some((side) =>
    (['from', 'to'] as const).every((end) => columnOf(columns, rangeEndSpellings(side, end)) >= 0),
  );

/** Reads street segments with house numbers by the common names of their columns. */
export function segmentReader({ columns, state, place, findings }: ReaderInput): RecordReader<StagedSegment> {
  const streetOf = streetReader(columns);
  const leftOf = sideReader(columns, 'left', findings);
  const rightOf = sideReader(columns, 'right', findings);
  const stateColumn = columnOf(columns, STATE);
  const classColumn = columnOf(columns, STREET_CLASS_COLUMNS);
  const placeColumn = columnOf(columns, PLACE);
  return ({ number, cells, geometry }) => {
    const street = streetOf(cells);
    if (street === null) return LEFT_OUT.noStreet;
    const inState = stateOf(cellText(cells, stateColumn)) ?? state;
    if (inState === null) return LEFT_OUT.noState;
    const lines = readLines(geometry);
    if (typeof lines === 'string') return lines;
    const left = leftOf(cells, number);
    const right = rightOf(cells, number);
    const inPlace = normaliseCity(cellText(cells, placeColumn)) ?? place;
    // Where a line is in parts that do not touch, its numbers are taken to be on the longest.
    return lines.map((line, index) => ({
      street,
      state: inState,
      place: inPlace,
      sourceRow: number,
      streetClass: streetClass(street, cellText(cells, classColumn)),
      line,
      left: index === 0 ? left : { ...left, numbers: null },
      right: index === 0 ? right : { ...right, numbers: null },
    }));
  };
}

type Cells = readonly string[];

/** Columns for the parts of a name are more certain than the name in one piece; without a suffix there are no parts. */
function streetReader(columns: readonly string[]): (cells: Cells) => StreetName | null {
  const pre = columnOf(columns, PRE_DIRECTION);
  const name = columnOf(columns, NAME);
  const suffix = columnOf(columns, SUFFIX);
  const post = columnOf(columns, POST_DIRECTION);
  const full = columnOf(columns, FULL_NAME);
  const hasParts = name >= 0 && (suffix >= 0 || full >= 0);
  return (cells) => {
    const text = cellText(cells, name);
    if (hasParts && text !== null) {
      const street = streetNameFromParts(
        cellText(cells, pre),
        text,
        cellText(cells, suffix),
        cellText(cells, post),
      );
      return street.name === '' ? null : street;
    }
    return readStreetName(cellText(cells, full) ?? text ?? '')[0] ?? null;
  };
}

function sideReader(columns: readonly string[], side: 'left' | 'right', findings: Findings) {
  const from = columnOf(columns, rangeEndSpellings(side, 'from'));
  const to = columnOf(columns, rangeEndSpellings(side, 'to'));
  const zip = columnOf(columns, zipSpellings(side));
  return (cells: Cells, row: number): SegmentSide => {
    const numbers = readHouseNumbers(cellText(cells, from), cellText(cells, to));
    if (numbers === 'unreadable') findings.add(LEFT_OUT.rangeNotNumbers, row);
    return {
      numbers: numbers === 'unreadable' ? null : numbers,
      zip: normaliseZip(cellText(cells, zip)),
    };
  };
}
