import { meaningOf } from '../cells/words-of.ts';
import { GUN_FIELDS } from '../records/gun-fields.ts';
import { placeFields } from '../records/place-fields.ts';
import type { RecordField } from '../records/record-fields.ts';
import { field } from '../records/record-fields.ts';
import { OBTAINED_FROM_WORDS } from './debrief-words.ts';

const isKindOfSource = (value: string): boolean => meaningOf(value, OBTAINED_FROM_WORDS) !== null;

/** What a file of debriefs may hold. Who said it is not among them: such columns are left out. */
export const DEBRIEF_FIELDS: readonly RecordField[] = [
  field('Debrief', 'debrief_number', 'Debrief number', 'text', [
    'DEBRIEF NUMBER',
    'DEBRIEF ID',
    'DEBRIEFING NUMBER',
    'DEBRIEFING ID',
    'INTERVIEW NUMBER',
    'INTERVIEW ID',
    'STATEMENT NUMBER',
    'REPORT NUMBER',
    'CASE NUMBER',
  ]),
  field('Debrief', 'debriefed_on', 'Date of the debrief', 'date', [
    'DEBRIEF DATE',
    'DATE OF DEBRIEF',
    'DEBRIEFING DATE',
    'DATE OF DEBRIEFING',
    'INTERVIEW DATE',
    'STATEMENT DATE',
    'DATE OF INTERVIEW',
    'DATE',
  ]),
  field('Debrief', 'obtained_how', 'How the gun was obtained', 'text', [
    'OBTAINED HOW',
    'HOW OBTAINED',
    'HOW ACQUIRED',
    'METHOD ACQUIRED',
    'METHOD',
    'METHOD OBTAINED',
    'METHOD OF ACQUISITION',
    'ACQUISITION METHOD',
    'ACQUISITION TYPE',
    'HOW WAS GUN OBTAINED',
    'HOW WAS FIREARM OBTAINED',
    'HOW WAS THE GUN OBTAINED',
    'HOW WAS THE FIREARM OBTAINED',
    'SOURCE METHOD',
  ]),
  // Of columns that may hold names those are taken in which words for a kind stand.
  field('Debrief', 'obtained_from', 'From what kind of person or place', isKindOfSource, [
    'OBTAINED FROM',
    'ACQUIRED FROM',
    'FROM WHOM',
    'SOURCE',
    'SOURCE TYPE',
    'TYPE OF SOURCE',
    'SOURCE OF FIREARM',
    'SOURCE OF GUN',
    'SELLER TYPE',
    'RELATIONSHIP',
    'RELATIONSHIP TO SOURCE',
  ]),
  field('Debrief', 'obtained_on', 'Date it was obtained', 'date', [
    'OBTAINED DATE',
    'DATE OBTAINED',
    'ACQUIRED DATE',
    'DATE ACQUIRED',
    'ACQUISITION DATE',
    'DATE OF ACQUISITION',
    'WHEN OBTAINED',
    'WHEN ACQUIRED',
    'OBTAINED ON',
  ]),
  field('Debrief', 'price_dollars', 'Price in dollars', 'amount', [
    'PRICE',
    'PRICE PAID',
    'AMOUNT PAID',
    'PURCHASE PRICE',
    'COST',
    'PRICE DOLLARS',
    'PRICE USD',
  ]),
  field('Debrief', 'statement', 'Statement', 'text', [
    'STATEMENT',
    'NARRATIVE',
    'NOTES',
    'DETAILS',
    'SUMMARY',
    'FREE TEXT',
    'COMMENTS',
    'REMARKS',
  ]),
  ...GUN_FIELDS,
  ...placeFields({
    prefix: 'place',
    group: 'Where it was obtained',
    suffixes: ['OBTAINED', 'ACQUIRED', 'OF ACQUISITION', 'OF PURCHASE'],
    words: ['OBTAINED', 'ACQUIRED', 'ACQUISITION', 'SOURCE', 'WHERE OBTAINED', 'PURCHASE', 'LOCATION'],
    isBare: true,
  }),
];
