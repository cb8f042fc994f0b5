import type { Address } from '../../../geocoding/address.ts';
import { isEmptyAddress } from '../../../places/stored-place.ts';
import type { MappedRow } from '../cells/mapped-row.ts';
import type { RecordField } from './record-fields.ts';

/** The parts of a place, in the order in which columns are looked for, with the words that mean them alone. */
const PARTS = [
  ['latitude', 'Latitude', 'degrees', ['LATITUDE', 'LAT', 'Y', 'POINT Y']],
  ['longitude', 'Longitude', 'degrees', ['LONGITUDE', 'LON', 'LONG', 'LNG', 'X', 'POINT X']],
  ['address', 'Address on one line', 'address_line', ['ADDRESS', 'FULL ADDRESS', 'LOCATION']],
  [
    'street',
    'Street',
    'street',
    ['STREET ADDRESS', 'STREET', 'ADDRESS', 'BLOCK ADDRESS', 'HUNDRED BLOCK', 'BLOCK', 'LOCATION'],
  ],
  ['city', 'City', 'name', ['CITY', 'TOWN', 'MUNICIPALITY', 'CITY NAME', 'BORO', 'BOROUGH']],
  ['county', 'County', 'name', ['COUNTY', 'COUNTY NAME']],
  ['state', 'State', 'state', ['STATE', 'ST', 'STATE CODE']],
  ['zip', 'ZIP', 'zip', ['ZIP', 'ZIP CODE', 'POSTAL CODE']],
] as const;

export interface PlaceFieldsOptions {
  /** What the keys of the fields begin with: `place` gives `place_street`. */
  readonly prefix: string;
  readonly group: string;
  /** Words before a heading that say whose place it is: `INCIDENT` of INCIDENT ADDRESS. */
  readonly words: readonly string[];
  /** Words after it that do: `2` of ADDRESS 2. */
  readonly suffixes?: readonly string[];
  /** Whether headings without such a word mean this place wherever they stand; else only after columns of its group. */
  readonly isBare: boolean;
}

/** The fields of one place of a record: coordinates, an address on one line, or its parts. */
export function placeFields({
  prefix,
  group,
  words,
  suffixes = [],
  isBare,
}: PlaceFieldsOptions): readonly RecordField[] {
  return PARTS.map(([part, label, kind, headings]) => ({
    key: `${prefix}_${part}`,
    label,
    required: false,
    group,
    kind,
    headings: [
      ...words.flatMap((word) => headings.map((heading) => `${word} ${heading}`)),
      ...suffixes.flatMap((suffix) => headings.map((heading) => `${heading} ${suffix}`)),
    ],
    bare: { headings, onlyAfterOwn: !isBare },
  }));
}

/** The place of a row as its {@link placeFields} say; null where they say nothing. */
export function readPlace(row: MappedRow, prefix: string): Address | null {
  const place = {
    ...row.address({
      address: `${prefix}_address`,
      street: `${prefix}_street`,
      city: `${prefix}_city`,
      county: `${prefix}_county`,
      state: `${prefix}_state`,
      zip: `${prefix}_zip`,
    }),
    ...row.coordinates(`${prefix}_longitude`, `${prefix}_latitude`),
  };
  return isEmptyAddress(place) ? null : place;
}
