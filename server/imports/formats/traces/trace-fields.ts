import type { FieldKind } from '../cells/field-kinds.ts';
import type { FormatField } from '../format.ts';

interface TraceField extends FormatField {
  readonly kind: FieldKind;
  /**
   * Headings that mean the field, as words in the spelling of `headingWords`; the whole heading must match.
   * For fields of a person or place, words for whose it is are taken off first.
   */
  readonly headings: readonly string[];
}

/** The parties of a trace whose names and addresses a file may hold. */
export const PARTIES = ['recovery', 'possessor', 'dealer', 'purchaser'] as const;
export type Party = (typeof PARTIES)[number];

const PARTY_LABELS: Readonly<Record<Party, string>> = {
  recovery: 'Recovery',
  possessor: 'Possessor',
  dealer: 'Dealer',
  purchaser: 'Purchaser',
};

const ADDRESS_PARTS = [
  ['address', 'address on one line', 'address_line', ['ADDRESS', 'FULL ADDRESS', 'LOCATION', 'ADDRESS LINE']],
  [
    'street',
    'street',
    'street',
    ['STREET', 'STREET ADDRESS', 'ADDRESS', 'LOCATION', 'ADDRESS 1', 'ADDRESS LINE 1', 'PREMISE STREET'],
  ],
  ['city', 'city', 'name', ['CITY', 'TOWN', 'MUNICIPALITY', 'CITY NAME', 'PREMISE CITY']],
  ['county', 'county', 'name', ['COUNTY', 'COUNTY NAME']],
  ['state', 'state', 'state', ['STATE', 'ST', 'STATE CODE', 'PREMISE STATE']],
  ['zip', 'ZIP', 'zip', ['ZIP', 'ZIP CODE', 'POSTAL CODE', 'ZIP 5', 'PREMISE ZIP CODE']],
] as const;

const PERSON_PARTS = [
  ['name', 'name', 'name', ['NAME', 'FULL NAME', '']],
  ['first_name', 'first name', 'name', ['FIRST NAME', 'FIRST', 'GIVEN NAME']],
  ['middle_name', 'middle name', 'name', ['MIDDLE NAME', 'MIDDLE', 'MIDDLE INITIAL', 'MI']],
  ['last_name', 'last name', 'name', ['LAST NAME', 'LAST', 'SURNAME', 'FAMILY NAME']],
  ['birth_date', 'date of birth', 'date', ['DATE OF BIRTH', 'DOB', 'BIRTH DATE', 'BIRTHDATE']],
] as const;

type PartyField = readonly [string, string, FieldKind, readonly string[]];

function partyFields(party: Party, parts: readonly PartyField[]): TraceField[] {
  return parts.map(([part, label, kind, headings]) => ({
    key: `${party}_${part}`,
    label: `${PARTY_LABELS[party]}: ${label}`,
    required: false,
    group: PARTY_LABELS[party],
    kind,
    headings,
  }));
}

function field(
  group: string,
  key: string,
  label: string,
  kind: FieldKind,
  headings: readonly string[],
): TraceField {
  return { key, label, required: false, group, kind, headings };
}

/** Fields of ATF's form F 3312.1 and of the trace result, with coordinates, which many police extracts carry. */
export const TRACE_FIELDS: readonly TraceField[] = [
  field('Trace', 'trace_number', 'Trace number', 'text', [
    'TRACE NUMBER',
    'TRACE ID',
    'TRACE',
    'ETRACE NUMBER',
    'ETRACE ID',
    'TRACE REQUEST NUMBER',
  ]),
  field('Trace', 'trace_status', 'Trace status', 'text', [
    'TRACE STATUS',
    'STATUS',
    'TRACE RESULT',
    'RESULT',
    'COMPLETION CODE',
    'TRACE OUTCOME',
    'DISPOSITION',
  ]),
  field('Trace', 'request_date', 'Request date', 'date', [
    'REQUEST DATE',
    'DATE REQUESTED',
    'TRACE DATE',
    'TRACE REQUEST DATE',
    'DATE OF REQUEST',
    'SUBMITTED DATE',
    'DATE SUBMITTED',
    'REQUESTED ON',
  ]),
  field('Trace', 'priority', 'Priority', 'text', ['PRIORITY', 'REQUEST PRIORITY', 'TRACE PRIORITY']),
  field('Trace', 'project_code', 'Project code', 'text', [
    'PROJECT CODE',
    'PROJECT',
    'SPECIAL PROJECT CODE',
    'PROJECT NAME',
  ]),
  field('Trace', 'crime_code', 'Crime code (NCIC)', 'text', [
    'CRIME CODE',
    'NCIC CRIME CODE',
    'NCIC CODE',
    'OFFENSE CODE',
    'NCIC',
    'OFFENSE',
    'CRIME',
  ]),
  field('Trace', 'ori', 'ORI', 'text', ['ORI', 'ORI NUMBER', 'AGENCY ORI', 'ORI CODE', 'REQUESTING ORI']),
  field('Trace', 'officer', 'Officer', 'text', [
    'OFFICER',
    'OFFICER NAME',
    'RECOVERING OFFICER',
    'REQUESTING OFFICER',
    'INVESTIGATOR',
    'REQUESTOR',
  ]),
  field('Trace', 'badge', 'Badge', 'text', [
    'BADGE',
    'BADGE NUMBER',
    'OFFICER BADGE',
    'OFFICER BADGE NUMBER',
    'OFFICER ID',
  ]),
  field('Trace', 'case_number', 'Case number', 'text', [
    'CASE NUMBER',
    'CASE',
    'CASE ID',
    'INVESTIGATION NUMBER',
    'INCIDENT NUMBER',
    'REPORT NUMBER',
    'COMPLAINT NUMBER',
    'AGENCY CASE NUMBER',
    'CC NUMBER',
  ]),

  field('Firearm', 'serial_number', 'Serial number', 'text', [
    'SERIAL NUMBER',
    'SERIAL',
    'FIREARM SERIAL NUMBER',
    'GUN SERIAL NUMBER',
    'WEAPON SERIAL NUMBER',
    'SN',
  ]),
  field('Firearm', 'serial_obliterated', 'Serial obliterated', 'yes_no', [
    'OBLITERATED',
    'SERIAL OBLITERATED',
    'SERIAL NUMBER OBLITERATED',
    'OBLITERATED SERIAL',
    'OBLITERATED SERIAL NUMBER',
  ]),
  field('Firearm', 'manufacturer', 'Manufacturer', 'text', [
    'MANUFACTURER',
    'MANUFACTURER NAME',
    'FIREARM MANUFACTURER',
    'GUN MANUFACTURER',
    'WEAPON MANUFACTURER',
  ]),
  field('Firearm', 'firearm_type', 'Firearm type', 'text', [
    'TYPE',
    'FIREARM TYPE',
    'GUN TYPE',
    'WEAPON TYPE',
    'FIREARM TYPE CODE',
    'TYPE CODE',
    'FIREARM CATEGORY',
  ]),
  field('Firearm', 'caliber', 'Caliber', 'text', [
    'CALIBER',
    'FIREARM CALIBER',
    'GUN CALIBER',
    'CALIBER GAUGE',
    'WEAPON CALIBER',
    'GAUGE',
  ]),
  field('Firearm', 'model', 'Model', 'text', [
    'MODEL',
    'FIREARM MODEL',
    'GUN MODEL',
    'WEAPON MODEL',
    'MODEL NAME',
  ]),
  field('Firearm', 'country_of_origin', 'Country of origin', 'text', [
    'COUNTRY OF ORIGIN',
    'COUNTRY',
    'ORIGIN',
    'ORIGIN COUNTRY',
  ]),
  field('Firearm', 'importer', 'Importer', 'text', ['IMPORTER', 'IMPORTER NAME', 'FIREARM IMPORTER']),

  field('Recovery', 'recovery_date', 'Recovery date', 'date', [
    'RECOVERY DATE',
    'DATE RECOVERED',
    'DATE OF RECOVERY',
    'RECOVERED ON',
    'RECOVERED DATE',
    'DATE SEIZED',
    'SEIZURE DATE',
  ]),
  ...partyFields('recovery', ADDRESS_PARTS),
  field('Recovery', 'recovery_latitude', 'Recovery: latitude', 'degrees', [
    'LATITUDE',
    'LAT',
    'RECOVERY LATITUDE',
    'RECOVERY LAT',
  ]),
  field('Recovery', 'recovery_longitude', 'Recovery: longitude', 'degrees', [
    'LONGITUDE',
    'LON',
    'LNG',
    'LONG',
    'RECOVERY LONGITUDE',
    'RECOVERY LON',
    'RECOVERY LNG',
    'RECOVERY LONG',
  ]),

  ...partyFields('possessor', PERSON_PARTS),
  ...partyFields('possessor', ADDRESS_PARTS),

  field('Dealer', 'dealer_license_number', 'Dealer: FFL number', 'license', [
    'FFL NUMBER',
    'DEALER FFL NUMBER',
    'FFL',
    'DEALER FFL',
    'LICENSE NUMBER',
    'DEALER LICENSE NUMBER',
    'DEALER NUMBER',
    'FFL LICENSE NUMBER',
    'RDS KEY',
    'FFL RDS',
  ]),
  field('Dealer', 'dealer_name', 'Dealer: name', 'name', [
    'DEALER NAME',
    'FFL NAME',
    'DEALER',
    'LICENSEE NAME',
    'LICENSEE',
    'SELLER NAME',
    'RETAILER',
    'RETAILER NAME',
    'DEALER BUSINESS NAME',
    'BUSINESS NAME',
    'DEALER FFL NAME',
  ]),
  ...partyFields('dealer', ADDRESS_PARTS),

  ...partyFields('purchaser', PERSON_PARTS),
  ...partyFields('purchaser', ADDRESS_PARTS),
  field('Purchaser', 'purchase_date', 'Purchase date', 'date', [
    'PURCHASE DATE',
    'DATE PURCHASED',
    'DATE OF PURCHASE',
    'SALE DATE',
    'DATE SOLD',
    'DATE OF SALE',
    'PURCHASED ON',
    'TRANSFER DATE',
    'PURCHASER DATE',
    'PURCHASER PURCHASE DATE',
  ]),
  field('Purchaser', 'multiple_sale', 'Multiple sale', 'yes_no', [
    'MULTIPLE SALE',
    'MULTIPLE SALES',
    'MULTI SALE',
    'MULTIPLE SALE INDICATOR',
    'MULTIPLE PURCHASE',
    'MULT SALE',
  ]),
];
