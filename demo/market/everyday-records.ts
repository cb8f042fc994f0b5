/** The ordinary records of the demo's agencies, among which its stories are to be found. */
import { groupBy } from '../../server/group-by.ts';
import { dayAfter } from '../calendar.ts';
import type { DemoDealer } from '../dealers.ts';
import { demoFirearm } from '../firearms.ts';
import type { DemoIncident } from '../incidents.ts';
import type { Random } from '../random.ts';
import { weighted } from '../random.ts';
import type { RecoverySpots } from '../recovery-spots.ts';
import { DEMO_FROM, DEMO_TO } from '../region.ts';
import type { DemoTrace } from '../traces.ts';
import { writeAddress } from '../written-address.ts';
import { reportStreet } from '../written-street.ts';
import type {
  DemoDebrief,
  DemoInspection,
  DemoLink,
  DemoLinkedIncident,
  DemoMultipleSale,
  DemoTheft,
  DemoYearOfSales,
} from './market-rows.ts';

/** Of links an examiner has confirmed so many; the others are leads. */
const HIT_SHARE = 0.3;
/** How often a link goes on from the incident that the one before ended with. */
const CHAIN_SHARE = 0.45;
/** How often it ends with a gun that was recovered. */
const GUN_SHARE = 0.35;
const CALIBERS = weighted({ '9MM': 62, '.40': 17, '.45': 10, '.380': 8, '.22': 3 });

/** Links among an agency's shootings, and between them and the pistols it recovered. */
export function makeLinks(
  random: Random,
  agency: { readonly code: string; readonly name: string },
  incidents: readonly DemoIncident[],
  traces: readonly DemoTrace[],
  count: number,
): readonly DemoLink[] {
  const guns = traces.filter(({ firearm, serial }) => firearm.type === 'pistol' && serial !== null);
  const scene = (incident: DemoIncident, caliber: string): DemoLinkedIncident => ({
    agency: agency.name,
    number: incident.number,
    on: incident.occurredOn,
    address: incident.address,
    coordinates: incident.coordinates,
    evidence: `${random.int(1, 14)} ${caliber} casings`,
  });
  const links: DemoLink[] = [];
  let open: { readonly at: number; readonly caliber: string } | null = null;
  while (links.length < count) {
    const at: number = open?.at ?? random.int(0, incidents.length - 2);
    const caliber: string = open?.caliber ?? CALIBERS.draw(random);
    const next = Math.min(incidents.length - 1, at + random.int(1, 160));
    const [one, other] = [incidents[at], incidents[next]];
    open = null;
    if (one === undefined || other === undefined || one === other) continue;
    const gun = random.chance(GUN_SHARE)
      ? guns.find((trace) => trace.recoveredOn > one.occurredOn && trace.firearm.caliber === caliber)
      : undefined;
    const end = gun === undefined ? scene(other, caliber) : recovered(agency.name, gun);
    if (gun === undefined && random.chance(CHAIN_SHARE)) open = { at: next, caliber };
    links.push({
      number: `${agency.code}-L-${String(links.length + 1).padStart(4, '0')}`,
      on: dayAfter(end.on, random.int(2, 40)),
      type: random.chance(HIT_SHARE) ? 'Hit' : 'Lead',
      caliber,
      sides: [scene(one, caliber), end],
    });
  }
  return links;
}

const recovered = (agency: string, gun: DemoTrace): DemoLinkedIncident => ({
  agency,
  number: gun.caseNumber,
  on: gun.recoveredOn,
  address: gun.recoveredAt,
  coordinates: gun.coordinates,
  evidence: `Recovered ${gun.firearm.type}, test fired`,
});

/** How, from whom, for how much, and what is said of it. */
const WAYS = weighted({
  'Bought on the street|Stranger|500': 30,
  'Family or friend|Cousin|': 18,
  'Straw purchase|Girlfriend|450': 13,
  'Stolen from a vehicle|Unknown|': 12,
  'Private sale|Acquaintance|600': 9,
  'Online|Seller found on a website|650': 6,
  'Unlicensed seller|Acquaintance|550': 6,
  'Ghost gun, kit bought online|Website|400': 3,
  'Not stated|Unknown|': 3,
});
const SERIAL_TOLD_SHARE = 0.7;

/** What people at whom an agency found guns said of them. */
export function makeDebriefs(
  random: Random,
  spots: RecoverySpots,
  traces: readonly DemoTrace[],
  count: number,
): readonly DemoDebrief[] {
  const held = traces.filter(({ possessor }) => possessor !== null);
  return Array.from({ length: count }, (): DemoDebrief => {
    const trace = random.pick(held);
    const [how = '', from = '', price = ''] = WAYS.draw(random).split('|');
    const spot = spots.draw(random);
    const { street, point } = reportStreet(random, spot);
    return {
      on: dayAfter(trace.recoveredOn, random.int(0, 20)),
      obtainedOn: random.chance(0.4) ? dayAfter(trace.recoveredOn, -random.int(3, 300)) : null,
      how,
      from,
      dollars: price === '' ? null : Number(price) + 10 * random.int(-15, 30),
      address: writeAddress(random, street, spot.zip),
      coordinates: random.chance(0.5) ? point : null,
      firearm: trace.firearm,
      serial: random.chance(SERIAL_TOLD_SHARE) ? trace.serial : null,
      statement: `Says it was like this: ${how.toLowerCase()}. (Made up.)`,
    };
  });
}

const HOMES = weighted({
  'Theft from motor vehicle': 48,
  'Burglary - residential': 34,
  'Larceny from person': 10,
  'Robbery - street': 8,
});
/** Part of the guns stolen from people that the agency recovers later. */
const RECOVERED_SHARE = 0.25;

/** Guns stolen from people in an agency's city, some of which it recovers. */
export function makeHomeThefts(
  random: Random,
  spots: RecoverySpots,
  traces: readonly DemoTrace[],
  count: number,
): readonly DemoTheft[] {
  const sold = traces.filter(
    ({ purchase, serial, recoveredOn }) =>
      purchase !== null && serial !== null && purchase.purchasedOn < dayAfter(recoveredOn, -60),
  );
  return Array.from({ length: count }, (_, index): DemoTheft => {
    const later = random.chance(RECOVERED_SHARE) ? random.pick(sold) : null;
    const on =
      later === null
        ? dayAfter(DEMO_FROM, random.int(0, 3600))
        : dayAfter(later.recoveredOn, -random.int(5, 55));
    const gun = later ?? demoFirearm(random, 'any', Number(on.slice(0, 4)));
    const spot = spots.draw(random);
    return {
      report: `${on.slice(2, 4)}T${String(index + 1).padStart(5, '0')}`,
      on,
      reportedOn: dayAfter(on, random.int(0, 3)),
      kind: HOMES.draw(random),
      victim: 'Individual',
      dealer: null,
      address: writeAddress(random, reportStreet(random, spot).street, spot.zip),
      firearm: gun.firearm,
      serial: random.chance(0.9) ? gun.serial : null,
    };
  });
}

/** Handguns that buyers of recovered guns bought in multiple sales, with others of the same sales that were not recovered. */
export function makeMultipleSales(
  random: Random,
  state: string,
  traces: readonly DemoTrace[],
): readonly DemoMultipleSale[] {
  const bought = traces.filter(
    ({ purchase, dealer, firearm, serial }) =>
      purchase?.multipleSale === true &&
      dealer?.place.state === state &&
      serial !== null &&
      (firearm.type === 'pistol' || firearm.type === 'revolver'),
  );
  const sales = [...groupBy(bought, ({ purchase }) => purchase?.buyer).values()].flatMap(salesOfBuyer);
  return sales.flatMap((guns, index) => {
    const [{ purchase = null, dealer = null, purchaserAddress = null } = {}] = guns;
    if (purchase === null || dealer === null || purchaserAddress === null) return [];
    const year = Number(purchase.purchasedOn.slice(0, 4));
    const others = Array.from({ length: random.int(1, 3) }, () => demoFirearm(random, 'current', year))
      .filter((other) => other.firearm.type === 'pistol' || other.firearm.type === 'revolver')
      .map((gun) => ({ ...gun, on: purchase.purchasedOn }));
    const recovered = guns.map((gun) => ({ ...gun, on: gun.purchase?.purchasedOn ?? purchase.purchasedOn }));
    return [...recovered, ...others].map(
      ({ firearm, serial, on }): DemoMultipleSale => ({
        report: `${state}-MS-${String(index + 1).padStart(4, '0')}`,
        on,
        dealer,
        buyer: purchase.buyer,
        address: purchaserAddress,
        firearm,
        serial,
      }),
    );
  });
}

/** Federal law: two or more handguns within five business days are one sale. */
const MULTIPLE_SALE_DAYS = 7;

/** Guns of one buyer and dealer, those that were bought within days of each other together. */
function salesOfBuyer(guns: readonly DemoTrace[]): DemoTrace[][] {
  const day = ({ purchase }: DemoTrace) => purchase?.purchasedOn ?? '';
  const sales: DemoTrace[][] = [];
  for (const gun of guns.toSorted((a, b) => day(a).localeCompare(day(b)))) {
    const last = sales.at(-1);
    const first = last?.[0];
    if (first !== undefined && day(gun) <= dayAfter(day(first), MULTIPLE_SALE_DAYS)) last?.push(gun);
    else sales.push([gun]);
  }
  return sales;
}

/** What dealers of a state sold in each year from one on, as its registry has it. */
export function makeSales(
  random: Random,
  dealers: readonly DemoDealer[],
  fromYear: number,
): readonly DemoYearOfSales[] {
  const years = Array.from(
    { length: Number(DEMO_TO.slice(0, 4)) - fromYear },
    (_, index) => fromYear + index,
  );
  return dealers.flatMap((dealer) => {
    const usual = dealer.large ? 1400 + 2200 * random.next() : 25 + random.exponential(120);
    const handgunShare = 0.5 + 0.25 * random.next();
    return years.map((year): DemoYearOfSales => {
      const sold = Math.round(
        usual * (year === 2020 || year === 2021 ? 1.5 : 1) * (0.85 + 0.3 * random.next()),
      );
      const handguns = Math.round(sold * handgunShare);
      return { dealer, year, handguns, longGuns: sold - handguns };
    });
  });
}

const OUTCOMES = weighted({
  'No violations|0': 62,
  'Report of violations|3': 25,
  'Warning letter|6': 8,
  'Warning conference|10': 4,
  'License surrendered|12': 0.6,
  'Revocation|18': 0.4,
});

/** Inspections of some of the dealers, the large ones more often. */
export function makeInspections(
  random: Random,
  dealers: readonly DemoDealer[],
  count: number,
): readonly DemoInspection[] {
  const large = dealers.filter((dealer) => dealer.large);
  return Array.from({ length: count }, (): DemoInspection => {
    const [outcome = '', violations = '0'] = OUTCOMES.draw(random).split('|');
    return {
      dealer: random.pick(random.chance(0.25) && large.length > 0 ? large : dealers),
      on: dayAfter(DEMO_FROM, random.int(0, 3600)),
      outcome,
      violations: violations === '0' ? 0 : Number(violations) + random.int(-2, 4),
    };
  });
}

/** Burglaries and losses that dealers reported, a gun a row. */
export function makeDealerThefts(
  random: Random,
  dealers: readonly DemoDealer[],
  reports: number,
): readonly DemoTheft[] {
  return Array.from({ length: reports }, (_, index) => {
    const dealer = random.pick(dealers);
    const on = dayAfter(DEMO_FROM, random.int(0, 3600));
    const kind = random.pick(['Burglary', 'Larceny', 'Inventory loss', 'Employee theft']);
    const address = {
      street: dealer.street,
      city: dealer.place.city,
      state: dealer.place.state,
      zip: dealer.place.zip,
    };
    return Array.from({ length: random.int(1, 7) }, (): DemoTheft => {
      const gun = demoFirearm(random, 'current', Number(on.slice(0, 4)));
      return {
        report: `FFL-${String(index + 1).padStart(4, '0')}`,
        on,
        reportedOn: dayAfter(on, random.int(1, 4)),
        kind,
        victim: 'FFL',
        dealer,
        address,
        ...gun,
      };
    });
  }).flat();
}
