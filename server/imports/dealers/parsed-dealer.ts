import type { Address } from '../../geocoding/address.ts';
import type { MappedRow } from '../formats/cells/mapped-row.ts';
import { wholeName } from '../formats/cells/person.ts';
import { dealerNameKey, parseLicenseNumber } from './license-key.ts';

/** A dealer as a row names it, its address not yet placed. */
export interface ParsedDealer {
  readonly key: string;
  readonly licenseNumber: string | null;
  readonly licenseType: string | null;
  readonly name: string;
  readonly address: Address;
}

/** The fields of a dealer's address. */
const ADDRESS = {
  address: 'dealer_address',
  street: 'dealer_street',
  city: 'dealer_city',
  county: 'dealer_county',
  state: 'dealer_state',
  zip: 'dealer_zip',
} as const;

/** The dealer of a row by its fields `dealer_license_number`, `dealer_name` and its address; null where it names none. */
export function readDealer(row: MappedRow): ParsedDealer | null {
  const number = row.text('dealer_license_number');
  const license = number === null ? null : parseLicenseNumber(number);
  if (number !== null && license === null) {
    row.note(
      'warning',
      'dealer_license_number',
      'Not a licence number like 1-56-059-01-6F-21093 or 8-51-01809; the dealer was told by name and place.',
    );
  }
  const name = wholeName(row.text('dealer_name') ?? '');
  if (license === null && name === null) return null;
  const address = row.address(ADDRESS);
  return {
    key: license?.key ?? dealerNameKey(name ?? '', address.city, address.state),
    licenseNumber: license?.number ?? null,
    licenseType: license?.type ?? null,
    name: name ?? `FFL ${license?.number ?? ''}`,
    address,
  };
}
