import { placeFields } from '../records/place-fields.ts';
import type { RecordField } from '../records/record-fields.ts';
import { field, required } from '../records/record-fields.ts';

/** Words that say of a date or time that it is the incident's own. */
const OWN = ['OCCUR', 'OCCURRED', 'OCCURRENCE', 'INCIDENT', 'EVENT', 'OFFENSE', 'CRIME', 'SHOOTING', 'START'];

const withOwn = (word: 'DATE' | 'TIME') => OWN.flatMap((own) => [`${own} ${word}`, `${word} ${own}`]);

/**
 * What a file of incidents may hold, in the order of preference: of two columns that fit a field the earlier heading of
 * its list wins. Headings are those of the open data of large cities.
 */
export const INCIDENT_FIELDS: readonly RecordField[] = [
  field('Incident', 'incident_number', 'Incident number', 'text', [
    'INCIDENT NUMBER',
    'INCIDENT KEY',
    'INCIDENT ID',
    'CASE NUMBER',
    'CASE ID',
    'REPORT NUMBER',
    'COMPLAINT NUMBER',
    'CC NUMBER',
    'CCNUMBER',
    'CCN',
    'DC KEY',
    'DR NUMBER',
    'EVENT NUMBER',
    'INCIDENT',
  ]),
  required(
    field('Incident', 'occurred_on', 'Date', 'date', [
      ...withOwn('DATE'),
      'DATE OCC',
      'OCC DATE',
      'OCCURRED ON',
      'OCCURRED ON DATE',
      'OCCURRED AT',
      'CRIME DATE TIME',
      'CRIMEDATETIME',
      'INCIDENT DATETIME',
      'INCIDENT DATE TIME',
      'OCCURRED DATE TIME',
      'DATE TIME',
      'DATETIME',
      'DATE',
      'REPORT DATE',
      'REPORTED DATE',
      'DATE REPORTED',
    ]),
  ),
  field('Incident', 'occurred_time', 'Time of day', 'time', [
    ...withOwn('TIME'),
    'TIME OCC',
    'OCC TIME',
    'TIME',
    'TIME OF DAY',
  ]),
  field('Incident', 'incident_type', 'Type', 'text', [
    'INCIDENT TYPE',
    'OFFENSE TYPE',
    'CRIME TYPE',
    'PRIMARY TYPE',
    'TYPE',
    'OFFENSE',
    'OFFENSE DESCRIPTION',
    'CRIME DESCRIPTION',
    'CRM CD DESC',
    'DESCRIPTION',
    'CATEGORY',
    'CRIME',
  ]),
  field('Incident', 'fatal', 'Somebody died', 'text', [
    'FATAL',
    'IS FATAL',
    'FATAL FLAG',
    'FATALITY',
    'FATALITIES',
    'MURDER FLAG',
    'STATISTICAL MURDER FLAG',
    'HOMICIDE',
    'FATAL NON FATAL',
  ]),
  field('Incident', 'victims', 'Number of victims', 'count', [
    'VICTIMS',
    'NUMBER VICTIMS',
    'NUMBER OF VICTIMS',
    'VICTIM COUNT',
    'TOTAL VICTIMS',
  ]),
  field('Incident', 'casings', 'Shell casings found', 'count', [
    'CASINGS',
    'SHELL CASINGS',
    'NUMBER OF CASINGS',
    'CASINGS RECOVERED',
    'CASINGS FOUND',
    'CARTRIDGE CASINGS',
    'CASING COUNT',
    'NUMBER OF SHELL CASINGS',
    'SHELL CASINGS RECOVERED',
  ]),
  field('Incident', 'casing_caliber', 'Caliber of the casings', 'text', [
    'CASING CALIBER',
    'CASINGS CALIBER',
    'CASING CALIBERS',
    'CALIBER',
  ]),
  ...placeFields({ prefix: 'place', group: 'Place', words: ['INCIDENT'], isBare: true }),
];
