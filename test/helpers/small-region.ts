/**
 * A region small enough to count by hand, as the trace files its two agencies would bring: 45 guns, recovered on the
 * 15th of a month in 2024 (every odd gun of a corridor) or 2025 (every even one). All of it is made up.
 *
 *   agency  corridor            guns  in 2025  sold within 3 years
 *   BPD     Richmond VA → MD      12        6                   12
 *   BPD     Lancaster PA → MD      8        4                    8
 *   BPD     Atlanta GA → MD        6        3                    0
 *   BPD     Towson MD → MD        10        5                   10
 *   NPD     Lancaster PA → NJ      5        3                    5
 *   BPD     not traced, MD         4        2                unknown
 */
const HEADINGS = [
  'Trace Number',
  'Serial Number',
  'Manufacturer',
  'Firearm Type',
  'Caliber',
  'Recovery Date',
  'Recovery Address',
  'Recovery City',
  'Recovery State',
  'Recovery Zip',
  'Latitude',
  'Longitude',
  'FFL Number',
  'Dealer Name',
  'Dealer Address',
  'Dealer City',
  'Dealer State',
  'Dealer Zip',
  'Purchase Date',
] as const;

interface Dealer {
  readonly license: string;
  readonly name: string;
  readonly place: readonly [street: string, city: string, state: string, zip: string];
}

const RICHMOND: Dealer = {
  license: '1-54-760-01-6F-21093',
  name: 'River City Sporting Goods',
  place: ['100 W Broad St', 'Richmond', 'VA', '23220'],
};
const LANCASTER: Dealer = {
  license: '8-23-071-01-6F-01809',
  name: 'Conestoga Outfitters',
  place: ['20 N Queen St', 'Lancaster', 'PA', '17603'],
};
const ATLANTA: Dealer = {
  license: '1-58-121-02-6F-30303',
  name: 'Peachtree Pawn',
  place: ['50 Peachtree St', 'Atlanta', 'GA', '30303'],
};
const TOWSON: Dealer = {
  license: '8-52-005-01-6F-21204',
  name: 'Towson Arms',
  place: ['10 York Rd', 'Towson', 'MD', '21204'],
};

interface Corridor {
  readonly dealer: Dealer | null;
  readonly guns: number;
  readonly timeToCrimeDays: number;
  readonly firearmType: string;
}

/** Street, city, state, ZIP, latitude, longitude: all guns of an agency at its own door, so that they make one cluster. */
const BALTIMORE = ['600 E Fayette St', 'Baltimore', 'MD', '21202', '39.2908', '-76.6083'] as const;
const NEWARK = ['920 Broad St', 'Newark', 'NJ', '07102', '40.7313', '-74.1741'] as const;

export interface AgencyFile {
  readonly agency: { readonly code: string; readonly name: string; readonly state: string };
  readonly fileName: string;
  readonly csv: string;
}

export const BALTIMORE_POLICE = { code: 'BPD', name: 'Baltimore Police Department', state: 'MD' };
export const NEWARK_POLICE = { code: 'NPD', name: 'Newark Police Department', state: 'NJ' };

/** One trace file for each agency. */
export function smallRegion(): readonly AgencyFile[] {
  return [
    {
      agency: BALTIMORE_POLICE,
      fileName: 'baltimore-traces.csv',
      csv: traceFile('B', BALTIMORE, [
        { dealer: RICHMOND, guns: 12, timeToCrimeDays: 400, firearmType: 'Pistol' },
        { dealer: LANCASTER, guns: 8, timeToCrimeDays: 700, firearmType: 'Pistol' },
        { dealer: ATLANTA, guns: 6, timeToCrimeDays: 2000, firearmType: 'Revolver' },
        { dealer: TOWSON, guns: 10, timeToCrimeDays: 900, firearmType: 'Pistol' },
        { dealer: null, guns: 4, timeToCrimeDays: 0, firearmType: 'Shotgun' },
      ]),
    },
    {
      agency: NEWARK_POLICE,
      fileName: 'newark-traces.csv',
      csv: traceFile('N', NEWARK, [
        { dealer: LANCASTER, guns: 5, timeToCrimeDays: 100, firearmType: 'Rifle' },
      ]),
    },
  ];
}

function traceFile(prefix: string, place: readonly string[], corridors: readonly Corridor[]): string {
  const lines = corridors.flatMap((corridor, index) =>
    Array.from({ length: corridor.guns }, (_, gun) => line(`${prefix}${index}${gun}`, place, corridor, gun)),
  );
  return [HEADINGS, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}

function line(number: string, place: readonly string[], corridor: Corridor, gun: number): readonly string[] {
  const { dealer, timeToCrimeDays, firearmType } = corridor;
  const recovered = Date.UTC(gun % 2 === 0 ? 2025 : 2024, gun % 12, 15);
  const sale =
    dealer === null
      ? ['', '', '', '', '', '', '']
      : [dealer.license, dealer.name, ...dealer.place, dayOf(recovered - timeToCrimeDays * DAY_MS)];
  return [`T-${number}`, `SN${number}`, 'GLOCK', firearmType, '9', dayOf(recovered), ...place, ...sale];
}

const DAY_MS = 86_400_000;

/** `MM/DD/YYYY`, as exports have it. */
function dayOf(time: number): string {
  const [year, month, day] = new Date(time).toISOString().slice(0, 10).split('-');
  return `${month}/${day}/${year}`;
}
