import type { ColumnMapping } from '../../../../domain/responses.ts';
import { plainText } from '../../../csv-line.ts';
import type { Address } from '../../../geocoding/address.ts';
import type { TableRow } from '../../tables/table.ts';
import type { RowNote, TableHead } from '../format.ts';
import type { DayOrder } from './dates.ts';
import { detectDayOrder, parseDate } from './dates.ts';
import { splitSingleLineAddress } from './single-line-address.ts';
import type { WordList } from './words-of.ts';
import { meaningOf } from './words-of.ts';
import { parseYesOrNo } from './yes-or-no.ts';

const DATES_REMEMBERED = 50_000;

/** The fields of one place: an address on one line or in parts. */
export type AddressFields = Readonly<
  Record<'address' | 'street' | 'city' | 'county' | 'state' | 'zip', string>
>;

/** The cells of one row after another, by the fields a mapping gives them, with notes on what could not be read. */
export class MappedRow {
  readonly #columnOf: ReadonlyMap<string, number>;
  readonly #mapping: ColumnMapping;
  readonly #dayOrders: ReadonlyMap<string, DayOrder>;
  readonly #dates = new Map<string, string | null>();
  #cells: readonly string[] = [];
  #row = 0;
  #notes: RowNote[] = [];

  /** `today`, `YYYY-MM-DD`: no date that is read lies later where its century is a guess. */
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

  /** Turns to a row; what is to be said about it goes to `notes`. */
  turnTo({ number, cells }: TableRow, notes: RowNote[]): void {
    this.#cells = cells;
    this.#row = number;
    this.#notes = notes;
  }

  hasColumn(field: string): boolean {
    return this.#columnOf.has(field);
  }

  /** The cell of a field; null where it is empty, says NULL or no column holds the field. */
  text(field: string): string | null {
    const column = this.#columnOf.get(field);
    if (column === undefined) return null;
    const cell = this.#cells[column];
    if (cell === undefined || cell === '') return null;
    const text = plainText(cell);
    return text === '' || text === 'NULL' ? null : text;
  }

  note(severity: 'error' | 'warning', field: string | null, message: string): void {
    this.#notes.push({
      row: this.#row,
      column: field === null ? null : (this.#mapping[field] ?? null),
      severity,
      value: field === null ? null : this.text(field),
      message,
    });
  }

  /** A text as a date; null where it is none. Dates recur in every file, so those read lately are remembered. */
  readDate(field: string, text: string): string | null {
    const order = this.#dayOrders.get(field) ?? 'month_first';
    const key = order === 'month_first' ? text : `d${text}`;
    const known = this.#dates.get(key);
    if (known !== undefined) return known;
    const date = parseDate(text, order, this.today);
    if (this.#dates.size >= DATES_REMEMBERED) this.#dates.clear();
    this.#dates.set(key, date);
    return date;
  }

  /** A date that may be missing: what cannot be read or lies in the future is noted and left out. */
  pastDate(field: string): string | null {
    const text = this.text(field);
    if (text === null) return null;
    const date = this.readDate(field, text);
    if (date === null) {
      this.note('warning', field, 'There is no such date; it was left out.');
      return null;
    }
    if (date > this.today) {
      this.note('warning', field, 'The date lies in the future and was left out.');
      return null;
    }
    return date;
  }

  /** Yes or no; what is neither is noted and taken for no, and so is what is not there. */
  yesOrNo(field: string): boolean {
    const text = this.text(field);
    if (text === null) return false;
    const answer = parseYesOrNo(text);
    if (answer === null) this.note('warning', field, 'Neither yes nor no; taken for no.');
    return answer ?? false;
  }

  /**
   * What the words of a field mean: `unsaid` where there are none, `other`, which is noted, where nothing fits.
   */
  meaning<Meaning extends string>(
    field: string,
    words: WordList<Meaning>,
    { unsaid, other }: { readonly unsaid: Meaning; readonly other: Meaning },
  ): Meaning {
    const text = this.text(field);
    if (text === null) return unsaid;
    const meaning = meaningOf(text, words);
    if (meaning === null) this.note('warning', field, 'Not a word that is known here; counted as "other".');
    return meaning ?? other;
  }

  /** A date that must be there and not lie in the future; else null, and the row has an error. */
  requiredPastDate(field: string): string | null {
    const text = this.text(field);
    if (text === null) {
      this.note('error', field, 'The row has no date.');
      return null;
    }
    const date = this.readDate(field, text);
    if (date === null) {
      this.note('error', field, 'There is no such date. Write it as MM/DD/YYYY or YYYY-MM-DD.');
      return null;
    }
    if (date <= this.today) return date;
    this.note('error', field, 'The date lies in the future.');
    return null;
  }

  /** A whole number up to `most`; what is none is noted and left out. Thousands may be marked by commas. */
  count(field: string, most: number): number | null {
    const text = this.text(field);
    if (text === null) return null;
    const digits = text.replaceAll(/(?<=\d),(?=\d{3}(?:\D|$))/g, '').replace(/\.0+$/, '');
    const count = /^\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN;
    if (count <= most) return count;
    this.note('warning', field, `Not a number from 0 to ${most.toLocaleString('en-US')}; it was left out.`);
    return null;
  }

  /** An amount in dollars and cents as a decimal; what is none is noted and left out. Of a range the lower end counts. */
  dollars(field: string, most: number): string | null {
    const text = this.text(field);
    if (text === null) return null;
    const [, digits, cents = ''] =
      /^(?:USD|US)?\s*(?:\$\s*)?(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,2}))?(?:\s*(?:-|–|TO)\s*\$?[\d,.]+)?\s*(?:USD|DOLLARS?)?$/i.exec(
        text,
      ) ?? [];
    const amount = Number(`${digits?.replaceAll(',', '') ?? ''}.${cents}`);
    if (digits !== undefined && amount <= most) return amount.toFixed(2);
    this.note('warning', field, 'Not an amount in dollars; it was left out.');
    return null;
  }

  /** An address without coordinates: its parts, and what they do not say, from the one on one line. */
  address(fields: AddressFields): Address {
    const line = this.text(fields.address);
    const split = line === null ? null : splitSingleLineAddress(line);
    return {
      street: this.text(fields.street) ?? split?.street ?? null,
      city: this.text(fields.city) ?? split?.city ?? null,
      county: this.text(fields.county),
      state: this.text(fields.state) ?? split?.state ?? null,
      zip: this.text(fields.zip) ?? split?.zip ?? null,
      lon: null,
      lat: null,
    };
  }

  /** Degrees as given, in whatever order; null where one of them is missing or both are 0, which means "not known". */
  coordinates(
    longitudeField: string,
    latitudeField: string,
  ): { readonly lon: number | null; readonly lat: number | null } {
    const lon = this.#degrees(longitudeField, 180);
    const lat = this.#degrees(latitudeField, 90);
    const both = lon !== null && lat !== null && !(lon === 0 && lat === 0);
    return both ? { lon, lat } : { lon: null, lat: null };
  }

  #degrees(field: string, most: number): number | null {
    const text = this.text(field);
    if (text === null) return null;
    const degrees = Number(text);
    if (Number.isFinite(degrees) && Math.abs(degrees) <= 180) return degrees;
    this.note('warning', field, `Not a number of degrees from -${most} to ${most}; the address was used.`);
    return null;
  }
}
