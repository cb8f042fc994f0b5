import type { ColumnMapping } from '../../../../domain/responses.ts';
import type { IncidentType } from '../../../../domain/vocabulary.ts';
import type { Address } from '../../../geocoding/address.ts';
import { addressKey } from '../../../geocoding/address-key.ts';
import { isEmptyAddress } from '../../../places/stored-place.ts';
import type { TableRow } from '../../tables/table.ts';
import { MappedRow } from '../cells/mapped-row.ts';
import { spelledName } from '../cells/spelled-name.ts';
import { parseTime } from '../cells/times.ts';
import type { RowNote, TableHead } from '../format.ts';
import { fatalByType, incidentTypeOf, parseFatal } from './incident-words.ts';

/** One row of a file of incidents, read and checked, its place not yet looked up. */
export interface ParsedIncident {
  readonly sourceRow: number;
  readonly recordKey: string | null;
  readonly incidentNumber: string | null;
  readonly occurredOn: string;
  readonly occurredTime: string | null;
  readonly incidentType: IncidentType;
  readonly reportedType: string | null;
  readonly fatal: boolean | null;
  readonly victims: number | null;
  readonly place: Address;
}

const PLACE_FIELDS = {
  address: 'place_address',
  street: 'place_street',
  city: 'place_city',
  county: 'place_county',
  state: 'place_state',
  zip: 'place_zip',
} as const;
const MIDNIGHT = '00:00:00';
const MOST_VICTIMS = 999;

/** Reads rows of a file of incidents by a mapping. Notes say what could not be read; `null` means the row is rejected. */
export class IncidentRowParser {
  readonly #row: MappedRow;

  constructor(head: TableHead, mapping: ColumnMapping, today: string) {
    this.#row = new MappedRow(head, mapping, today);
  }

  /** Reads one row, adding what there is to say about it to `notes`. */
  parse(row: TableRow, notes: RowNote[]): ParsedIncident | null {
    this.#row.turnTo(row, notes);
    const occurredOn = this.#occurredOn();
    const place = this.#place();
    if (occurredOn === null || place === null) return null;
    const event = {
      incidentNumber: spelledName(this.#row.text('incident_number') ?? ''),
      occurredOn,
      occurredTime: this.#occurredTime(),
      ...this.#type(),
    };
    return {
      sourceRow: row.number,
      recordKey: recordKey(event, place),
      ...event,
      fatal: this.#fatal(event.reportedType),
      victims: this.#victims(),
      place,
    };
  }

  #occurredOn(): string | null {
    const text = this.#row.text('occurred_on');
    if (text === null) {
      this.#row.note('error', 'occurred_on', 'The row has no date.');
      return null;
    }
    const date = this.#row.readDate('occurred_on', text);
    if (date === null) {
      this.#row.note('error', 'occurred_on', 'There is no such date. Write it as MM/DD/YYYY or YYYY-MM-DD.');
      return null;
    }
    if (date <= this.#row.today) return date;
    this.#row.note('error', 'occurred_on', 'The date lies in the future.');
    return null;
  }

  /** From a column of its own, else from what follows the date; there midnight is how systems write that they have none. */
  #occurredTime(): string | null {
    const own = this.#row.text('occurred_time');
    if (own === null) {
      const time = parseTime(this.#row.text('occurred_on') ?? '');
      return time === MIDNIGHT ? null : time;
    }
    const time = parseTime(own);
    if (time === null) {
      this.#row.note('warning', 'occurred_time', 'There is no such time of day; it was left out.');
    }
    return time;
  }

  /** A file without types is one of shootings; in a file with types a row without one is not. */
  #type(): Pick<ParsedIncident, 'incidentType' | 'reportedType'> {
    if (!this.#row.hasColumn('incident_type')) return { incidentType: 'shooting', reportedType: null };
    const reportedType = this.#row.text('incident_type');
    if (reportedType !== null) return { incidentType: incidentTypeOf(reportedType), reportedType };
    this.#row.note('warning', 'incident_type', 'The row does not say what happened; counted as "other".');
    return { incidentType: 'other', reportedType };
  }

  #fatal(reportedType: string | null): boolean | null {
    const said = parseFatal(this.#row.text('fatal') ?? '');
    if (said === undefined) this.#row.note('warning', 'fatal', 'Neither yes nor no; it was left out.');
    return said ?? fatalByType(reportedType ?? '');
  }

  #victims(): number | null {
    const text = this.#row.text('victims');
    if (text === null) return null;
    const victims = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (victims <= MOST_VICTIMS) return victims;
    this.#row.note('warning', 'victims', 'Not a number of victims; it was left out.');
    return null;
  }

  #place(): Address | null {
    const coordinates = this.#row.coordinates('place_longitude', 'place_latitude');
    const place = { ...this.#row.address(PLACE_FIELDS), ...coordinates };
    if (!isEmptyAddress(place)) return place;
    const message = 'The row has neither coordinates nor an address: nothing says where it happened.';
    this.#row.note('error', null, message);
    return null;
  }
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
