import type { ColumnMapping } from '../../../../domain/responses.ts';
import { parseLicenseNumber } from '../../dealers/license-key.ts';
import { plausible } from '../cells/field-kinds.ts';
import { headingWords } from '../cells/heading-words.ts';
import type { TableHead } from '../format.ts';
import type { Party } from './trace-fields.ts';
import { TRACE_FIELDS } from './trace-fields.ts';

/** Words at the start of a heading that say whose name or address it is. */
const PARTY_WORDS: Readonly<Record<Party, readonly string[]>> = {
  recovery: ['RECOVERY', 'RECOVERED', 'INCIDENT'],
  possessor: ['POSSESSOR'],
  dealer: ['DEALER FFL', 'FFL DEALER', 'DEALER', 'FFL', 'LICENSEE', 'SELLER', 'RETAILER'],
  purchaser: ['PURCHASER'],
};
const PARTY_NAMES: readonly Party[] = ['recovery', 'possessor', 'dealer', 'purchaser'];

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
