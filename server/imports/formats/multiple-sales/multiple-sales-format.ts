import { readDealer } from '../../dealers/parsed-dealer.ts';
import type { MappedRow } from '../cells/mapped-row.ts';
import { personKey } from '../cells/person.ts';
import { spelledName } from '../cells/spelled-name.ts';
import { dealerFields } from '../records/dealer-fields.ts';
import type { ParsedGun } from '../records/gun-fields.ts';
import { GUN_COLUMNS, GUN_FIELDS, GUN_WORKED_OUT, readGun } from '../records/gun-fields.ts';
import { personFields, readPersonName } from '../records/person-fields.ts';
import { placeFields, readPlace } from '../records/place-fields.ts';
import { field, required } from '../records/record-fields.ts';
import { recordFormat } from '../records/record-format.ts';
import type { ParsedRecord } from '../records/record-kind.ts';

interface ParsedMultipleSale extends ParsedRecord {
  /** Equal for the guns of one multiple sale. */
  readonly reportKey: string;
  readonly reportNumber: string | null;
  readonly soldOn: string;
  /** How many guns the row stands for. */
  readonly guns: number;
  readonly fullName: string | null;
  readonly birthDate: string | null;
  readonly personKey: string | null;
  readonly gun: ParsedGun;
}

const MOST_GUNS = 999;
const BUYER = ['PURCHASER', 'TRANSFEREE', 'CUSTOMER'];

/**
 * Reports of multiple sales (ATF F 3310.4: two or more handguns to one buyer within five business days), a gun a row or a
 * report a row with the number of its guns.
 */
export const multipleSalesFormat = recordFormat<ParsedMultipleSale>({
  id: 'multiple-sales',
  table: 'multiple_sale',
  fields: [
    field('Sale', 'report_number', 'Report number', 'text', [
      'REPORT NUMBER',
      'MS REPORT NUMBER',
      'MULTIPLE SALE REPORT NUMBER',
      'MULTIPLE SALE NUMBER',
      'MULTIPLE SALE ID',
      'MS NUMBER',
      'TRANSACTION NUMBER',
      'TRANSACTION ID',
      'SALE ID',
      'SALE NUMBER',
    ]),
    required(
      field('Sale', 'sold_on', 'Date of the sale', 'date', [
        'SALE DATE',
        'SOLD DATE',
        'DATE OF SALE',
        'DATE SOLD',
        'TRANSFER DATE',
        'DATE OF TRANSFER',
        'TRANSACTION DATE',
        'PURCHASE DATE',
        'DATE OF PURCHASE',
        'DATE',
      ]),
    ),
    field('Sale', 'guns', 'Number of guns', 'count', [
      'GUNS',
      'NUMBER OF GUNS',
      'NUMBER OF FIREARMS',
      'NUMBER OF HANDGUNS',
      'TOTAL FIREARMS',
      'TOTAL HANDGUNS',
      'HANDGUNS',
      'FIREARMS',
      'QUANTITY',
      'COUNT',
    ]),
    ...GUN_FIELDS,
    ...dealerFields({ isBare: false }),
    ...personFields('purchaser', 'Buyer', BUYER),
    ...placeFields({
      prefix: 'place',
      group: 'Home of the buyer',
      words: [...BUYER, ...BUYER.map((word) => `${word} RESIDENCE`), 'RESIDENCE', 'HOME'],
      isBare: true,
    }),
  ],
  columns: [
    { name: 'report_key', type: 'text', read: ({ reportKey }) => reportKey },
    { name: 'report_number', type: 'text', read: ({ reportNumber }) => reportNumber },
    { name: 'sold_on', type: 'date', read: ({ soldOn }) => soldOn },
    { name: 'guns', type: 'smallint', read: ({ guns }) => guns },
    { name: 'full_name', type: 'text', read: ({ fullName }) => fullName },
    { name: 'birth_date', type: 'date', read: ({ birthDate }) => birthDate },
    { name: 'person_key', type: 'text', read: (sale) => sale.personKey },
    ...GUN_COLUMNS,
  ],
  workedOut: GUN_WORKED_OUT,
  isPlaced: true,
  namesDealers: true,
  parse(row) {
    const sale = readMultipleSale(row);
    return sale === null ? null : [sale];
  },
});

function readMultipleSale(row: MappedRow): ParsedMultipleSale | null {
  const soldOn = row.requiredPastDate('sold_on');
  if (soldOn === null) return null;
  const reportNumber = spelledName(row.text('report_number') ?? '');
  const fullName = readPersonName(row, 'purchaser');
  const birthDate = row.pastDate('purchaser_birth_date');
  const dealer = readDealer(row);
  const buyer = personKey(fullName, birthDate) ?? fullName;
  if (reportNumber === null && (buyer === null || dealer === null)) {
    row.note(
      'error',
      'report_number',
      'The row has no report number, and no buyer and dealer to tell which sale it is of.',
    );
    return null;
  }
  const guns = row.count('guns', MOST_GUNS) ?? 1;
  const gun = readGun(row);
  if (guns === 0) {
    row.note('error', 'guns', 'The row says that no gun was sold.');
    return null;
  }
  // Guns sold over several days are one sale by its number alone.
  const reportKey = reportNumber ?? `${dealer?.key ?? ''}|${buyer ?? ''}|${soldOn}`;
  return {
    reportKey,
    reportNumber,
    soldOn,
    guns,
    fullName,
    birthDate,
    personKey: personKey(fullName, birthDate),
    gun,
    dealer,
    place: readPlace(row, 'place'),
    recordKey: recordKey(reportKey, gun, guns),
  };
}

/** Two guns alike without serial numbers in one sale are two; a report with the number of its guns is one record. */
function recordKey(reportKey: string, gun: ParsedGun, guns: number): string | null {
  if (gun.serialNumber !== null) return `${reportKey}|${gun.serialNumber}`;
  return guns > 1 ? `${reportKey}||${guns}` : null;
}
