import type { TheftKind, TheftVictim } from '../../../../domain/vocabulary.ts';
import { addressKey } from '../../../geocoding/address-key.ts';
import { isEmptyAddress } from '../../../places/stored-place.ts';
import { readDealer } from '../../dealers/parsed-dealer.ts';
import type { MappedRow } from '../cells/mapped-row.ts';
import { spelledName } from '../cells/spelled-name.ts';
import type { ParsedGun } from '../records/gun-fields.ts';
import { GUN_COLUMNS, GUN_WORKED_OUT, readGun } from '../records/gun-fields.ts';
import { readPlace } from '../records/place-fields.ts';
import { recordFormat } from '../records/record-format.ts';
import type { ParsedRecord } from '../records/record-kind.ts';
import { THEFT_FIELDS } from './theft-fields.ts';
import { THEFT_KIND_WORDS, THEFT_VICTIM_WORDS } from './theft-words.ts';

interface ParsedTheft extends ParsedRecord {
  readonly reportNumber: string | null;
  readonly stolenOn: string | null;
  readonly reportedOn: string | null;
  readonly theftKind: TheftKind;
  readonly reportedKind: string | null;
  readonly victimKind: TheftVictim;
  /** How many guns the row stands for. */
  readonly guns: number;
  readonly gun: ParsedGun;
}

const MOST_GUNS = 9999;

/** Guns reported stolen or lost, by dealers, carriers or anybody else: a gun a row, or a report a row with their number. */
export const theftsFormat = recordFormat<ParsedTheft>({
  id: 'thefts',
  table: 'theft_report',
  fields: THEFT_FIELDS,
  columns: [
    { name: 'report_number', type: 'text', read: ({ reportNumber }) => reportNumber },
    { name: 'stolen_on', type: 'date', read: ({ stolenOn }) => stolenOn },
    { name: 'reported_on', type: 'date', read: ({ reportedOn }) => reportedOn },
    { name: 'theft_kind', type: 'text', read: ({ theftKind }) => theftKind },
    { name: 'reported_kind', type: 'text', read: ({ reportedKind }) => reportedKind },
    { name: 'victim_kind', type: 'text', read: ({ victimKind }) => victimKind },
    { name: 'guns', type: 'smallint', read: ({ guns }) => guns },
    ...GUN_COLUMNS,
  ],
  workedOut: GUN_WORKED_OUT,
  isPlaced: true,
  namesDealers: true,
  parse(row) {
    const theft = readTheft(row);
    return theft === null ? null : [theft];
  },
});

function readTheft(row: MappedRow): ParsedTheft | null {
  const reportNumber = spelledName(row.text('report_number') ?? '');
  const stolenOn = row.pastDate('stolen_on');
  const reportedOn = row.pastDate('reported_on');
  const gun = readGun(row);
  if (stolenOn === null && reportedOn === null && gun.serialNumber === null) {
    row.note(
      'error',
      null,
      'The row has no date and no serial number: nothing says which gun was stolen, or when.',
    );
    return null;
  }
  const guns = row.count('guns', MOST_GUNS) ?? 1;
  if (guns === 0) {
    row.note('error', 'guns', 'The row says that no gun was stolen or lost.');
    return null;
  }
  const dealer = readDealer(row);
  const given = readPlace(row, 'place') ?? dealer?.address ?? null;
  const place = given === null || isEmptyAddress(given) ? null : given;
  const victim = row.meaning('victim_kind', THEFT_VICTIM_WORDS, { unsaid: 'unknown', other: 'unknown' });
  return {
    reportNumber,
    stolenOn,
    reportedOn,
    theftKind: row.meaning('theft_kind', THEFT_KIND_WORDS, { unsaid: 'other', other: 'other' }),
    reportedKind: row.text('theft_kind'),
    victimKind: victim === 'unknown' && dealer !== null ? 'dealer' : victim,
    guns,
    gun,
    dealer,
    place,
    recordKey: recordKey({
      reportNumber,
      stolenOn,
      reportedOn,
      gun,
      guns,
      where: place === null ? '' : addressKey(place),
    }),
  };
}

/** A report may tell of many guns alike without serial numbers: those of one row are one record, of two rows two. */
function recordKey({
  reportNumber,
  stolenOn,
  reportedOn,
  gun,
  guns,
  where,
}: Pick<ParsedTheft, 'reportNumber' | 'stolenOn' | 'reportedOn' | 'gun' | 'guns'> & {
  readonly where: string;
}): string | null {
  if (gun.serialNumber !== null)
    return `${gun.serialNumber}|${stolenOn ?? reportedOn ?? ''}|${reportNumber ?? ''}`;
  if (guns === 1 || reportNumber === null) return null;
  return `${reportNumber}|${stolenOn ?? ''}|${guns}|${[gun.manufacturer, gun.model, gun.caliber].join('/')}|${where}`;
}
