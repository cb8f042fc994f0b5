import type { ColumnMapping } from '../../../../domain/responses.ts';
import { LONGEST_TIME_TO_CRIME_DAYS, timeToCrimeDays } from '../../../../domain/time-to-crime.ts';
import type { FirearmType, TraceOutcome } from '../../../../domain/vocabulary.ts';
import type { Address } from '../../../geocoding/address.ts';
import { isEmptyAddress } from '../../../places/stored-place.ts';
import { dealerNameKey, parseLicenseNumber } from '../../dealers/license-key.ts';
import type { TableRow } from '../../tables/table.ts';
import type { RowNote, TableHead } from '../format.ts';
import type { DayOrder } from './dates.ts';
import { detectDayOrder, parseDate } from './dates.ts';
import { firearmTypeOf, normaliseSerial, spelledName } from './firearm-words.ts';
import { fullNameOf, personKey, wholeName } from './person.ts';
import { splitSingleLineAddress } from './single-line-address.ts';
import type { Party } from './trace-fields.ts';
import { parseYesOrNo } from './yes-or-no.ts';

export interface ParsedPerson {
  readonly fullName: string | null;
  readonly birthDate: string | null;
  readonly address: Address;
}

export interface ParsedDealer {
  readonly key: string;
  readonly licenseNumber: string | null;
  readonly licenseType: string | null;
  readonly name: string;
  readonly address: Address;
}

/** One row of a trace file, read and checked, its addresses not yet placed. */
export interface ParsedTrace {
  readonly sourceRow: number;
  readonly traceNumber: string | null;
  readonly recordKey: string | null;
  readonly outcome: TraceOutcome;
  readonly status: string | null;
  readonly requestedOn: string | null;
  readonly priority: string | null;
  readonly projectCode: string | null;
  readonly crimeCode: string | null;
  readonly ori: string | null;
  readonly officer: string | null;
  readonly badge: string | null;
  readonly caseNumber: string | null;
  readonly serialNumber: string | null;
  readonly serialObliterated: boolean;
  readonly manufacturer: string | null;
  readonly importer: string | null;
  readonly model: string | null;
  readonly caliber: string | null;
  readonly countryOfOrigin: string | null;
  readonly firearmType: FirearmType;
  readonly recoveredOn: string | null;
  readonly purchasedOn: string | null;
  readonly timeToCrimeDays: number | null;
  readonly multipleSale: boolean;
  readonly recovery: Address;
  readonly possessor: ParsedPerson | null;
  readonly dealer: ParsedDealer | null;
  readonly purchaser: ParsedPerson | null;
  readonly purchaserKey: string | null;
}

const OLDEST_BIRTH_YEARS = 120;
const DATES_REMEMBERED = 50_000;

/** The fields of each party: put together once, since every row asks for all of them. */
const PARTY_FIELDS = {
  recovery: partyFields('recovery'),
  possessor: partyFields('possessor'),
  dealer: partyFields('dealer'),
  purchaser: partyFields('purchaser'),
} as const;

function partyFields(party: Party) {
  return {
    address: `${party}_address`,
    street: `${party}_street`,
    city: `${party}_city`,
    county: `${party}_county`,
    state: `${party}_state`,
    zip: `${party}_zip`,
    name: `${party}_name`,
    firstName: `${party}_first_name`,
    middleName: `${party}_middle_name`,
    lastName: `${party}_last_name`,
    birthDate: `${party}_birth_date`,
  };
}

/** Reads rows of a trace file by a mapping. Notes say what could not be read; `null` means the row is rejected. */
export class TraceRowParser {
  readonly #columnOf: ReadonlyMap<string, number>;
  readonly #mapping: ColumnMapping;
  readonly #dayOrders: ReadonlyMap<string, DayOrder>;
  readonly #dates = new Map<string, string | null>();
  #cells: readonly string[] = [];
  #row = 0;
  #notes: RowNote[] = [];

  constructor(
    head: TableHead,
    mapping: ColumnMapping,
    readonly today: string,
  ) {
    this.#mapping = mapping;
    const columns = Object.entries(mapping).flatMap(([field, column]) =>
      column === null ? [] : [[field, head.columns.indexOf(column)] as const],
    );
    this.#columnOf = new Map(columns);
    this.#dayOrders = new Map(
      columns.map(([field, index]) => [
        field,
        detectDayOrder(head.samples.map((cells) => cells[index] ?? '')),
      ]),
    );
  }

  /** Reads one row, adding what there is to say about it to `notes`. */
  parse({ number, cells }: TableRow, notes: RowNote[]): ParsedTrace | null {
    this.#cells = cells;
    this.#row = number;
    this.#notes = notes;
    const dates = this.#saleAndRecovery();
    const serial = normaliseSerial(this.#text('serial_number') ?? '');
    const traceNumber = spelledName(this.#text('trace_number') ?? '');
    if (dates === null) return null;
    if (traceNumber === null && serial.serial === null && dates.recoveredOn === null) {
      this.#note(
        'error',
        null,
        'The row has no trace number, no serial number and no recovery date: nothing tells which gun it is.',
      );
      return null;
    }
    const dealer = this.#dealer();
    const possessor = this.#person('possessor', dates.recoveredOn);
    const purchaser = this.#person('purchaser', dates.purchasedOn);
    const status = this.#text('trace_status');
    const requestedOn = this.#date('request_date');
    const submitted = traceNumber !== null || status !== null || requestedOn !== null;
    return {
      sourceRow: number,
      traceNumber,
      recordKey:
        serial.serial === null || dates.recoveredOn === null ? null : `${serial.serial}|${dates.recoveredOn}`,
      outcome:
        purchaser !== null
          ? 'purchaser'
          : dealer !== null
            ? 'dealer'
            : submitted
              ? 'submitted'
              : 'not_submitted',
      status,
      requestedOn,
      priority: this.#text('priority'),
      projectCode: this.#text('project_code'),
      crimeCode: spelledName(this.#text('crime_code') ?? ''),
      ori: this.#text('ori'),
      officer: this.#text('officer'),
      badge: this.#text('badge'),
      caseNumber: this.#text('case_number'),
      serialNumber: serial.serial,
      serialObliterated: this.#yesOrNo('serial_obliterated') || serial.obliterated,
      manufacturer: spelledName(this.#text('manufacturer') ?? ''),
      importer: spelledName(this.#text('importer') ?? ''),
      model: spelledName(this.#text('model') ?? ''),
      caliber: spelledName(this.#text('caliber') ?? ''),
      countryOfOrigin: spelledName(this.#text('country_of_origin') ?? ''),
      firearmType: this.#firearmType(),
      ...dates,
      multipleSale: this.#yesOrNo('multiple_sale'),
      recovery: this.#recoveryAddress(),
      possessor,
      dealer,
      purchaser,
      purchaserKey: purchaser === null ? null : personKey(purchaser.fullName, purchaser.birthDate),
    };
  }

  /** The cell of a field; null where it is empty, says NULL or no column holds the field. */
  #text(field: string): string | null {
    const column = this.#columnOf.get(field);
    if (column === undefined) return null;
    const cell = this.#cells[column];
    if (cell === undefined || cell === '') return null;
    const text = cell.trim();
    if (text === '' || text === 'NULL') return null;
    // Spreadsheets, and our own list of rejected rows, put an apostrophe before text that looks like a formula.
    return text.startsWith("'") && /^'[=+\-@]/.test(text) ? text.slice(1) : text;
  }

  #note(severity: 'error' | 'warning', field: string | null, message: string): void {
    this.#notes.push({
      row: this.#row,
      column: field === null ? null : (this.#mapping[field] ?? null),
      severity,
      value: field === null ? null : this.#text(field),
      message,
    });
  }

  /** Null where the recovery date cannot be read: without it the record would count in no month and never be mended. */
  #saleAndRecovery(): Pick<ParsedTrace, 'recoveredOn' | 'purchasedOn' | 'timeToCrimeDays'> | null {
    const recovered = this.#text('recovery_date');
    let recoveredOn = recovered === null ? null : this.#readDate('recovery_date', recovered);
    if (recovered !== null && recoveredOn === null) {
      this.#note('error', 'recovery_date', 'There is no such date. Write it as MM/DD/YYYY or YYYY-MM-DD.');
      return null;
    }
    if (recoveredOn !== null && recoveredOn > this.today) {
      this.#note('warning', 'recovery_date', 'The date lies in the future and was left out.');
      recoveredOn = null;
    }
    const purchasedOn = this.#date('purchase_date');
    const days = timeToCrimeDays(purchasedOn, recoveredOn);
    if (purchasedOn !== null && recoveredOn !== null && days === null) {
      const message =
        recoveredOn < purchasedOn
          ? 'The gun was recovered before it was sold: the time-to-crime was left out.'
          : `More than ${LONGEST_TIME_TO_CRIME_DAYS} days lie between sale and recovery: the time-to-crime was left out.`;
      this.#note('warning', 'purchase_date', message);
    }
    return { recoveredOn, purchasedOn, timeToCrimeDays: days };
  }

  /** A date that may be missing: what cannot be read or lies in the future is noted and left out. */
  #date(field: string): string | null {
    const text = this.#text(field);
    if (text === null) return null;
    const date = this.#readDate(field, text);
    if (date === null) {
      this.#note('warning', field, 'There is no such date; it was left out.');
      return null;
    }
    if (date > this.today) {
      this.#note('warning', field, 'The date lies in the future and was left out.');
      return null;
    }
    return date;
  }

  /** Dates recur in every file, so those read lately are remembered. */
  #readDate(field: string, text: string): string | null {
    const order = this.#dayOrders.get(field) ?? 'month_first';
    const key = order === 'month_first' ? text : `d${text}`;
    const known = this.#dates.get(key);
    if (known !== undefined) return known;
    const date = parseDate(text, order, this.today);
    if (this.#dates.size >= DATES_REMEMBERED) this.#dates.clear();
    this.#dates.set(key, date);
    return date;
  }

  #birthDate(party: Party, eventOn: string | null): string | null {
    const field = PARTY_FIELDS[party].birthDate;
    const date = this.#date(field);
    if (date === null) return null;
    const event = eventOn ?? this.today;
    if (date < event && Number(event.slice(0, 4)) - Number(date.slice(0, 4)) <= OLDEST_BIRTH_YEARS)
      return date;
    this.#note(
      'warning',
      field,
      'Nobody born on this date can have bought or held the gun; it was left out.',
    );
    return null;
  }

  #yesOrNo(field: string): boolean {
    const text = this.#text(field);
    if (text === null) return false;
    const answer = parseYesOrNo(text);
    if (answer === null) this.#note('warning', field, 'Neither yes nor no; taken for no.');
    return answer ?? false;
  }

  #firearmType(): FirearmType {
    const text = this.#text('firearm_type');
    if (text === null) return 'unknown';
    const type = firearmTypeOf(text);
    if (type === null) this.#note('warning', 'firearm_type', 'Not a known firearm type; counted as "other".');
    return type ?? 'other';
  }

  #address(party: Party): Address {
    const keys = PARTY_FIELDS[party];
    const line = this.#text(keys.address);
    const split = line === null ? null : splitSingleLineAddress(line);
    return {
      street: this.#text(keys.street) ?? split?.street ?? null,
      city: this.#text(keys.city) ?? split?.city ?? null,
      county: this.#text(keys.county),
      state: this.#text(keys.state) ?? split?.state ?? null,
      zip: this.#text(keys.zip) ?? split?.zip ?? null,
      lon: null,
      lat: null,
    };
  }

  #recoveryAddress(): Address {
    const lon = this.#degrees('recovery_longitude', 180);
    const lat = this.#degrees('recovery_latitude', 90);
    const both = lon !== null && lat !== null && !(lon === 0 && lat === 0);
    return { ...this.#address('recovery'), lon: both ? lon : null, lat: both ? lat : null };
  }

  #degrees(field: string, most: number): number | null {
    const text = this.#text(field);
    if (text === null) return null;
    const degrees = Number(text);
    if (Number.isFinite(degrees) && Math.abs(degrees) <= 180) return degrees;
    this.#note('warning', field, `Not a number of degrees from -${most} to ${most}; the address was used.`);
    return null;
  }

  #person(party: 'possessor' | 'purchaser', eventOn: string | null): ParsedPerson | null {
    const keys = PARTY_FIELDS[party];
    const given = this.#text(keys.name);
    const fullName =
      given === null
        ? fullNameOf(
            this.#text(keys.lastName) ?? '',
            this.#text(keys.firstName) ?? '',
            this.#text(keys.middleName) ?? '',
          )
        : wholeName(given);
    const birthDate = this.#birthDate(party, eventOn);
    const address = this.#address(party);
    if (fullName === null && birthDate === null && isEmptyAddress(address)) return null;
    return { fullName, birthDate, address };
  }

  #dealer(): ParsedDealer | null {
    const number = this.#text('dealer_license_number');
    const license = number === null ? null : parseLicenseNumber(number);
    if (number !== null && license === null) {
      this.#note(
        'warning',
        'dealer_license_number',
        'Not a licence number like 1-56-059-01-6F-21093 or 8-51-01809; the dealer was told by name and place.',
      );
    }
    const name = wholeName(this.#text('dealer_name') ?? '');
    if (license === null && name === null) return null;
    const address = this.#address('dealer');
    return {
      key: license?.key ?? dealerNameKey(name ?? '', address.city, address.state),
      licenseNumber: license?.number ?? null,
      licenseType: license?.type ?? null,
      name: name ?? `FFL ${license?.number ?? ''}`,
      address,
    };
  }
}
