import type { ColumnMapping } from '../../../../domain/responses.ts';
import { LONGEST_TIME_TO_CRIME_DAYS, timeToCrimeDays } from '../../../../domain/time-to-crime.ts';
import type { TraceOutcome } from '../../../../domain/vocabulary.ts';
import type { Address } from '../../../geocoding/address.ts';
import { isEmptyAddress } from '../../../places/stored-place.ts';
import type { ParsedDealer } from '../../dealers/parsed-dealer.ts';
import { readDealer } from '../../dealers/parsed-dealer.ts';
import type { TableRow } from '../../tables/table.ts';
import { MappedRow } from '../cells/mapped-row.ts';
import { fullNameOf, personKey, wholeName } from '../cells/person.ts';
import { spelledName } from '../cells/spelled-name.ts';
import type { RowNote, TableHead } from '../format.ts';
import type { ParsedGun } from '../records/gun-fields.ts';
import { readGun } from '../records/gun-fields.ts';

export interface ParsedPerson {
  readonly fullName: string | null;
  readonly birthDate: string | null;
  readonly address: Address;
}

/** One row of a trace file, read and checked, its addresses not yet placed. */
export interface ParsedTrace extends ParsedGun {
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
  readonly countryOfOrigin: string | null;
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

/** The fields of each party but the dealer: put together once, since every row asks for all of them. */
const PARTY_FIELDS = {
  recovery: partyFields('recovery'),
  possessor: partyFields('possessor'),
  purchaser: partyFields('purchaser'),
} as const;

function partyFields(party: 'recovery' | 'possessor' | 'purchaser') {
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
  readonly #row: MappedRow;

  constructor(
    head: TableHead,
    mapping: ColumnMapping,
    readonly today: string,
  ) {
    this.#row = new MappedRow(head, mapping, today);
  }

  /** Reads one row, adding what there is to say about it to `notes`. */
  parse(row: TableRow, notes: RowNote[]): ParsedTrace | null {
    this.#row.turnTo(row, notes);
    const dates = this.#saleAndRecovery();
    const gun = readGun(this.#row);
    const traceNumber = spelledName(this.#row.text('trace_number') ?? '');
    if (dates === null) return null;
    if (traceNumber === null && gun.serialNumber === null && dates.recoveredOn === null) {
      this.#row.note(
        'error',
        null,
        'The row has no trace number, no serial number and no recovery date: nothing tells which gun it is.',
      );
      return null;
    }
    const dealer = readDealer(this.#row);
    const possessor = this.#person('possessor', dates.recoveredOn);
    const purchaser = this.#person('purchaser', dates.purchasedOn);
    const status = this.#row.text('trace_status');
    const requestedOn = this.#row.pastDate('request_date');
    const submitted = traceNumber !== null || status !== null || requestedOn !== null;
    return {
      sourceRow: row.number,
      traceNumber,
      recordKey:
        gun.serialNumber === null || dates.recoveredOn === null
          ? null
          : `${gun.serialNumber}|${dates.recoveredOn}`,
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
      priority: this.#row.text('priority'),
      projectCode: this.#row.text('project_code'),
      crimeCode: spelledName(this.#row.text('crime_code') ?? ''),
      ori: this.#row.text('ori'),
      officer: this.#row.text('officer'),
      badge: this.#row.text('badge'),
      caseNumber: this.#row.text('case_number'),
      ...gun,
      countryOfOrigin: spelledName(this.#row.text('country_of_origin') ?? ''),
      ...dates,
      multipleSale: this.#row.yesOrNo('multiple_sale'),
      recovery: this.#recoveryAddress(),
      possessor,
      dealer,
      purchaser,
      purchaserKey: purchaser === null ? null : personKey(purchaser.fullName, purchaser.birthDate),
    };
  }

  /** Null where the recovery date cannot be read: without it the record would count in no month and never be mended. */
  #saleAndRecovery(): Pick<ParsedTrace, 'recoveredOn' | 'purchasedOn' | 'timeToCrimeDays'> | null {
    const recovered = this.#row.text('recovery_date');
    let recoveredOn = recovered === null ? null : this.#row.readDate('recovery_date', recovered);
    if (recovered !== null && recoveredOn === null) {
      this.#row.note(
        'error',
        'recovery_date',
        'There is no such date. Write it as MM/DD/YYYY or YYYY-MM-DD.',
      );
      return null;
    }
    if (recoveredOn !== null && recoveredOn > this.today) {
      this.#row.note('warning', 'recovery_date', 'The date lies in the future and was left out.');
      recoveredOn = null;
    }
    const purchasedOn = this.#row.pastDate('purchase_date');
    const days = timeToCrimeDays(purchasedOn, recoveredOn);
    if (purchasedOn !== null && recoveredOn !== null && days === null) {
      const message =
        recoveredOn < purchasedOn
          ? 'The gun was recovered before it was sold: the time-to-crime was left out.'
          : `More than ${LONGEST_TIME_TO_CRIME_DAYS} days lie between sale and recovery: the time-to-crime was left out.`;
      this.#row.note('warning', 'purchase_date', message);
    }
    return { recoveredOn, purchasedOn, timeToCrimeDays: days };
  }

  #birthDate(party: keyof typeof PARTY_FIELDS, eventOn: string | null): string | null {
    const field = PARTY_FIELDS[party].birthDate;
    const date = this.#row.pastDate(field);
    if (date === null) return null;
    const event = eventOn ?? this.today;
    if (date < event && Number(event.slice(0, 4)) - Number(date.slice(0, 4)) <= OLDEST_BIRTH_YEARS)
      return date;
    this.#row.note(
      'warning',
      field,
      'Nobody born on this date can have bought or held the gun; it was left out.',
    );
    return null;
  }

  #address(party: keyof typeof PARTY_FIELDS): Address {
    return this.#row.address(PARTY_FIELDS[party]);
  }

  #recoveryAddress(): Address {
    const coordinates = this.#row.coordinates('recovery_longitude', 'recovery_latitude');
    return { ...this.#address('recovery'), ...coordinates };
  }

  #person(party: 'possessor' | 'purchaser', eventOn: string | null): ParsedPerson | null {
    const keys = PARTY_FIELDS[party];
    const given = this.#row.text(keys.name);
    const fullName =
      given === null
        ? fullNameOf(
            this.#row.text(keys.lastName) ?? '',
            this.#row.text(keys.firstName) ?? '',
            this.#row.text(keys.middleName) ?? '',
          )
        : wholeName(given);
    const birthDate = this.#birthDate(party, eventOn);
    const address = this.#address(party);
    if (fullName === null && birthDate === null && isEmptyAddress(address)) return null;
    return { fullName, birthDate, address };
  }
}
