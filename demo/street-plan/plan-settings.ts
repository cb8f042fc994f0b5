/** How the invented streets of each city run; see `make-city-plan.ts`. None of it is the plan of the real city. */
export interface PlanSettings {
  readonly city: string;
  /** Streets that are cut in two by a baseline and told apart by direction only. */
  readonly split: 'both' | 'columns' | 'none';
  readonly directions: 'before' | 'after';
  /** Streets with numbers for names. */
  readonly numbered: 'rows' | 'columns' | 'none';
  /** Ordinary streets run this far around a ZIP's point, in metres; main streets go on. */
  readonly reachMetres: number;
}

/** One file of streets: its cities' plans. */
export interface StreetFilePlan {
  /** Names the file and its source: `demo-streets-NAME`. */
  readonly name: string;
  readonly state: string;
  /** FIPS codes of the counties its streets stay in. */
  readonly counties: readonly string[];
  readonly cities: readonly PlanSettings[];
}

/** A city of a single ZIP has a wide plan, one of dozens many small ones that main streets join. */
const TOWN_METRES = 950;
const CITY_METRES = 700;
const LARGE_CITY_METRES = 560;

const town = (city: string, numbered: PlanSettings['numbered'] = 'none'): PlanSettings => ({
  city,
  split: 'none',
  directions: 'before',
  numbered,
  reachMetres: TOWN_METRES,
});
const divided = (city: string, settings: Partial<PlanSettings> = {}): PlanSettings => ({
  city,
  split: 'both',
  directions: 'before',
  numbered: 'none',
  reachMetres: CITY_METRES,
  ...settings,
});

export const STREET_FILE_PLANS: readonly StreetFilePlan[] = [
  {
    name: 'baltimore',
    state: 'MD',
    counties: ['24510'],
    cities: [divided('Baltimore', { numbered: 'rows', reachMetres: LARGE_CITY_METRES })],
  },
  {
    name: 'baltimore-county',
    state: 'MD',
    counties: ['24005'],
    cities: [
      town('Dundalk', 'rows'),
      town('Essex'),
      town('Towson'),
      town('Catonsville'),
      town('Pikesville'),
      town('Owings Mills'),
      town('Rosedale', 'columns'),
      town('Parkville'),
    ],
  },
  {
    name: 'new-castle-county',
    state: 'DE',
    counties: ['10003'],
    cities: [
      divided('Wilmington', { split: 'columns' }),
      town('New Castle', 'columns'),
      town('Newark'),
      town('Bear'),
      town('Claymont'),
      town('Middletown', 'rows'),
    ],
  },
  {
    name: 'chester',
    state: 'PA',
    counties: ['42045'],
    cities: [divided('Chester', { numbered: 'rows' }), town('Brookhaven'), town('Marcus Hook')],
  },
  {
    name: 'philadelphia',
    state: 'PA',
    counties: ['42101'],
    cities: [divided('Philadelphia', { reachMetres: LARGE_CITY_METRES })],
  },
  {
    name: 'camden-county',
    state: 'NJ',
    counties: ['34007'],
    cities: [
      divided('Camden', { split: 'columns', numbered: 'columns' }),
      town('Pennsauken'),
      town('Clementon'),
      town('Cherry Hill'),
    ],
  },
  { name: 'trenton', state: 'NJ', counties: ['34021'], cities: [divided('Trenton', { split: 'columns' })] },
  {
    name: 'newark',
    state: 'NJ',
    counties: ['34013'],
    cities: [divided('Newark', { numbered: 'rows' }), town('East Orange'), town('Irvington', 'columns')],
  },
  {
    name: 'seattle',
    state: 'WA',
    counties: ['53033'],
    cities: [divided('Seattle', { directions: 'after', reachMetres: LARGE_CITY_METRES })],
  },
  {
    name: 'king-county',
    state: 'WA',
    counties: ['53033'],
    cities: [
      divided('Kent', { directions: 'after', split: 'columns' }),
      town('Renton'),
      town('Auburn', 'rows'),
      town('Federal Way'),
      town('Woodinville'),
    ],
  },
];
