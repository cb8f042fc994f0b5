import type { DemoDealer } from '../dealers.ts';
import type { DemoIncident } from '../incidents.ts';
import type { Random } from '../random.ts';
import type { RecoverySpots } from '../recovery-spots.ts';
import type { DemoAgency } from '../region.ts';
import type { DemoTrace } from '../traces.ts';
import { writeAddress } from '../written-address.ts';
import { reportStreet } from '../written-street.ts';
import type { BurgledDealer } from './burgled-dealer.ts';
import { makeBurgledDealer } from './burgled-dealer.ts';
import {
  makeDealerThefts,
  makeDebriefs,
  makeHomeThefts,
  makeInspections,
  makeLinks,
  makeMultipleSales,
  makeSales,
} from './everyday-records.ts';
import { makeGunChain } from './gun-chain.ts';
import type {
  DemoDebrief,
  DemoInspection,
  DemoLink,
  DemoMultipleSale,
  DemoTheft,
  DemoYearOfSales,
} from './market-rows.ts';
import type { StrawRing } from './straw-ring.ts';
import { makeStrawRing } from './straw-ring.ts';
import type { Succession } from './successor.ts';
import { salesAfterSuccession } from './successor.ts';

/** What one agency brings beside its traces. */
export interface MarketOfAgency {
  readonly ballistics?: readonly DemoLink[];
  readonly debriefs?: readonly DemoDebrief[];
  readonly thefts?: readonly DemoTheft[];
  readonly multipleSales?: readonly DemoMultipleSale[];
  readonly sales?: readonly DemoYearOfSales[];
  readonly inspections?: readonly DemoInspection[];
}

export interface DemoMarket {
  readonly of: Readonly<Record<string, MarketOfAgency>>;
  /** What is to be found in it; `docs/guides/demo-tour.md` leads there. */
  readonly ring: StrawRing;
  readonly burgled: BurgledDealer;
  readonly chain: { readonly gun: DemoTrace; readonly links: readonly DemoLink[] };
  readonly succession: Succession;
}

export interface MarketInput {
  readonly dealers: readonly DemoDealer[];
  readonly traces: ReadonlyMap<DemoAgency, readonly DemoTrace[]>;
  /** Which licence came after which; told in dealers and traces already. */
  readonly succession: Succession;
  /** The shootings of Baltimore. */
  readonly incidents: readonly DemoIncident[];
  /** Draws places where an agency finds guns. */
  readonly spotsOf: (agency: DemoAgency) => RecoverySpots;
  /** Makes shootings of an agency that brings none of its own. */
  readonly incidentsOf: (agency: DemoAgency) => readonly DemoIncident[];
}

const FIRST_YEAR_OF_SALES = 2018;

/** Makes what agencies hold beside traces: ordinary records, and in them four stories. */
export function makeMarket(random: Random, input: MarketInput): DemoMarket {
  const { dealers, traces, succession } = input;
  const agencyOf = (code: string): DemoAgency => {
    const found = [...traces.keys()].find((agency) => agency.code === code);
    if (found === undefined) throw new Error(`The demo has no agency ${code}.`);
    return found;
  };
  const tracesOf = (code: string) => traces.get(agencyOf(code)) ?? [];
  const dealersIn = (...states: readonly string[]) =>
    dealers.filter(({ place }) => states.includes(place.state));
  const [baltimore, philadelphia, camden] = [agencyOf('BALTPD'), agencyOf('PHILPD'), agencyOf('CAMDPD')];

  const ring = makeStrawRing(tracesOf, dealers);
  const burgled = makeBurgledDealer(
    random.fork('burgled dealer'),
    [...tracesOf('BALTPD'), ...tracesOf('BALTCO'), ...tracesOf('WILMPD')],
    dealers,
  );
  const chain = chainOf(random.fork('chain'), ring, tracesOf('CAMDPD'), camden, philadelphia, input);

  const debriefs = (agency: DemoAgency, count: number) => [
    ...makeDebriefs(
      random.fork(`debriefs ${agency.code}`),
      input.spotsOf(agency),
      tracesOf(agency.code),
      count,
    ),
    ...(ring.debriefs[agency.code] ?? []),
  ];
  const links = (agency: DemoAgency, incidents: readonly DemoIncident[], count: number) =>
    makeLinks(random.fork(`links ${agency.code}`), agency, incidents, tracesOf(agency.code), count);
  return {
    ring,
    burgled,
    chain,
    succession,
    of: {
      BALTPD: {
        ballistics: links(baltimore, input.incidents, 260),
        debriefs: debriefs(baltimore, 180),
        thefts: [
          ...makeHomeThefts(random.fork('thefts'), input.spotsOf(baltimore), tracesOf('BALTPD'), 320),
          ...makeDealerThefts(random.fork('dealer thefts'), dealersIn('MD', 'VA', 'DE'), 22),
          ...burgled.thefts,
        ],
        multipleSales: [
          ...makeMultipleSales(random.fork('multiple sales MD'), 'MD', tracesOf('BALTPD')),
          ...ring.multipleSales,
        ],
        sales: makeSales(random.fork('sales MD'), dealersIn('MD', 'VA'), FIRST_YEAR_OF_SALES),
        inspections: [
          ...makeInspections(random.fork('inspections'), dealersIn('MD', 'VA', 'DE', 'PA'), 240),
          ...burgled.inspections,
          ...succession.inspections,
        ],
      },
      PHILPD: {
        ballistics: [...links(philadelphia, input.incidentsOf(philadelphia), 140), ...chain.links],
        debriefs: debriefs(philadelphia, 120),
        multipleSales: makeMultipleSales(random.fork('multiple sales PA'), 'PA', tracesOf('PHILPD')),
        sales: salesAfterSuccession(
          succession,
          makeSales(random.fork('sales PA'), dealersIn('PA'), FIRST_YEAR_OF_SALES),
        ),
      },
      CAMDPD: { debriefs: debriefs(camden, 50) },
    },
  };
}

/** The last gun of the ring that Camden recovered is the one that was used before. */
function chainOf(
  random: Random,
  ring: StrawRing,
  before: readonly DemoTrace[],
  camden: DemoAgency,
  philadelphia: DemoAgency,
  { spotsOf }: MarketInput,
): DemoMarket['chain'] {
  const gun = [...ring.traces].filter(([old]) => before.includes(old)).at(-1)?.[1];
  if (gun === undefined) throw new Error('Camden has no gun of the ring.');
  const spotIn = (agency: DemoAgency) => {
    const spot = spotsOf(agency).draw(random);
    const { street, point } = reportStreet(random, spot);
    return { agency, address: writeAddress(random, street, spot.zip), point };
  };
  const spots = [spotIn(philadelphia), spotIn(philadelphia), spotIn(camden)] as const;
  return { gun, links: makeGunChain(gun, camden, [...spots]) };
}
