import type { ColumnMapping } from '../../../../domain/responses.ts';
import type { FieldKind } from '../cells/field-kinds.ts';
import { plausible } from '../cells/field-kinds.ts';
import { headingWords } from '../cells/heading-words.ts';
import type { FormatField, TableHead } from '../format.ts';

interface IncidentField extends FormatField {
  readonly kind: FieldKind;
  /** Headings that mean the field, as words in the spelling of `headingWords`; the whole heading must match. */
  readonly headings: readonly string[];
}

function field(
  group: 'Incident' | 'Place',
  key: string,
  label: string,
  kind: FieldKind,
  headings: readonly string[],
): IncidentField {
  return { key, label, required: key === 'occurred_on', group, kind, headings };
}

/** Words that say of a date or time that it is the incident's own. */
const OWN = ['OCCUR', 'OCCURRED', 'OCCURRENCE', 'INCIDENT', 'EVENT', 'OFFENSE', 'CRIME', 'SHOOTING', 'START'];

const withOwn = (word: 'DATE' | 'TIME') => OWN.flatMap((own) => [`${own} ${word}`, `${word} ${own}`]);

/**
 * What a file of incidents may hold, in the order of preference: of two columns that fit a field the earlier heading of
 * its list wins. Headings are those of the open data of large cities.
 */
export const INCIDENT_FIELDS: readonly IncidentField[] = [
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

  field('Place', 'place_latitude', 'Latitude', 'degrees', ['LATITUDE', 'LAT', 'Y', 'POINT Y']),
  field('Place', 'place_longitude', 'Longitude', 'degrees', [
    'LONGITUDE',
    'LON',
    'LONG',
    'LNG',
    'X',
    'POINT X',
  ]),
  field('Place', 'place_address', 'Address on one line', 'address_line', [
    'ADDRESS',
    'FULL ADDRESS',
    'LOCATION',
    'INCIDENT ADDRESS',
    'INCIDENT LOCATION',
  ]),
  field('Place', 'place_street', 'Street', 'street', [
    'STREET ADDRESS',
    'STREET',
    'ADDRESS',
    'INCIDENT ADDRESS',
    'BLOCK ADDRESS',
    'HUNDRED BLOCK',
    'BLOCK',
    'LOCATION',
    'INCIDENT LOCATION',
  ]),
  field('Place', 'place_city', 'City', 'name', [
    'CITY',
    'TOWN',
    'MUNICIPALITY',
    'CITY NAME',
    'INCIDENT CITY',
    'BORO',
    'BOROUGH',
  ]),
  field('Place', 'place_county', 'County', 'name', ['COUNTY', 'COUNTY NAME']),
  field('Place', 'place_state', 'State', 'state', ['STATE', 'ST', 'STATE CODE', 'INCIDENT STATE']),
  field('Place', 'place_zip', 'ZIP', 'zip', ['ZIP', 'ZIP CODE', 'POSTAL CODE', 'INCIDENT ZIP']),
];

/** Finds the column of each field by heading and contents; no column is taken twice. */
export function guessIncidentMapping({ columns, samples }: TableHead): ColumnMapping {
  const mapping: Record<string, string> = {};
  const taken = new Set<string>();
  const spelled = columns.map(headingWords);
  for (const { key, kind, headings } of INCIDENT_FIELDS) {
    const index = headings
      .flatMap((heading) => indexesOf(spelled, heading))
      .find((at) => {
        const column = columns[at];
        return column !== undefined && !taken.has(column) && plausible(kind, valuesOf(samples, at));
      });
    const column = index === undefined ? undefined : columns[index];
    if (column === undefined) continue;
    mapping[key] = column;
    taken.add(column);
  }
  return mapping;
}

const indexesOf = (spelled: readonly string[], heading: string): number[] =>
  spelled.flatMap((words, at) => (words === heading ? [at] : []));

const valuesOf = (samples: TableHead['samples'], at: number): string[] =>
  samples.map((cells) => (cells[at] ?? '').trim()).filter((value) => value !== '');
