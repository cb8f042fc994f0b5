/**
 * The demo region: twelve agencies, the states their guns come from, and the shares that make them resemble published
 * facts. All people, dealers and guns are made up; the cities and their ZIPs are real.
 */

export type LayoutId = 'police_extract' | 'trace_system' | 'single_line' | 'workbook';

export interface DemoAgency {
  readonly code: string;
  readonly name: string;
  readonly state: string;
  /** FIPS codes of the counties its officers recover guns in. */
  readonly counties: readonly string[];
  /** Name of the county it is in. */
  readonly county: string;
  /** Cities as in the ZIP list, with their part of the agency's recoveries. */
  readonly cities: Readonly<Record<string, number>>;
  readonly recoveries: number;
  /** Part of the guns that were first sold in the agency's own state. */
  readonly sameStateShare: number;
  readonly layout: LayoutId;
}

/** First day of the records, and the day after the last. Fixed, so that the files are the same whenever they are made. */
export const DEMO_FROM = '2016-11-01';
export const DEMO_TO = '2026-11-01';

/**
 * The same-state shares follow ATF's tables (New Jersey low, Pennsylvania and Washington high) and together give the
 * 71 % of the whole country.
 */
export const DEMO_AGENCIES: readonly DemoAgency[] = [
  agency(
    'BALTPD',
    'Baltimore Police (demo)',
    'MD',
    ['24510'],
    'Baltimore City',
    { Baltimore: 1 },
    5600,
    0.72,
    'single_line',
  ),
  agency(
    'BALTCO',
    'Baltimore County Police (demo)',
    'MD',
    ['24005'],
    'Baltimore',
    {
      Dundalk: 3,
      Essex: 2,
      Towson: 2,
      Catonsville: 2,
      Pikesville: 2,
      'Owings Mills': 2,
      Rosedale: 2,
      Parkville: 2,
    },
    1700,
    0.73,
    'trace_system',
  ),
  agency(
    'WILMPD',
    'Wilmington Police (demo)',
    'DE',
    ['10003'],
    'New Castle',
    { Wilmington: 1 },
    1000,
    0.7,
    'workbook',
  ),
  agency(
    'NCCPD',
    'New Castle County Police (demo)',
    'DE',
    ['10003'],
    'New Castle',
    { 'New Castle': 3, Newark: 3, Bear: 2, Claymont: 2, Middletown: 1 },
    700,
    0.72,
    'trace_system',
  ),
  agency(
    'CHESPD',
    'Chester Police (demo)',
    'PA',
    ['42045'],
    'Delaware',
    { Chester: 5, Brookhaven: 1, 'Marcus Hook': 1 },
    400,
    0.82,
    'trace_system',
  ),
  agency(
    'PHILPD',
    'Philadelphia Police (demo)',
    'PA',
    ['42101'],
    'Philadelphia',
    { Philadelphia: 1 },
    7200,
    0.83,
    'police_extract',
  ),
  agency(
    'CAMDPD',
    'Camden County Police (demo)',
    'NJ',
    ['34007'],
    'Camden',
    { Camden: 6, Pennsauken: 2, Clementon: 1, 'Cherry Hill': 1 },
    1200,
    0.38,
    'single_line',
  ),
  agency(
    'TRENPD',
    'Trenton Police (demo)',
    'NJ',
    ['34021'],
    'Mercer',
    { Trenton: 1 },
    1000,
    0.38,
    'trace_system',
  ),
  agency(
    'NEWAPD',
    'Newark Police (demo)',
    'NJ',
    ['34013'],
    'Essex',
    { Newark: 8, 'East Orange': 1, Irvington: 2 },
    2400,
    0.38,
    'police_extract',
  ),
  agency('SEATPD', 'Seattle Police (demo)', 'WA', ['53033'], 'King', { Seattle: 1 }, 2300, 0.85, 'workbook'),
  agency(
    'KINGSO',
    'King County Sheriff (demo)',
    'WA',
    ['53033'],
    'King',
    { Renton: 2, Auburn: 2, 'Federal Way': 3, Seattle: 2, Kent: 1, Woodinville: 1 },
    900,
    0.85,
    'workbook',
  ),
  agency('KENTPD', 'Kent Police (demo)', 'WA', ['53033'], 'King', { Kent: 1 }, 600, 0.85, 'police_extract'),
];

function agency(
  code: string,
  name: string,
  state: string,
  counties: readonly string[],
  county: string,
  cities: Readonly<Record<string, number>>,
  recoveries: number,
  sameStateShare: number,
  layout: LayoutId,
): DemoAgency {
  return { code, name, state, counties, county, cities, recoveries, sameStateShare, layout };
}

/** Where the guns from other states come from, by state of recovery: the I-95 corridor and its western kin. */
export const OUT_OF_STATE_SOURCES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  MD: { VA: 30, PA: 14, WV: 9, NC: 10, GA: 9, SC: 7, FL: 6, DE: 4, OH: 4, TN: 2, TX: 3, AL: 2 },
  PA: { GA: 14, OH: 12, NC: 11, SC: 11, VA: 11, FL: 10, DE: 8, WV: 6, TX: 5, NJ: 3, TN: 3, AL: 3, MD: 3 },
  NJ: { PA: 26, GA: 15, NC: 14, VA: 12, SC: 10, FL: 9, OH: 5, TX: 3, DE: 2, AL: 2, TN: 2 },
  DE: { PA: 32, VA: 12, MD: 10, GA: 10, NC: 9, SC: 8, FL: 8, OH: 4, TX: 3, WV: 2, AL: 2 },
  WA: { OR: 28, ID: 22, AZ: 18, NV: 16, TX: 8, CA: 8 },
};

export interface DealerState {
  readonly dealers: number;
  /** Dealers that most of the state's traced guns come from. */
  readonly large: number;
  /** Cities most dealers stand near. */
  readonly around: readonly string[];
}

/** The 3,000 dealers, and the 36 (1.2 %) large ones that ATF's figures give 57 % of the traces. */
export const DEALER_STATES: Readonly<Record<string, DealerState>> = {
  PA: {
    dealers: 420,
    large: 9,
    around: ['Philadelphia', 'Norristown', 'Lancaster', 'Allentown', 'Harrisburg'],
  },
  VA: { dealers: 300, large: 3, around: ['Richmond', 'Norfolk', 'Fredericksburg', 'Manassas', 'Roanoke'] },
  FL: { dealers: 280, large: 1, around: ['Jacksonville', 'Orlando', 'Tampa', 'Miami'] },
  NC: { dealers: 260, large: 2, around: ['Charlotte', 'Raleigh', 'Fayetteville', 'Rocky Mount'] },
  GA: { dealers: 240, large: 2, around: ['Atlanta', 'Savannah', 'Macon', 'Augusta'] },
  OH: { dealers: 220, large: 1, around: ['Columbus', 'Cleveland', 'Dayton'] },
  TX: { dealers: 200, large: 0, around: ['Houston', 'Dallas', 'San Antonio'] },
  WA: { dealers: 180, large: 5, around: ['Seattle', 'Tacoma', 'Everett', 'Puyallup', 'Spokane'] },
  SC: { dealers: 140, large: 1, around: ['Columbia', 'Florence', 'Greenville'] },
  MD: { dealers: 130, large: 7, around: ['Baltimore', 'Glen Burnie', 'Frederick', 'Hagerstown'] },
  TN: { dealers: 110, large: 0, around: ['Nashville', 'Memphis', 'Knoxville'] },
  AL: { dealers: 90, large: 0, around: ['Birmingham', 'Montgomery', 'Mobile'] },
  OR: { dealers: 90, large: 0, around: ['Portland', 'Salem', 'Eugene'] },
  WV: { dealers: 80, large: 0, around: ['Martinsburg', 'Charleston'] },
  AZ: { dealers: 70, large: 0, around: ['Phoenix', 'Tucson'] },
  ID: { dealers: 60, large: 0, around: ['Boise', "Coeur d'Alene"] },
  NV: { dealers: 40, large: 0, around: ['Las Vegas', 'Reno'] },
  NJ: { dealers: 40, large: 3, around: ['Newark', 'Trenton', 'Cherry Hill'] },
  DE: { dealers: 25, large: 2, around: ['Wilmington', 'Newark', 'Dover'] },
  CA: { dealers: 25, large: 0, around: ['Sacramento', 'Redding'] },
};

/** Part of the traces of a state with large dealers that come from those. */
export const LARGE_DEALERS_SHARE = 0.6;
