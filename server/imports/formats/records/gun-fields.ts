import type { FirearmType } from '../../../../domain/vocabulary.ts';
import { firearmTypeOf, normaliseSerial } from '../cells/firearm-words.ts';
import type { MappedRow } from '../cells/mapped-row.ts';
import { spelledName } from '../cells/spelled-name.ts';
import { SERIAL_KEY } from './linkage-keys.ts';
import type { RecordField } from './record-fields.ts';
import { field } from './record-fields.ts';
import type { RecordKind } from './record-kind.ts';

/** The fields of a gun, under the keys that files of traces have them by. */
export const GUN_FIELDS: readonly RecordField[] = [
  field('Gun', 'serial_number', 'Serial number', 'text', [
    'SERIAL NUMBER',
    'SERIAL',
    'FIREARM SERIAL NUMBER',
    'GUN SERIAL NUMBER',
    'WEAPON SERIAL NUMBER',
  ]),
  field('Gun', 'serial_obliterated', 'Serial number obliterated', 'yes_no', [
    'SERIAL OBLITERATED',
    'OBLITERATED',
  ]),
  field('Gun', 'manufacturer', 'Manufacturer', 'name', [
    'MANUFACTURER',
    'FIREARM MANUFACTURER',
    'GUN MANUFACTURER',
    'WEAPON MANUFACTURER',
    'MANUFACTURER NAME',
    'BRAND',
  ]),
  field('Gun', 'importer', 'Importer', 'name', ['IMPORTER', 'FIREARM IMPORTER']),
  field('Gun', 'model', 'Model', 'text', ['MODEL', 'FIREARM MODEL', 'GUN MODEL', 'WEAPON MODEL']),
  field('Gun', 'caliber', 'Caliber', 'text', [
    'CALIBER',
    'FIREARM CALIBER',
    'GUN CALIBER',
    'WEAPON CALIBER',
    'GAUGE',
    'CALIBER GAUGE',
    'CALIBER OR GAUGE',
  ]),
  {
    ...field('Gun', 'firearm_type', 'Firearm type', 'text', [
      'FIREARM TYPE',
      'GUN TYPE',
      'WEAPON TYPE',
      'TYPE OF FIREARM',
      'TYPE OF GUN',
    ]),
    bare: { headings: ['TYPE'], onlyAfterOwn: true },
  },
];

/** A gun as a row tells it. */
export interface ParsedGun {
  readonly serialNumber: string | null;
  readonly serialObliterated: boolean;
  readonly manufacturer: string | null;
  readonly importer: string | null;
  readonly model: string | null;
  readonly caliber: string | null;
  readonly firearmType: FirearmType;
}

/** The gun of a row; what it does not say is null, `unknown` or false. */
export function readGun(row: MappedRow): ParsedGun {
  const serial = normaliseSerial(row.text('serial_number') ?? '');
  return {
    serialNumber: serial.serial,
    serialObliterated: row.yesOrNo('serial_obliterated') || serial.obliterated,
    manufacturer: spelledName(row.text('manufacturer') ?? ''),
    importer: spelledName(row.text('importer') ?? ''),
    model: spelledName(row.text('model') ?? ''),
    caliber: spelledName(row.text('caliber') ?? ''),
    firearmType: firearmType(row),
  };
}

function firearmType(row: MappedRow): FirearmType {
  const text = row.text('firearm_type');
  if (text === null) return 'unknown';
  const type = firearmTypeOf(text);
  if (type === null) row.note('warning', 'firearm_type', 'Not a known firearm type; counted as "other".');
  return type ?? 'other';
}

/** The columns of a gun in the table of a kind whose records have one. */
export const GUN_COLUMNS: RecordKind<{
  readonly recordKey: string | null;
  readonly gun: ParsedGun;
}>['columns'] = [
  { name: 'serial_number', type: 'text', read: ({ gun }) => gun.serialNumber },
  { name: 'serial_obliterated', type: 'boolean', read: ({ gun }) => gun.serialObliterated },
  { name: 'manufacturer', type: 'text', read: ({ gun }) => gun.manufacturer },
  { name: 'importer', type: 'text', read: ({ gun }) => gun.importer },
  { name: 'model', type: 'text', read: ({ gun }) => gun.model },
  { name: 'caliber', type: 'text', read: ({ gun }) => gun.caliber },
  { name: 'firearm_type', type: 'text', read: ({ gun }) => gun.firearmType },
];

/** What the database works out of those columns. */
export const GUN_WORKED_OUT = [['serial_key', SERIAL_KEY]] as const;
