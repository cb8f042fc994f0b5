import type { DemoDealer } from './dealers.ts';
import type { DemoPerson } from './people.ts';
import { demoPerson } from './people.ts';
import type { DemoPlaces, DemoZip } from './places.ts';
import type { Random } from './random.ts';
import type { StreetSites } from './street-plan/street-sites.ts';
import { streetLine } from './streets.ts';
import { writeHouse } from './written-street.ts';

/** A purchase as a dealer's record has it. `multipleSale` may turn true when the buyer comes back within days. */
export interface DemoPurchase {
  readonly buyer: DemoPerson;
  readonly street: string;
  readonly home: DemoZip;
  readonly purchasedOn: string;
  multipleSale: boolean;
}

/** Part of the guns bought by somebody who has bought one before: then 8 % of the buyers have several. */
const REPEAT_SHARE = 0.115;
/** Federal law: two or more handguns to one buyer within five business days are a multiple sale. */
const MULTIPLE_SALE_DAYS = 7;
const MOST_DAYS_BETWEEN = 120;
const HOME_DEGREES = 0.3;
const DAY_MS = 86_400_000;

/** Invents buyers. Few buy more than one traced gun; those buy them at one dealer within months. */
export class Purchasers {
  readonly #earlier = new Map<DemoDealer, DemoPurchase[]>();
  readonly #homes = new Map<DemoZip, readonly DemoZip[]>();
  readonly #places: DemoPlaces;
  readonly #sites: StreetSites;

  constructor(places: DemoPlaces, sites: StreetSites) {
    this.#places = places;
    this.#sites = sites;
  }

  /** A purchase at a dealer on about a day; a returning buyer's day is near the earlier purchase, and before `until`. */
  purchase(random: Random, dealer: DemoDealer, onDay: string, until: string): DemoPurchase {
    const again = random.chance(REPEAT_SHARE) ? this.#again(random, dealer, until) : null;
    const made = again ?? this.#first(random, dealer, onDay);
    const earlier = this.#earlier.get(dealer);
    if (earlier === undefined) this.#earlier.set(dealer, [made]);
    else earlier.push(made);
    return made;
  }

  #again(random: Random, dealer: DemoDealer, until: string): DemoPurchase | null {
    const before = this.#earlier.get(dealer);
    if (before === undefined) return null;
    const purchase = random.pick(before);
    const days = random.chance(0.5) ? random.int(0, MULTIPLE_SALE_DAYS) : random.int(0, MOST_DAYS_BETWEEN);
    const purchasedOn = new Date(Date.parse(purchase.purchasedOn) + days * DAY_MS).toISOString().slice(0, 10);
    if (purchasedOn > until) return null;
    const multipleSale = days <= MULTIPLE_SALE_DAYS;
    if (multipleSale) purchase.multipleSale = true;
    return { ...purchase, purchasedOn, multipleSale };
  }

  #first(random: Random, dealer: DemoDealer, purchasedOn: string): DemoPurchase {
    const home = random.pick(this.#homesNear(dealer.place));
    const site = this.#sites.inZip(random, home);
    return {
      buyer: demoPerson(random, purchasedOn, 31, 21),
      street: site === null ? streetLine(random) : writeHouse(random, site),
      home,
      purchasedOn,
      multipleSale: random.chance(0.01),
    };
  }

  #homesNear(place: DemoZip): readonly DemoZip[] {
    const known = this.#homes.get(place);
    if (known !== undefined) return known;
    const near = this.#places
      .zipsOfState(place.state)
      .filter(({ lon, lat }) => Math.hypot(lon - place.lon, lat - place.lat) < HOME_DEGREES);
    this.#homes.set(place, near);
    return near;
  }
}
