import { placeFields } from '../records/place-fields.ts';
import type { RecordField } from '../records/record-fields.ts';
import { field } from '../records/record-fields.ts';

/** Words that say which of two incidents a heading is of, before it or after it. */
const SIDES = {
  place: {
    group: 'Incident',
    words: [
      'INCIDENT',
      'INCIDENT 1',
      'INCIDENT A',
      'EVENT 1',
      'EVENT A',
      'CASE 1',
      'CASE A',
      'FIRST',
      'FIRST INCIDENT',
      'SOURCE',
      'PRIMARY',
      'PRIMARY CASE',
      'PRIMARY INCIDENT',
      'REFERENCE CASE',
      'REFERENCE INCIDENT',
    ],
    suffixes: ['1', 'A'],
    isBare: true,
  },
  other: {
    group: 'Other incident',
    words: [
      'INCIDENT 2',
      'INCIDENT B',
      'EVENT 2',
      'EVENT B',
      'CASE 2',
      'CASE B',
      'SECOND',
      'SECOND INCIDENT',
      'LINKED',
      'LINKED INCIDENT',
      'OTHER',
      'OTHER INCIDENT',
      'MATCHED',
      'TARGET',
      'ASSOCIATED',
      'ASSOCIATED CASE',
      'ASSOCIATED INCIDENT',
      'LINKED CASE',
      'MATCHING CASE',
      'MATCHING INCIDENT',
      'SECONDARY',
      'SECONDARY CASE',
    ],
    suffixes: ['2', 'B'],
    isBare: false,
  },
} as const;

const NUMBER = [
  'NUMBER',
  'CASE NUMBER',
  'INCIDENT NUMBER',
  'EVENT NUMBER',
  'CC NUMBER',
  'CCN',
  'REPORT NUMBER',
];
const DATE = [
  'DATE',
  'INCIDENT DATE',
  'EVENT DATE',
  'OCCURRED DATE',
  'DATE OCCURRED',
  'OCC DATE',
  'OCCURRENCE DATE',
  'DATE OF OCCURRENCE',
  'DATE OF INCIDENT',
  'OFFENSE DATE',
];
const AGENCY = [
  'AGENCY',
  'POLICE AGENCY',
  'AGENCY NAME',
  'DEPARTMENT',
  'POLICE DEPARTMENT',
  'JURISDICTION',
  'SUBMITTING AGENCY',
  'ORIGINATING AGENCY',
  'INVESTIGATING AGENCY',
];
const EVIDENCE = ['EVIDENCE', 'EVIDENCE TYPE', 'ITEM', 'ITEM TYPE', 'EXHIBIT TYPE'];

function sideFields(prefix: 'place' | 'other'): readonly RecordField[] {
  const { group, words, suffixes, isBare } = SIDES[prefix];
  const start = prefix === 'place' ? 'incident' : 'other';
  const spelled = (headings: readonly string[]) => [
    ...words.flatMap((word) => headings.map((heading) => `${word} ${heading}`)),
    ...suffixes.flatMap((suffix) => headings.map((heading) => `${heading} ${suffix}`)),
    ...(isBare ? headings : []),
  ];
  return [
    field(group, `${start}_number`, 'Incident number', 'text', [
      ...spelled(NUMBER).filter((heading) => heading !== 'NUMBER'),
      ...words,
    ]),
    field(group, `${start}_date`, 'Date', 'date', spelled(DATE)),
    field(group, `${start}_agency`, 'Agency', 'name', spelled(AGENCY)),
    field(group, `${start}_evidence`, 'Evidence', 'text', spelled(EVIDENCE)),
    ...placeFields({ prefix, group, words, suffixes, isBare }),
  ];
}

/**
 * What a file of ballistic links may hold. A row is two incidents side by side, or one of those that share a link number, or
 * tells them in one cell of text.
 */
export const LINK_FIELDS: readonly RecordField[] = [
  field('Link', 'link_number', 'Link number', 'text', [
    'LINK NUMBER',
    'LINK ID',
    'LEAD NUMBER',
    'LEAD ID',
    'HIT NUMBER',
    'HIT ID',
    'NIBIN NUMBER',
    'NIBIN LEAD NUMBER',
    'NIBIN LEAD ID',
    'NIBIN HIT NUMBER',
    'NIBIN ID',
    'NIBIN LEAD',
    'NIBIN HIT',
    'GROUP NUMBER',
    'GROUP ID',
    'CLUSTER ID',
    'CLUSTER NUMBER',
    'CLUSTER',
  ]),
  field('Link', 'link_type', 'Lead or hit', 'text', [
    'LEAD OR HIT',
    'LEAD HIT',
    'HIT OR LEAD',
    'HIT LEAD',
    'LEAD STATUS',
    'LINK TYPE',
    'NIBIN TYPE',
    'STATUS',
    'LINK STATUS',
    'TYPE',
    'RESULT',
    'CONFIRMED',
  ]),
  field('Link', 'linked_on', 'Date of the link', 'date', [
    'LINK DATE',
    'LEAD DATE',
    'HIT DATE',
    'DATE OF LEAD',
    'DATE OF HIT',
    'NIBIN DATE',
    'NIBIN LEAD DATE',
    'NIBIN HIT DATE',
    'NOTIFICATION DATE',
    'DATE OF NOTIFICATION',
    'LEAD NOTIFICATION DATE',
    'DATE OF LINK',
    'DATE SENT',
    'DATE CONFIRMED',
    'CONFIRMED DATE',
  ]),
  field('Link', 'caliber', 'Caliber', 'text', ['CALIBER', 'CASING CALIBER', 'CARTRIDGE CALIBER', 'GAUGE']),
  field('Link', 'narrative', 'Incidents told in text', 'text', [
    'NARRATIVE',
    'LINKED INCIDENTS',
    'INCIDENTS',
    'EVENTS',
    'ASSOCIATED INCIDENTS',
    'LINKED CASES',
    'ASSOCIATED CASES',
    'NARRATIVE OF EVENTS',
    'SYNOPSIS',
    'SUMMARY',
    'DETAILS',
  ]),
  ...sideFields('place'),
  ...sideFields('other'),
];
