/** What the demo's agencies hold beside traces, and the shapes of the files they hold it in. */
import type { DemoDealer } from '../dealers.ts';
import { licenseNumber } from '../dealers.ts';
import type { DemoFirearm } from '../firearms.ts';
import type { DemoPerson } from '../people.ts';
import type { DemoPoint } from '../places.ts';
import type { Row } from '../table-files.ts';
import type { WrittenAddress } from '../written-address.ts';

/** An incident as a laboratory's report names it. */
export interface DemoLinkedIncident {
  /** Name of its agency. */
  readonly agency: string;
  readonly number: string;
  readonly on: string;
  readonly address: WrittenAddress;
  readonly coordinates: DemoPoint | null;
  readonly evidence: string;
}

export interface DemoLink {
  readonly number: string;
  readonly on: string;
  readonly type: 'Lead' | 'Hit';
  readonly caliber: string;
  readonly sides: readonly [DemoLinkedIncident, DemoLinkedIncident];
}

export interface DemoGun {
  readonly firearm: DemoFirearm;
  /** Null where nobody told it. */
  readonly serial: string | null;
}

export interface DemoDebrief extends DemoGun {
  readonly on: string;
  readonly obtainedOn: string | null;
  readonly how: string;
  readonly from: string;
  readonly dollars: number | null;
  readonly address: WrittenAddress;
  readonly coordinates: DemoPoint | null;
  readonly statement: string;
}

export interface DemoTheft extends DemoGun {
  readonly report: string;
  readonly on: string;
  readonly reportedOn: string;
  readonly kind: string;
  readonly victim: 'FFL' | 'Individual';
  readonly dealer: DemoDealer | null;
  readonly address: WrittenAddress;
}

export interface DemoMultipleSale extends DemoGun {
  readonly report: string;
  readonly on: string;
  readonly dealer: DemoDealer;
  readonly buyer: DemoPerson;
  readonly address: WrittenAddress;
}

export interface DemoYearOfSales {
  readonly dealer: DemoDealer;
  readonly year: number;
  readonly handguns: number;
  readonly longGuns: number;
}

export interface DemoInspection {
  readonly dealer: DemoDealer;
  readonly on: string;
  readonly outcome: string;
  readonly violations: number;
}

const SIDE = [
  'Agency',
  'Incident',
  'Incident Date',
  'Address',
  'City',
  'State',
  'Zip',
  'Latitude',
  'Longitude',
  'Evidence',
];

export function linkRows(links: readonly DemoLink[]): readonly Row[] {
  const headings = [1, 2].flatMap((number) => SIDE.map((heading) => `${heading} ${number}`));
  return [
    ['NIBIN Lead #', 'Lead Date', 'Status', 'Caliber', ...headings],
    ...links.map(({ number, on, type, caliber, sides }): Row => {
      const cells = sides.flatMap((side) => [
        side.agency,
        side.number,
        side.on,
        ...addressCells(side.address),
        side.coordinates?.lat,
        side.coordinates?.lon,
        side.evidence,
      ]);
      return [number, on, type, caliber, ...cells];
    }),
  ];
}

export function debriefRows(code: string, debriefs: readonly DemoDebrief[]): readonly Row[] {
  return [
    [
      'Debrief ID',
      'Debrief Date',
      'How Obtained',
      'Obtained From',
      'Date Obtained',
      'Price Paid',
      'Obtained Address',
      'Obtained City',
      'Obtained State',
      'Obtained Zip',
      'Obtained Latitude',
      'Obtained Longitude',
      'Make',
      'Model',
      'Caliber',
      'Serial Number',
      'Firearm Type',
      'Statement',
    ],
    ...debriefs.map(
      (one, index): Row => [
        `${code}-D${String(index + 1).padStart(4, '0')}`,
        one.on,
        one.how,
        one.from,
        one.obtainedOn,
        one.dollars,
        ...addressCells(one.address),
        one.coordinates?.lat,
        one.coordinates?.lon,
        one.firearm.manufacturer,
        one.firearm.model,
        one.firearm.caliber,
        one.serial,
        one.firearm.type.toUpperCase(),
        one.statement,
      ],
    ),
  ];
}

/** A dealer's reports name the dealer; those of the police the place. */
export function theftRows(thefts: readonly DemoTheft[]): readonly Row[] {
  return [
    [
      'Report Number',
      'Theft Date',
      'Date Reported',
      'Type of Loss',
      'Victim Type',
      'FFL Number',
      'Dealer Name',
      'Dealer State',
      'Theft Address',
      'Theft City',
      'Theft State',
      'Theft Zip',
      'Make',
      'Model',
      'Caliber',
      'Serial Number',
      'Firearm Type',
    ],
    ...thefts.map(
      (one): Row => [
        one.report,
        one.on,
        one.reportedOn,
        one.kind,
        one.victim,
        one.dealer && licenseNumber(one.dealer, 'full'),
        one.dealer?.licenseName,
        one.dealer?.place.state,
        ...addressCells(one.address),
        one.firearm.manufacturer,
        one.firearm.model,
        one.firearm.caliber,
        one.serial,
        one.firearm.type.toUpperCase(),
      ],
    ),
  ];
}

export function multipleSaleRows(sales: readonly DemoMultipleSale[]): readonly Row[] {
  return [
    [
      'Report Number',
      'Sale Date',
      'FFL Number',
      'Dealer Name',
      'Dealer City',
      'Dealer State',
      'Purchaser Last Name',
      'Purchaser First Name',
      'Purchaser DOB',
      'Purchaser Address',
      'Purchaser City',
      'Purchaser State',
      'Purchaser Zip',
      'Make',
      'Model',
      'Caliber',
      'Serial Number',
      'Firearm Type',
    ],
    ...sales.map(
      (one): Row => [
        one.report,
        one.on,
        ...dealerCells(one.dealer),
        one.buyer.last,
        one.buyer.first,
        one.buyer.bornOn,
        ...addressCells(one.address),
        one.firearm.manufacturer,
        one.firearm.model,
        one.firearm.caliber,
        one.serial,
        one.firearm.type.toUpperCase(),
      ],
    ),
  ];
}

export function salesRows(sales: readonly DemoYearOfSales[]): readonly Row[] {
  return [
    [
      'FFL Number',
      'Dealer Name',
      'Dealer City',
      'Dealer State',
      'Year',
      'Handguns',
      'Long Guns',
      'Total Sold',
    ],
    ...sales.map(
      ({ dealer, year, handguns, longGuns }): Row => [
        ...dealerCells(dealer),
        year,
        handguns,
        longGuns,
        handguns + longGuns,
      ],
    ),
  ];
}

export function inspectionRows(inspections: readonly DemoInspection[]): readonly Row[] {
  return [
    ['FFL Number', 'Licensee Name', 'City', 'State', 'Inspection Date', 'Outcome', 'Violations'],
    ...inspections.map(
      ({ dealer, on, outcome, violations }): Row => [...dealerCells(dealer), on, outcome, violations],
    ),
  ];
}

const addressCells = ({ street, city, state, zip }: WrittenAddress): Row => [street, city, state, zip];

const dealerCells = (dealer: DemoDealer): Row => [
  licenseNumber(dealer, 'full'),
  dealer.licenseName,
  dealer.place.city.toUpperCase(),
  dealer.place.state,
];
