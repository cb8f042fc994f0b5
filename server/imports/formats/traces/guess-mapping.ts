import type { ColumnMapping } from '../../../../domain/responses.ts';
import { normaliseState, normaliseZip, splitAddressLine } from '../../../geocoding/normalise-address.ts';
import { parseLicenseNumber } from '../../dealers/license-key.ts';
import type { TableHead } from '../format.ts';
import { looksLikeDate } from './dates.ts';
import type { FieldKind, Party } from './trace-fields.ts';
import { TRACE_FIELDS } from './trace-fields.ts';
import { parseYesOrNo } from './yes-or-no.ts';

/** Abbreviations and other words for the words of headings. */
const SYNONYMS: Readonly<Record<string, string>> = {
  NO: 'NUMBER',
  NUM: 'NUMBER',
  NBR: 'NUMBER',
  NR: 'NUMBER',
  '#': 'NUMBER',
  DT: 'DATE',
  MFG: 'MANUFACTURER',
  MFR: 'MANUFACTURER',
  MANUF: 'MANUFACTURER',
  MAKE: 'MANUFACTURER',
  MAKER: 'MANUFACTURER',
  CAL: 'CALIBER',
  CALIBRE: 'CALIBER',
  SER: 'SERIAL',
  ADDR: 'ADDRESS',
  STR: 'STREET',
  ZIPCODE: 'ZIP CODE',
  LICENCE: 'LICENSE',
  LIC: 'LICENSE',
  RECOV: 'RECOVERY',
  RCVRY: 'RECOVERY',
  POSS: 'POSSESSOR',
  SUSPECT: 'POSSESSOR',
  ARRESTEE: 'POSSESSOR',
  SUBJECT: 'POSSESSOR',
  PURCH: 'PURCHASER',
  BUYER: 'PURCHASER',
  DLR: 'DEALER',
  FNAME: 'FIRST NAME',
  LNAME: 'LAST NAME',
  MNAME: 'MIDDLE NAME',
  OBLIT: 'OBLITERATED',
  OFFENCE: 'OFFENSE',
};

/** Words at the start of a heading that say whose name or address it is. */
const PARTY_WORDS: Readonly<Record<Party, readonly string[]>> = {
  recovery: ['RECOVERY', 'RECOVERED', 'INCIDENT'],
  possessor: ['POSSESSOR'],
  dealer: ['DEALER FFL', 'FFL DEALER', 'DEALER', 'FFL', 'LICENSEE', 'SELLER', 'RETAILER'],
  purchaser: ['PURCHASER'],
};
const PARTY_NAMES: readonly Party[] = ['recovery', 'possessor', 'dealer', 'purchaser'];

const LEAST_SHARE_PLAUSIBLE = 0.6;

/**
 * Finds the field of each column from its heading and its contents. A heading without a word for whose it is (CITY)
 * belongs to the party of the columns before it. Each field gets one column, the first that fits.
 */
export function guessMapping({ columns, samples }: TableHead): ColumnMapping {
  const mapping: Record<string, string> = {};
  let party: Party = 'recovery';
  columns.forEach((column, index) => {
    const values = samples.map((cells) => (cells[index] ?? '').trim()).filter((value) => value !== '');
    const found = fieldOf(headingWords(column), party, values, mapping);
    if (found === null) return;
    mapping[found.key] = column;
    party = partyOfGroup(found.group) ?? party;
  });
  return withLicenseByContents(mapping, columns, samples);
}

/** A heading in capitals, abbreviations in full: `RecoveryDt` and `recovery_date` both give RECOVERY DATE. */
export function headingWords(heading: string): string {
  return heading
    .replace(/ \(\d+\)$/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replaceAll('#', ' # ')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9#]+/g, ' ')
    .trim()
    .split(' ')
    .map((word) => SYNONYMS[word] ?? word)
    .join(' ');
}

function fieldOf(
  heading: string,
  currentParty: Party,
  values: readonly string[],
  taken: Readonly<Record<string, string>>,
) {
  const spelled = partyAndRest(heading);
  const fits = ({ key, kind }: (typeof TRACE_FIELDS)[number]) =>
    taken[key] === undefined && plausible(kind, values);
  const named = (words: string) => (candidate: (typeof TRACE_FIELDS)[number]) =>
    candidate.headings.some((known) => compact(known) === compact(words)) && fits(candidate);

  const own = TRACE_FIELDS.filter(({ key }) => !isPartyPart(key));
  const direct = own.find(named(heading));
  if (direct !== undefined) return direct;
  const parts = TRACE_FIELDS.filter(({ key }) => isPartyPart(key));
  const party = spelled?.party ?? currentParty;
  const rest = spelled?.rest ?? heading;
  const mine = parts.filter(({ key }) => key.startsWith(`${party}_`));
  return mine.find(named(rest)) ?? null;
}

const compact = (words: string) => words.replaceAll(' ', '');

const PART_KEYS =
  /_(?:address|street|city|county|state|zip|name|first_name|middle_name|last_name|birth_date)$/;
const isPartyPart = (key: string) => PART_KEYS.test(key) && key !== 'dealer_name';

function partyAndRest(heading: string): { party: Party; rest: string } | null {
  for (const party of PARTY_NAMES) {
    for (const word of PARTY_WORDS[party]) {
      if (heading === word) return { party, rest: '' };
      if (heading.startsWith(`${word} `)) return { party, rest: heading.slice(word.length + 1) };
    }
  }
  return null;
}

function partyOfGroup(group: string): Party | null {
  return PARTY_NAMES.find((party) => party === group.toLowerCase()) ?? null;
}

const PLAUSIBLE: Readonly<Record<FieldKind, (value: string) => boolean>> = {
  text: () => true,
  name: (value) => !looksLikeDate(value),
  date: (value) => looksLikeDate(value) || /^\d{5}(\.\d+)?$|^\d{8}$/.test(value),
  yes_no: (value) => parseYesOrNo(value) !== null,
  license: (value) => parseLicenseNumber(value) !== null,
  state: (value) => normaliseState(value) !== null,
  zip: (value) => normaliseZip(value) !== null,
  degrees: (value) => Math.abs(Number(value)) <= 180,
  address_line: isAddressLine,
  street: (value) => !isAddressLine(value),
};

function plausible(kind: FieldKind, values: readonly string[]): boolean {
  const known = values.filter((value) => !/^(?:UNK(?:NOWN)?|N\/?A|NULL|NONE)$/i.test(value));
  return known.length === 0 || known.filter(PLAUSIBLE[kind]).length >= known.length * LEAST_SHARE_PLAUSIBLE;
}

/** True where a text ends with a state or ZIP, as an address on one line does. */
function isAddressLine(value: string): boolean {
  const { rest, state, zip } = splitAddressLine(value);
  return rest !== '' && (zip !== null || (state !== null && value.includes(',')));
}

/** Licence numbers have a shape of their own, so their column is found under any heading. */
function withLicenseByContents(
  mapping: Record<string, string>,
  columns: TableHead['columns'],
  samples: TableHead['samples'],
): ColumnMapping {
  if (mapping.dealer_license_number !== undefined) return mapping;
  const used = new Set(Object.values(mapping));
  const found = columns.find((column, index) => {
    if (used.has(column)) return false;
    const values = samples.map((cells) => (cells[index] ?? '').trim()).filter((value) => value !== '');
    return (
      values.length > 0 && values.every((value) => /-/.test(value) && parseLicenseNumber(value) !== null)
    );
  });
  return found === undefined ? mapping : { ...mapping, dealer_license_number: found };
}
