import { meaningOf } from '../cells/words-of.ts';
import { dealerFields } from '../records/dealer-fields.ts';
import { GUN_FIELDS } from '../records/gun-fields.ts';
import { placeFields } from '../records/place-fields.ts';
import type { RecordField } from '../records/record-fields.ts';
import { field } from '../records/record-fields.ts';
import { THEFT_VICTIM_WORDS } from './theft-words.ts';

/** What a file of guns reported stolen or lost may hold. Whoever reported it is not among them, but where that is a dealer. */
export const THEFT_FIELDS: readonly RecordField[] = [
  field('Theft', 'report_number', 'Report number', 'text', [
    'REPORT NUMBER',
    'THEFT REPORT NUMBER',
    'THEFT NUMBER',
    'THEFT ID',
    'INCIDENT NUMBER',
    'CASE NUMBER',
    'FFL THEFT NUMBER',
    'ATF INCIDENT NUMBER',
    'LOSS NUMBER',
    'THEFT LOSS NUMBER',
    'ATF THEFT LOSS NUMBER',
    'REPORT ID',
    'POLICE INCIDENT NUMBER',
    'POLICE REPORT NUMBER',
  ]),
  field('Theft', 'stolen_on', 'Date of the theft or loss', 'date', [
    'THEFT DATE',
    'DATE OF THEFT',
    'STOLEN DATE',
    'DATE STOLEN',
    'LOSS DATE',
    'DATE OF LOSS',
    'DATE OF THEFT LOSS',
    'THEFT LOSS DATE',
    'DATE LOST',
    'INCIDENT DATE',
    'OCCURRED DATE',
    'DATE OCCURRED',
    'DATE',
  ]),
  field('Theft', 'reported_on', 'Date it was reported', 'date', [
    'REPORT DATE',
    'REPORTED DATE',
    'DATE REPORTED',
    'DATE REPORTED TO POLICE',
    'DATE REPORTED TO ATF',
    'DISCOVERED DATE',
    'DATE DISCOVERED',
    'DISCOVERY DATE',
  ]),
  {
    ...field('Theft', 'theft_kind', 'What happened', 'text', [
      'THEFT TYPE',
      'TYPE OF THEFT',
      'THEFT LOSS TYPE',
      'TYPE OF LOSS',
      'LOSS TYPE',
      'THEFT KIND',
      'INCIDENT TYPE',
      'OFFENSE',
      'OFFENSE DESCRIPTION',
      'OFFENSE DESC',
      'DESCRIPTION OF INCIDENT',
      'HOW STOLEN',
    ]),
    bare: { headings: ['TYPE'], onlyAfterOwn: false },
  },
  // Of columns that may hold names those are taken in which words for a kind stand.
  field('Theft', 'victim_kind', 'Who lost them', (value) => meaningOf(value, THEFT_VICTIM_WORDS) !== null, [
    'VICTIM TYPE',
    'VICTIM KIND',
    'VICTIM',
    'OWNER TYPE',
    'REPORTED BY',
    'REPORTER TYPE',
  ]),
  field('Theft', 'guns', 'Number of guns', 'count', [
    'GUNS',
    'NUMBER OF GUNS',
    'NUMBER OF FIREARMS',
    'FIREARMS',
    'FIREARM COUNT',
    'GUN COUNT',
    'QUANTITY',
    'COUNT',
    'NUMBER STOLEN',
    'FIREARMS STOLEN',
    'FIREARMS LOST',
    'NUMBER OF FIREARMS STOLEN',
    'TOTAL FIREARMS',
  ]),
  ...GUN_FIELDS,
  ...placeFields({
    prefix: 'place',
    group: 'Where it happened',
    words: ['THEFT', 'LOSS', 'INCIDENT', 'STOLEN FROM', 'LOCATION'],
    isBare: true,
  }),
  ...dealerFields({ isBare: false }),
];
