import { normaliseState, normaliseZip, splitAddressLine } from '../../../geocoding/normalise-address.ts';
import { parseLicenseNumber } from '../../dealers/license-key.ts';
import { looksLikeDate } from './dates.ts';
import { looksLikeTime } from './times.ts';
import { parseYesOrNo } from './yes-or-no.ts';

/** What the values of a field look like; contents that do not are not taken for it. */
type NamedKind =
  | 'text'
  | 'name'
  | 'date'
  | 'time'
  | 'count'
  | 'number'
  | 'amount'
  | 'yes_no'
  | 'license'
  | 'state'
  | 'zip'
  | 'degrees'
  | 'address_line'
  | 'street';

/** One of those that are named, or what tells a value of the field. */
export type FieldKind = NamedKind | ((value: string) => boolean);

const LEAST_SHARE_PLAUSIBLE = 0.6;

const PLAUSIBLE: Readonly<Record<NamedKind, (value: string) => boolean>> = {
  text: () => true,
  name: (value) => !looksLikeDate(value),
  date: (value) => looksLikeDate(value) || /^\d{5}(\.\d+)?$|^\d{8}$/.test(value),
  time: looksLikeTime,
  count: (value) => /^\d{1,3}$/.test(value),
  number: (value) => /^[\d,]+(?:\.0+)?$/.test(value),
  amount: (value) => /\d/.test(value),
  yes_no: (value) => parseYesOrNo(value) !== null,
  license: (value) => parseLicenseNumber(value) !== null,
  state: (value) => normaliseState(value) !== null,
  zip: (value) => normaliseZip(value) !== null,
  degrees: (value) => Math.abs(Number(value)) <= 180,
  address_line: isAddressLine,
  street: (value) => !isAddressLine(value),
};

/** True where enough of the values that say anything look like the kind. */
export function plausible(kind: FieldKind, values: readonly string[]): boolean {
  const known = values.filter((value) => !/^(?:UNK(?:NOWN)?|N\/?A|NULL|NONE)$/i.test(value));
  const looksLikeIt = typeof kind === 'function' ? kind : PLAUSIBLE[kind];
  return (
    known.length === 0 ||
    known.filter((value) => looksLikeIt(value)).length >= known.length * LEAST_SHARE_PLAUSIBLE
  );
}

/** True where a text ends with a state or ZIP, as an address on one line does. */
function isAddressLine(value: string): boolean {
  const { rest, state, zip } = splitAddressLine(value);
  return rest !== '' && (zip !== null || (state !== null && value.includes(',')));
}
