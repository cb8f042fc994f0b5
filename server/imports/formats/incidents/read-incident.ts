import type { IncidentType } from '../../../../domain/vocabulary.ts';
import type { Address } from '../../../geocoding/address.ts';
import { addressKey } from '../../../geocoding/address-key.ts';
import type { MappedRow } from '../cells/mapped-row.ts';
import { spelledName } from '../cells/spelled-name.ts';
import { parseTime } from '../cells/times.ts';
import { readPlace } from '../records/place-fields.ts';
import type { ParsedRecord } from '../records/record-kind.ts';
import { fatalByType, incidentTypeOf, parseFatal } from './incident-words.ts';

/** One row of a file of incidents, read and checked, its place not yet looked up. */
export interface ParsedIncident extends ParsedRecord {
  readonly incidentNumber: string | null;
  readonly occurredOn: string;
  readonly occurredTime: string | null;
  readonly incidentType: IncidentType;
  readonly reportedType: string | null;
  readonly fatal: boolean | null;
  readonly victims: number | null;
  readonly casings: number | null;
  readonly casingCaliber: string | null;
  readonly place: Address;
}

const MIDNIGHT = '00:00:00';
const MOST_VICTIMS = 999;
const MOST_CASINGS = 9999;

/** The incident of a row; null where it has no date or place. */
export function readIncident(row: MappedRow): ParsedIncident | null {
  const occurredOn = row.requiredPastDate('occurred_on');
  const place = placeOf(row);
  if (occurredOn === null || place === null) return null;
  const event = {
    incidentNumber: spelledName(row.text('incident_number') ?? ''),
    occurredOn,
    occurredTime: occurredTime(row),
    ...typeOf(row),
  };
  return {
    recordKey: recordKey(event, place),
    ...event,
    fatal: fatal(row, event.reportedType),
    victims: row.count('victims', MOST_VICTIMS),
    casings: row.count('casings', MOST_CASINGS),
    casingCaliber: spelledName(row.text('casing_caliber') ?? ''),
    place,
  };
}

/** From a column of its own, else from what follows the date; there midnight is how systems write that they have none. */
function occurredTime(row: MappedRow): string | null {
  const own = row.text('occurred_time');
  if (own === null) {
    const time = parseTime(row.text('occurred_on') ?? '');
    return time === MIDNIGHT ? null : time;
  }
  const time = parseTime(own);
  if (time === null) row.note('warning', 'occurred_time', 'There is no such time of day; it was left out.');
  return time;
}

/** A file without types is one of shootings; in a file with types a row without one is not. */
function typeOf(row: MappedRow): Pick<ParsedIncident, 'incidentType' | 'reportedType'> {
  if (!row.hasColumn('incident_type')) return { incidentType: 'shooting', reportedType: null };
  const reportedType = row.text('incident_type');
  if (reportedType !== null) return { incidentType: incidentTypeOf(reportedType), reportedType };
  row.note('warning', 'incident_type', 'The row does not say what happened; counted as "other".');
  return { incidentType: 'other', reportedType };
}

function fatal(row: MappedRow, reportedType: string | null): boolean | null {
  const said = parseFatal(row.text('fatal') ?? '');
  if (said === undefined) row.note('warning', 'fatal', 'Neither yes nor no; it was left out.');
  return said ?? fatalByType(reportedType ?? '');
}

function placeOf(row: MappedRow): Address | null {
  const place = readPlace(row, 'place');
  if (place !== null) return place;
  row.note('error', null, 'The row has neither coordinates nor an address: nothing says where it happened.');
  return null;
}

type Event = Pick<ParsedIncident, 'incidentNumber' | 'occurredOn' | 'occurredTime' | 'incidentType'>;

/** Equal for the same incident in any file; null where too little is said to tell two incidents of a day apart. */
function recordKey(event: Event, place: Address): string | null {
  const { incidentNumber, occurredOn, occurredTime, incidentType } = event;
  if (incidentNumber !== null) return `${incidentNumber}|${occurredOn}`;
  if (occurredTime === null) return null;
  const where = `${addressKey(place)}|${place.lon ?? ''},${place.lat ?? ''}`;
  return `|${occurredOn}|${occurredTime}|${incidentType}|${where}`;
}
