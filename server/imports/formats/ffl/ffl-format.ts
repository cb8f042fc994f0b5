import { told } from '../../../../domain/languages/told.ts';
import type { Address } from '../../../geocoding/address.ts';
import { storedPlace } from '../../../places/stored-place.ts';
import { parseLicenseNumber } from '../../dealers/license-key.ts';
import {
  createStagedDealers,
  dropStagedDealers,
  mergeStagedDealers,
  stageDealers,
} from '../../dealers/staged-dealers.ts';
import type { TableRow } from '../../tables/table.ts';
import type { Format, FormatReader, ReaderInput, ReadRows, RowNote, TableHead } from '../format.ts';
import { readTableHead } from '../table-head.ts';

/** Headings of ATF's monthly licence list, compared without case, blanks and underscores. */
const COLUMNS = {
  region: 'LICREGN',
  district: 'LICDIST',
  county: 'LICCNTY',
  type: 'LICTYPE',
  expiry: 'LICXPRDTE',
  sequence: 'LICSEQN',
  licenseName: 'LICENSENAME',
  businessName: 'BUSINESSNAME',
  street: 'PREMISESTREET',
  city: 'PREMISECITY',
  state: 'PREMISESTATE',
  zip: 'PREMISEZIPCODE',
} as const;
type Column = keyof typeof COLUMNS;

/** Spreadsheets drop leading zeros; each part of a licence number has a fixed length. */
const PART_LENGTHS = [
  ['region', 1],
  ['district', 2],
  ['county', 3],
  ['type', 2],
  ['expiry', 2],
  ['sequence', 5],
] as const;

const NO_HEADINGS = told(
  'The file is not ATF\'s licence list: no row has its headings (LIC_REGN, LIC_DIST, ..., PREMISE_ZIP_CODE, or "Lic Regn" and so on). Download the list again, or import it as another format.',
);

const spelled = (heading: string) => heading.toUpperCase().replaceAll(/[^A-Z]/g, '');

/** ATF's list of federal firearms licensees: tab-delimited, CSV or workbook, in either spelling of its headings. */
export const fflFormat: Format = {
  id: 'ffl',
  fields: [],
  readHead: (rows) =>
    readTableHead(
      rows,
      (cells) => {
        const headings = new Set(cells.map(spelled));
        return Object.values(COLUMNS).every((column) => headings.has(column));
      },
      NO_HEADINGS,
    ),
  guessMapping: () => ({}),
  createReader: (input) => new FflReader(input),
  prepareStage: createStagedDealers,
  dropStage: dropStagedDealers,
  // It brings dealers alone, which are undone as those that traces name.
  undo: async () => [],
  mergeWithheld: async () => [],
};

interface Licensee {
  readonly sourceRow: number;
  readonly key: string;
  readonly number: string;
  readonly type: string | null;
  readonly name: string;
  readonly businessName: string | null;
  readonly address: Address;
}

class FflReader implements FormatReader {
  readonly #input: ReaderInput;
  readonly #columnOf: Readonly<Record<Column, number>>;
  readonly #seen = new Set<string>();
  #repeated = 0;

  constructor(input: ReaderInput) {
    this.#input = input;
    this.#columnOf = columnsOf(input.head);
  }

  async read(rows: readonly TableRow[]): Promise<ReadRows> {
    const notes: RowNote[] = [];
    const rejected = new Set<number>();
    const licensees: Licensee[] = [];
    for (const row of rows) {
      const licensee = this.#readRow(row);
      if (typeof licensee === 'string') {
        rejected.add(row.number);
        notes.push({ row: row.number, column: null, severity: 'error', value: null, message: licensee });
      } else if (this.#seen.has(licensee.key)) {
        this.#repeated += 1;
      } else {
        this.#seen.add(licensee.key);
        licensees.push(licensee);
      }
    }
    const places = await this.#input.placer.geocode(licensees.map(({ address }) => address));
    const staged = places.map((place, index) => stagedLicensee(licensees[index], place));
    return { notes, rejected, stage: (trx) => stageDealers(trx, this.#input.batchId, staged) };
  }

  async merge(trx: Parameters<FormatReader['merge']>[0]) {
    const { dealers, parts } = await mergeStagedDealers(trx, this.#input);
    return { accepted: dealers, duplicate: this.#repeated, parts, notes: [] };
  }

  /** The licensee of a row, or what is wrong with it. */
  #readRow({ number, cells }: TableRow): Licensee | string {
    const cell = (column: Column) => {
      const text = (cells[this.#columnOf[column]] ?? '').trim();
      return text === '' || text.toUpperCase() === 'NULL' ? null : text;
    };
    const parts = PART_LENGTHS.map(([part, length]) => (cell(part) ?? '').padStart(length, '0'));
    const license = parseLicenseNumber(parts.join('-'));
    if (license === null) {
      return `${parts.join('-')} is not a licence number (region, district, county, type, expiry, sequence).`;
    }
    const name = cell('licenseName') ?? cell('businessName');
    if (name === null) return 'The row has neither a licence name nor a business name.';
    return {
      sourceRow: number,
      ...license,
      name,
      businessName: cell('businessName'),
      address: {
        street: cell('street'),
        city: cell('city'),
        county: null,
        state: cell('state'),
        zip: cell('zip'),
        lon: null,
        lat: null,
      },
    };
  }
}

function stagedLicensee(licensee: Licensee | undefined, place: Parameters<typeof storedPlace>[1]) {
  if (licensee === undefined) throw new Error('The geocoder gave more results than it was asked for.');
  return {
    dealerKey: licensee.key,
    sourceRow: licensee.sourceRow,
    listed: true,
    fields: {
      license_number: licensee.number,
      license_type: licensee.type,
      license_name: licensee.name,
      business_name: licensee.businessName,
      ...storedPlace(licensee.address, place),
    },
  };
}

function columnsOf({ columns }: TableHead): Readonly<Record<Column, number>> {
  const headings = columns.map(spelled);
  const at = (column: Column) => headings.indexOf(COLUMNS[column]);
  return {
    region: at('region'),
    district: at('district'),
    county: at('county'),
    type: at('type'),
    expiry: at('expiry'),
    sequence: at('sequence'),
    licenseName: at('licenseName'),
    businessName: at('businessName'),
    street: at('street'),
    city: at('city'),
    state: at('state'),
    zip: at('zip'),
  };
}
