import type { Address } from '../address.ts';
import { normaliseCity, normaliseState, normaliseZip } from '../normalise-address.ts';
import { readAddressLine } from '../parse/read-address-line.ts';
import { readStreetLine } from '../parse/read-street-line.ts';
import type { StreetLine } from '../parse/street.ts';
import { formatStreet } from '../parse/street.ts';

/**
 * What leaves of an address: house number, street, city, state and ZIP in one spelling. Units, names and remarks that a
 * file has in its address stay behind. Capitals, digits, spaces and `# / -` only.
 */
export interface Question {
  readonly line: Extract<StreetLine, { kind: 'address' }>;
  /** House number and street: `1200 N CHARLES ST`. */
  readonly street: string;
  readonly city: string | null;
  /** USPS code. */
  readonly state: string | null;
  /** Five digits. */
  readonly zip: string | null;
}

/**
 * The question an address makes; null where no provider could answer it with a house: without a house number (a block, a
 * crossing, a post box, free text), or without a ZIP or a city and its state.
 */
export function readQuestion(address: Address): Question | null {
  const { street, city, state, zip, line } = readParts(address);
  if (line.kind !== 'address' || line.streets[0] === undefined || street === null) return null;
  if (zip === null && (city === null || state === null)) return null;
  const written = `${houseNumber(line)} ${formatStreet(line.streets[0])}`;
  return { line, street: written.replace(NOT_PLAIN, ' ').trim(), city, state, zip };
}

const NOT_PLAIN = /[^A-Z0-9#/-]+/g;

function readParts(address: Address) {
  const { street } = address;
  const zip = normaliseZip(address.zip);
  const city = normaliseCity(address.city);
  const state = normaliseState(address.state);
  if (zip !== null || city !== null || street === null) {
    return { street, city, state, zip, line: readStreetLine(street ?? '') };
  }
  const read = readAddressLine(street);
  return {
    street: read.street,
    city: normaliseCity(read.city),
    state: state ?? read.state,
    zip: read.zip,
    line: read.streetLine,
  };
}

/** As it is written on the house: `1200`, `1200 1/2`, `37-12`, `N6W23001`. */
function houseNumber({ number, numberSuffix }: Question['line']): string {
  if (numberSuffix === null) return String(number);
  // A hyphened number is joined when it is read (`37-12` is 3712 with the suffix -12).
  if (numberSuffix.startsWith('-')) return String(number).slice(0, 1 - numberSuffix.length) + numberSuffix;
  if (/^(?:[NSEW]\d+|\d+)[NSEW]$/.test(numberSuffix)) return numberSuffix + String(number);
  return `${number} ${numberSuffix}`;
}
