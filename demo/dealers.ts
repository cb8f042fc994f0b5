import type { DemoPlaces, DemoZip } from './places.ts';
import type { Random } from './random.ts';
import type { DealerState } from './region.ts';
import { DEALER_STATES, LARGE_DEALERS_SHARE } from './region.ts';
import type { StreetSites } from './street-plan/street-sites.ts';
import { streetLine } from './streets.ts';
import { writeExactly } from './written-street.ts';

export interface DemoDealer {
  readonly region: string;
  readonly district: string;
  readonly county: string;
  readonly type: string;
  readonly expiry: string;
  readonly sequence: string;
  readonly licenseName: string;
  readonly businessName: string | null;
  readonly street: string;
  readonly place: DemoZip;
  readonly large: boolean;
  /** Its part of its state's traced guns. */
  readonly weight: number;
}

/** No licence begins with 7, so that no demo dealer can be taken for a real one. */
const DEMO_REGION = '7';
/** Part of the dealers that stand in or near one of their state's cities. */
const NEAR_CITY_SHARE = 0.6;
const NEAR_DEGREES = 0.35;
/** Small dealers: traces fall with rank by this power, so that most have very few. */
const RANK_POWER = 0.75;
const TRADES = [
  'Outfitters',
  'Sporting Goods',
  'Pawn',
  'Arms',
  'Guns and Ammo',
  'Trading Post',
  'Hardware',
  'Range',
];

/** All dealers, state by state. */
export function makeDealers(random: Random, places: DemoPlaces, sites: StreetSites): readonly DemoDealer[] {
  let number = 0;
  return Object.entries(DEALER_STATES).flatMap(([state, plan], index) => {
    const district = String(index + 10);
    const nearCities = zipsNear(places, state, plan);
    const weights = dealerWeights(random.fork(`weights ${state}`), plan);
    return weights.map((weight, rank) => {
      number += 1;
      const large = rank < plan.large;
      const zips = large || random.chance(NEAR_CITY_SHARE) ? nearCities : places.zipsOfState(state);
      return makeDealer(random, sites, { number, district, place: random.pick(zips), large, weight });
    });
  });
}

function zipsNear(places: DemoPlaces, state: string, { around }: DealerState): readonly DemoZip[] {
  const centres = around.map((city) => places.zipsOfCity(state, city)[0]);
  return places
    .zipsOfState(state)
    .filter(({ lon, lat }) =>
      centres.some((centre) => centre && Math.hypot(centre.lon - lon, centre.lat - lat) < NEAR_DEGREES),
    );
}

/** Weights that sum to 1: the large dealers share their part about evenly, the others by rank. */
function dealerWeights(random: Random, { dealers, large }: DealerState): number[] {
  const raw = Array.from({ length: dealers }, (_, rank) =>
    rank < large ? 0.7 + 0.6 * random.next() : (rank - large + 1) ** -RANK_POWER,
  );
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const [ofLarge, ofSmall] = [sum(raw.slice(0, large)), sum(raw.slice(large))];
  const largeShare = large === 0 ? 0 : LARGE_DEALERS_SHARE;
  return raw.map((value, rank) =>
    rank < large ? (value / ofLarge) * largeShare : (value / ofSmall) * (1 - largeShare),
  );
}

interface DealerPlan {
  readonly number: number;
  readonly district: string;
  readonly place: DemoZip;
  readonly large: boolean;
  readonly weight: number;
}

function makeDealer(random: Random, sites: StreetSites, plan: DealerPlan): DemoDealer {
  const trade = random.pick(TRADES);
  const name = `DEMO ${trade.toUpperCase()} ${String(plan.number).padStart(4, '0')}`;
  const isPawn = trade === 'Pawn';
  const site = sites.inZip(random, plan.place);
  const street = site === null ? streetLine(random) : writeExactly(site);
  return {
    ...plan,
    region: DEMO_REGION,
    county: String(2 * random.int(0, 60) + 1).padStart(3, '0'),
    type: isPawn ? '02' : random.chance(0.12) ? '07' : '01',
    expiry: `${random.int(0, 9)}${random.pick([...'ABCDEFGHJKLM'])}`,
    sequence: String(plan.number).padStart(5, '0'),
    licenseName: random.chance(0.5) ? `${name} LLC` : name,
    businessName: random.chance(0.6) ? name : null,
    street: street.toUpperCase(),
  };
}

/** The licence number in full, or as traces often have it: region, district, sequence. */
export function licenseNumber(dealer: DemoDealer, form: 'full' | 'short'): string {
  const { region, district, county, type, expiry, sequence } = dealer;
  return form === 'short'
    ? [region, district, sequence].join('-')
    : [region, district, county, type, expiry, sequence].join('-');
}
