/**
 * The shapes of the agencies' files: no two systems export traces alike, so the importer has to find out which column
 * holds what. Each layout has headings, date style and address style of its own, and columns nobody needs.
 */
import type { DemoDealer } from './dealers.ts';
import { licenseNumber } from './dealers.ts';
import type { DemoPerson } from './people.ts';
import type { Random } from './random.ts';
import type { LayoutId } from './region.ts';
import type { Cell } from './table-files.ts';
import type { DemoTrace } from './traces.ts';
import { STATUS } from './traces.ts';
import type { WrittenAddress } from './written-address.ts';
import { oneLine } from './written-address.ts';

export interface Column {
  readonly heading: string;
  readonly cell: (trace: DemoTrace, random: Random) => Cell;
}

export interface Layout {
  readonly file: 'csv' | 'xlsx';
  readonly columns: readonly Column[];
  /** Headings the writer of defects has to find. */
  readonly recoveryDate: string;
  readonly licenseNumber: string;
}

const column = (heading: string, cell: Column['cell']): Column => ({ heading, cell });

const slashed = (iso: string | null) =>
  iso === null ? null : `${iso.slice(5, 7)}/${iso.slice(8)}/${iso.slice(0, 4)}`;
const yesNo = (value: boolean) => (value ? 'Y' : 'N');
const lastFirst = (person: DemoPerson | null | undefined) => person && `${person.last}, ${person.first}`;
const title = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const TYPE_CODES = { pistol: 'P', revolver: 'PR', rifle: 'R', shotgun: 'S', other: 'FR' } as const;

/** One column for each part of an address. */
function addressColumns(
  headings: readonly [string, string, string, string],
  of: (trace: DemoTrace) => WrittenAddress | null | undefined,
): Column[] {
  const [street, city, state, zip] = headings;
  return [
    column(street, (trace) => of(trace)?.street),
    column(city, (trace) => of(trace)?.city),
    column(state, (trace) => of(trace)?.state),
    column(zip, (trace) => of(trace)?.zip),
  ];
}

const dealerAddress = (dealer: DemoDealer | null): WrittenAddress | null =>
  dealer && {
    street: dealer.street,
    city: dealer.place.city.toUpperCase(),
    state: dealer.place.state,
    zip: dealer.place.zip,
  };

/** Part of the rows with coordinates: one police system keeps them, another has them for its newer cases. */
const COORDINATES_KEPT_SHARE = 0.83;
const COORDINATES_SOME_SHARE = 0.45;
const COORDINATES_WRONG_SHARE = 0.004;

/** Latitude and longitude as police systems export them: mostly there, now and then zero or with the sign lost. */
function coordinateColumns(latitude: string, longitude: string, givenShare: number): Column[] {
  const wrong = new WeakMap<DemoTrace, 'none' | 'zero' | 'sign'>();
  return [
    column(latitude, (trace, random) => {
      if (!random.chance(givenShare)) wrong.set(trace, 'none');
      else if (random.chance(COORDINATES_WRONG_SHARE)) wrong.set(trace, random.chance(0.5) ? 'zero' : 'sign');
      const defect = wrong.get(trace);
      return defect === 'none' ? null : defect === 'zero' ? 0 : trace.coordinates.lat;
    }),
    column(longitude, (trace) => {
      const defect = wrong.get(trace);
      if (defect === 'none') return null;
      if (defect === 'zero') return 0;
      return defect === 'sign' ? -trace.coordinates.lon : trace.coordinates.lon;
    }),
  ];
}

const policeExtract: Layout = {
  file: 'csv',
  recoveryDate: 'Recovery Date',
  licenseNumber: 'FFL Number',
  columns: [
    column('Case Number', (trace) => trace.caseNumber),
    column('Evidence Tag', (_trace, random) => `E${random.digits(7)}`),
    column('Trace Number', (trace) => trace.traceNumber),
    column('Trace Status', (trace) => STATUS[trace.outcome]),
    column('Date Requested', (trace) => slashed(trace.requestedOn)),
    column('NCIC Crime Code', (trace) => trace.crimeCode),
    column('Recovery Date', (trace) => slashed(trace.recoveredOn)),
    ...addressColumns(
      ['Recovery Street', 'Recovery City', 'Recovery State', 'Recovery Zip'],
      (trace) => trace.recoveredAt,
    ),
    ...coordinateColumns('Latitude', 'Longitude', COORDINATES_KEPT_SHARE),
    column('Police District', (_trace, random) => random.int(1, 25)),
    column('Serial Number', (trace) => trace.serial ?? 'OBLITERATED'),
    column('Make', (trace) => trace.firearm.manufacturer),
    column('Model', (trace) => trace.firearm.model),
    column('Caliber', (trace) => trace.firearm.caliber),
    column('Gun Type', (trace) => title(trace.firearm.type)),
    column('Possessor Last Name', (trace) => trace.possessor?.last),
    column('Possessor First Name', (trace) => trace.possessor?.first),
    column('Possessor DOB', (trace) => slashed(trace.possessor?.bornOn ?? null)),
    ...addressColumns(
      ['Possessor Street', 'Possessor City', 'Possessor State', 'Possessor Zip'],
      (trace) => trace.possessor?.address,
    ),
    column('FFL Number', (trace) => trace.dealer && licenseNumber(trace.dealer, 'full')),
    column('Dealer Name', (trace) => trace.dealer?.licenseName),
    ...addressColumns(['Dealer Street', 'Dealer City', 'Dealer State', 'Dealer Zip'], (trace) =>
      dealerAddress(trace.dealer),
    ),
    column('Purchaser Last Name', (trace) => trace.purchase?.buyer.last),
    column('Purchaser First Name', (trace) => trace.purchase?.buyer.first),
    column('Purchaser DOB', (trace) => slashed(trace.purchase?.buyer.bornOn ?? null)),
    ...addressColumns(
      ['Purchaser Street', 'Purchaser City', 'Purchaser State', 'Purchaser Zip'],
      (trace) => trace.purchaserAddress,
    ),
    column('Purchase Date', (trace) => slashed(trace.purchase?.purchasedOn ?? null)),
    column('Multiple Sale', (trace) => trace.purchase && yesNo(trace.purchase.multipleSale)),
  ],
};

const traceSystem: Layout = {
  file: 'csv',
  recoveryDate: 'RECOVERY_DATE',
  licenseNumber: 'DEALER_FFL_NUMBER',
  columns: [
    column('TRACE_NUMBER', (trace) => trace.traceNumber),
    column('TRACE_STATUS', (trace) => STATUS[trace.outcome]),
    column('REQUEST_DATE', (trace) => trace.requestedOn),
    column('PRIORITY', (_trace, random) => (random.chance(0.1) ? 'URGENT' : 'ROUTINE')),
    column('PROJECT_CODE', (_trace, random) => (random.chance(0.05) ? 'DEMO PROJECT' : null)),
    column('NCIC_CODE', (trace) => trace.crimeCode),
    column('OFFICER', (trace) => trace.officer),
    column('BADGE_NUMBER', (_trace, random) => random.digits(4)),
    column('CASE_NUMBER', (trace) => trace.caseNumber),
    column('SERIAL_NUMBER', (trace) => trace.serial),
    column('SERIAL_OBLITERATED', (trace) => yesNo(trace.serial === null)),
    column('MANUFACTURER', (trace) => trace.firearm.manufacturer),
    column('FIREARM_TYPE', (trace) => TYPE_CODES[trace.firearm.type]),
    column('CALIBER', (trace) => trace.firearm.caliber),
    column('MODEL', (trace) => trace.firearm.model),
    column('COUNTRY_OF_ORIGIN', (trace) => trace.firearm.country),
    column('IMPORTER', (trace) => trace.firearm.importer),
    column('POSSESSOR_NAME', (trace) => lastFirst(trace.possessor)),
    column('POSSESSOR_DOB', (trace) => trace.possessor?.bornOn),
    ...addressColumns(
      ['POSSESSOR_STREET', 'POSSESSOR_CITY', 'POSSESSOR_STATE', 'POSSESSOR_ZIP'],
      (trace) => trace.possessor?.address,
    ),
    column('RECOVERY_DATE', (trace) => trace.recoveredOn),
    ...addressColumns(
      ['RECOVERY_STREET', 'RECOVERY_CITY', 'RECOVERY_STATE', 'RECOVERY_ZIP'],
      (trace) => trace.recoveredAt,
    ),
    column('DEALER_FFL_NUMBER', (trace) => trace.dealer && licenseNumber(trace.dealer, 'short')),
    column('DEALER_NAME', (trace) => trace.dealer?.licenseName),
    ...addressColumns(['DEALER_STREET', 'DEALER_CITY', 'DEALER_STATE', 'DEALER_ZIP'], (trace) =>
      dealerAddress(trace.dealer),
    ),
    column('PURCHASER_NAME', (trace) => lastFirst(trace.purchase?.buyer)),
    column('PURCHASER_DOB', (trace) => trace.purchase?.buyer.bornOn),
    ...addressColumns(
      ['PURCHASER_STREET', 'PURCHASER_CITY', 'PURCHASER_STATE', 'PURCHASER_ZIP'],
      (trace) => trace.purchaserAddress,
    ),
    column('PURCHASE_DATE', (trace) => trace.purchase?.purchasedOn),
    column('MULTIPLE_SALE', (trace) => trace.purchase && yesNo(trace.purchase.multipleSale)),
    column('LAST_UPDATED_BY', () => 'DEMO'),
  ],
};

const singleLine: Layout = {
  file: 'csv',
  recoveryDate: 'Date Recovered',
  licenseNumber: 'Dealer FFL #',
  columns: [
    column('Trace #', (trace) => trace.traceNumber),
    column('Status', (trace) => STATUS[trace.outcome]),
    column('CC Number', (trace) => trace.caseNumber),
    column('Date Recovered', (trace) => slashed(trace.recoveredOn)),
    column('Recovery Location', (trace, random) => oneLine(random, trace.recoveredAt)),
    column('Post', (_trace, random) => random.int(111, 944)),
    column('Crime Code', (trace) => trace.crimeCode),
    column('Gun Type', (trace) => trace.firearm.type.toUpperCase()),
    column('Mfr', (trace) => trace.firearm.manufacturer),
    column('Cal', (trace) => trace.firearm.caliber),
    column('Model', (trace) => trace.firearm.model),
    column('Serial #', (trace) => trace.serial ?? 'OBLIT'),
    column('Possessor', (trace) => lastFirst(trace.possessor)),
    column('Possessor DOB', (trace) => slashed(trace.possessor?.bornOn ?? null)),
    column(
      'Possessor Address',
      (trace, random) => trace.possessor && oneLine(random, trace.possessor.address),
    ),
    column('Dealer FFL #', (trace) => trace.dealer && licenseNumber(trace.dealer, 'full')),
    column('Dealer Name', (trace) => trace.dealer?.licenseName),
    column('Dealer Address', (trace, random) => {
      const address = dealerAddress(trace.dealer);
      return address && oneLine(random, address);
    }),
    column('Purchaser', (trace) => lastFirst(trace.purchase?.buyer)),
    column('Purchaser DOB', (trace) => slashed(trace.purchase?.buyer.bornOn ?? null)),
    column(
      'Purchaser Address',
      (trace, random) => trace.purchaserAddress && oneLine(random, trace.purchaserAddress),
    ),
    column('Date Purchased', (trace) => slashed(trace.purchase?.purchasedOn ?? null)),
    column('Multiple Sale', (trace) => trace.purchase && (trace.purchase.multipleSale ? 'YES' : 'NO')),
    column('Property Room', (_trace, random) => `BIN ${random.int(1, 400)}`),
  ],
};

const workbook: Layout = {
  file: 'xlsx',
  recoveryDate: 'RECOVERY DATE',
  licenseNumber: 'FFL LICENSE NUMBER',
  columns: [
    column('INCIDENT NUMBER', (trace) => trace.caseNumber),
    column('RECOVERY DATE', (trace) => trace.recoveredOn && { date: trace.recoveredOn }),
    ...addressColumns(
      ['RECOVERY ADDRESS', 'RECOVERY CITY', 'RECOVERY STATE', 'RECOVERY ZIP CODE'],
      (trace) => trace.recoveredAt,
    ),
    column('RECOVERY COUNTY', (trace) => trace.county),
    ...coordinateColumns('LATITUDE', 'LONGITUDE', COORDINATES_SOME_SHARE),
    column('BEAT', (_trace, random) => random.letters(1) + random.int(1, 3)),
    column('NCIC CODE', (trace) => trace.crimeCode),
    column('MAKE', (trace) => trace.firearm.manufacturer),
    column('MODEL', (trace) => trace.firearm.model),
    column('CALIBER', (trace) => trace.firearm.caliber),
    column('WEAPON TYPE', (trace) => trace.firearm.type.toUpperCase()),
    column('SERIAL NUMBER', (trace) => trace.serial),
    column('OBLITERATED SERIAL NUMBER', (trace) => yesNo(trace.serial === null)),
    column('POSSESSOR NAME', (trace) => lastFirst(trace.possessor)),
    column('POSSESSOR DATE OF BIRTH', (trace) => trace.possessor && { date: trace.possessor.bornOn }),
    ...addressColumns(
      ['POSSESSOR ADDRESS', 'POSSESSOR CITY', 'POSSESSOR STATE', 'POSSESSOR ZIP CODE'],
      (trace) => trace.possessor?.address,
    ),
    column('ETRACE NUMBER', (trace) => trace.traceNumber),
    column('TRACE RESULT', (trace) => STATUS[trace.outcome]),
    column('TRACE REQUEST DATE', (trace) => trace.requestedOn && { date: trace.requestedOn }),
    column('FFL LICENSE NUMBER', (trace) => trace.dealer && licenseNumber(trace.dealer, 'full')),
    column('FFL NAME', (trace) => trace.dealer?.licenseName),
    ...addressColumns(['FFL STREET', 'FFL CITY', 'FFL STATE', 'FFL ZIP CODE'], (trace) =>
      dealerAddress(trace.dealer),
    ),
    column('PURCHASER NAME', (trace) => lastFirst(trace.purchase?.buyer)),
    column('PURCHASER DATE OF BIRTH', (trace) => trace.purchase && { date: trace.purchase.buyer.bornOn }),
    ...addressColumns(
      ['PURCHASER ADDRESS', 'PURCHASER CITY', 'PURCHASER STATE', 'PURCHASER ZIP CODE'],
      (trace) => trace.purchaserAddress,
    ),
    // Left as a bare serial, as happens when a column is pasted as values.
    column('PURCHASE DATE', (trace) => trace.purchase && { serial: trace.purchase.purchasedOn }),
    column('MULTIPLE SALE', (trace) => trace.purchase && yesNo(trace.purchase.multipleSale)),
  ],
};

export const LAYOUTS: Readonly<Record<LayoutId, Layout>> = {
  police_extract: policeExtract,
  trace_system: traceSystem,
  single_line: singleLine,
  workbook,
};
