import { distanceKm } from '../domain/geography/great-circle.ts';
import { dayAfter, recoveryDay, timeToCrime } from './calendar.ts';
import type { DemoDealer } from './dealers.ts';
import type { DemoFirearm } from './firearms.ts';
import { demoFirearm } from './firearms.ts';
import type { DemoPerson } from './people.ts';
import { demoPerson } from './people.ts';
import type { DemoPlaces, DemoPoint } from './places.ts';
import type { DemoPurchase } from './purchasers.ts';
import { Purchasers } from './purchasers.ts';
import type { Random } from './random.ts';
import { WeightedChoice, weighted } from './random.ts';
import { RecoverySpots } from './recovery-spots.ts';
import type { DemoAgency } from './region.ts';
import { OUT_OF_STATE_SOURCES } from './region.ts';
import type { StreetSite, StreetSites } from './street-plan/street-sites.ts';
import type { WrittenAddress } from './written-address.ts';
import { writeAddress } from './written-address.ts';
import { reportStreet, writeHouse } from './written-street.ts';

/** How far the trace got; the words are those of the files. */
export const STATUS = {
  purchaser: 'PURCHASER IDENTIFIED',
  dealer: 'DEALER RECORDS NOT AVAILABLE',
  too_old: 'FIREARM TOO OLD TO TRACE',
  serial: 'INVALID OR INCOMPLETE SERIAL NUMBER',
  other: 'UNABLE TO COMPLETE - INFORMATION MISSING',
  not_submitted: null,
} as const;
export type Outcome = keyof typeof STATUS;

/** One recovered gun, with all an agency's file says of it. */
export interface DemoTrace {
  readonly outcome: Outcome;
  readonly traceNumber: string | null;
  readonly requestedOn: string | null;
  readonly recoveredOn: string;
  readonly crimeCode: string;
  readonly caseNumber: string;
  readonly officer: string;
  readonly firearm: DemoFirearm;
  /** Null where it was removed. */
  readonly serial: string | null;
  readonly recoveredAt: WrittenAddress;
  /** Name of the county, as some files have it. */
  readonly county: string;
  readonly coordinates: DemoPoint;
  readonly possessor: (DemoPerson & { readonly address: WrittenAddress }) | null;
  readonly dealer: DemoDealer | null;
  readonly purchase: DemoPurchase | null;
  readonly purchaserAddress: WrittenAddress | null;
}

/** Of all recovered guns; of those submitted about 10 % are too old and 11 % have serial problems (ATF, 1999). */
const OUTCOMES = weighted<Outcome>({
  purchaser: 0.53,
  dealer: 0.12,
  too_old: 0.094,
  serial: 0.103,
  other: 0.093,
  not_submitted: 0.06,
});
const FIREARM_AGE: Partial<Readonly<Record<Outcome, 'current' | 'old'>>> = {
  too_old: 'old',
  purchaser: 'current',
};
/** NCIC codes: weapon offences, assault, homicide, robbery, drugs, burglary. */
const CRIME_CODES = weighted({
  '5212': 46,
  '5299': 12,
  '1315': 14,
  '0911': 5,
  '1201': 7,
  '3562': 11,
  '2202': 5,
});
const OBLITERATED_SHARE = 0.6;
/** Dealers this far from a city sell a third as many of the guns found in it. */
const NEARNESS_KM = 35;
const FAR_DEALER_SHARE = 0.02;

/** Makes all traces of an agency, by date of recovery. */
export function makeTraces(
  random: Random,
  places: DemoPlaces,
  sites: StreetSites,
  dealers: readonly DemoDealer[],
  agency: DemoAgency,
): readonly DemoTrace[] {
  const maker = new TraceMaker(random, places, sites, dealers, agency);
  const days = Array.from({ length: agency.recoveries }, () => recoveryDay(random)).sort();
  return days.map((day, index) => maker.make(day, index + 1));
}

class TraceMaker {
  readonly #random: Random;
  readonly #agency: DemoAgency;
  readonly #spots: RecoverySpots;
  readonly #purchasers: Purchasers;
  readonly #otherStates: WeightedChoice<string>;
  readonly #dealersOf: ReadonlyMap<string, WeightedChoice<DemoDealer>>;

  constructor(
    random: Random,
    places: DemoPlaces,
    sites: StreetSites,
    dealers: readonly DemoDealer[],
    agency: DemoAgency,
  ) {
    this.#random = random;
    this.#agency = agency;
    this.#spots = new RecoverySpots(random.fork('spots'), places, sites, agency);
    this.#purchasers = new Purchasers(places, sites);
    const others = OUT_OF_STATE_SOURCES[agency.state] ?? {};
    this.#otherStates = weighted(others);
    const home = this.#spots.draw(random.fork('home')).point;
    this.#dealersOf = new Map(
      [agency.state, ...Object.keys(others)].map((state) => {
        const inState = dealers.filter(({ place }) => place.state === state);
        return [state, new WeightedChoice(inState, (dealer) => dealer.weight * this.#nearness(dealer, home))];
      }),
    );
  }

  #nearness({ place }: DemoDealer, home: DemoPoint): number {
    if (place.state !== this.#agency.state) return 1;
    return Math.exp(-distanceKm(place, home) / NEARNESS_KM) + FAR_DEALER_SHARE;
  }

  make(recoveredOn: string, number: number): DemoTrace {
    const random = this.#random;
    const outcome = OUTCOMES.draw(random);
    const sale = this.#sale(outcome, recoveredOn);
    const boughtIn = Number((sale.purchase?.purchasedOn ?? recoveredOn).slice(0, 4));
    const { firearm, serial } = demoFirearm(random, FIREARM_AGE[outcome] ?? 'any', boughtIn);
    const submitted = outcome !== 'not_submitted';
    const year = recoveredOn.slice(2, 4);
    const spot = this.#spots.draw(random);
    const report = reportStreet(random, spot);
    return {
      outcome,
      traceNumber: submitted
        ? `T${recoveredOn.slice(0, 4)}-${this.#agency.code}-${String(number).padStart(6, '0')}`
        : null,
      requestedOn: submitted ? dayAfter(recoveredOn, random.int(0, 21)) : null,
      recoveredOn,
      crimeCode: CRIME_CODES.draw(random),
      caseNumber: `${year}-${String(number).padStart(6, '0')}`,
      officer: `Ofc. Demo ${random.int(1, 80)}`,
      firearm,
      serial: outcome === 'serial' ? this.#brokenSerial(serial) : serial,
      recoveredAt: writeAddress(random, report.street, spot.zip),
      county: this.#agency.county,
      coordinates: report.point,
      possessor: random.chance(0.7) ? this.#possessor(recoveredOn) : null,
      ...sale,
    };
  }

  #brokenSerial(serial: string): string | null {
    return this.#random.chance(OBLITERATED_SHARE) ? null : serial.slice(0, 3);
  }

  #possessor(recoveredOn: string): DemoTrace['possessor'] {
    const random = this.#random;
    const home: StreetSite = this.#spots.draw(random);
    const address = writeAddress(random, writeHouse(random, home), home.zip);
    return { ...demoPerson(random, recoveredOn, 27, 14), address };
  }

  #sale(outcome: Outcome, recoveredOn: string): Pick<DemoTrace, 'dealer' | 'purchase' | 'purchaserAddress'> {
    const random = this.#random;
    if (outcome !== 'purchaser' && outcome !== 'dealer')
      return { dealer: null, purchase: null, purchaserAddress: null };
    const state = random.chance(this.#agency.sameStateShare)
      ? this.#agency.state
      : this.#otherStates.draw(random);
    const dealer = this.#dealersOf.get(state)?.draw(random);
    if (dealer === undefined) throw new Error(`No dealers were made in ${state}.`);
    if (outcome === 'dealer') return { dealer, purchase: null, purchaserAddress: null };
    const soldOn = dayAfter(recoveredOn, -timeToCrime(random, recoveredOn, dealer.large));
    const purchase = this.#purchasers.purchase(random, dealer, soldOn, recoveredOn);
    return { dealer, purchase, purchaserAddress: writeAddress(random, purchase.street, purchase.home) };
  }
}
