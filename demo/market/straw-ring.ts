import type { DemoDealer } from '../dealers.ts';
import type { DemoPerson } from '../people.ts';
import type { DemoZip } from '../places.ts';
import type { DemoTrace } from '../traces.ts';
import type { WrittenAddress } from '../written-address.ts';
import type { DemoDebrief, DemoMultipleSale } from './market-rows.ts';

/** Whose guns the ring's are, and how many. */
const RING_AGENCIES: Readonly<Record<string, number>> = { BALTPD: 4, WILMPD: 3, CAMDPD: 4 };
/** Two people of one household in Virginia, and one of whom a file has day and month exchanged. */
const BUYERS: readonly DemoPerson[] = [
  { first: 'Juniper', last: 'Fictional', bornOn: '1999-04-09' },
  { first: 'Flint', last: 'Imaginary', bornOn: '1996-11-03' },
];
const EXCHANGED = '1999-09-04';
const STREET = '2417 Lantern Hill Rd';
/** Days of the sales, with who bought how many: each is a multiple sale. */
const SALES: readonly (readonly [on: string, buyer: number, guns: number])[] = [
  ['2024-02-06', 0, 4],
  ['2024-03-12', 1, 4],
  ['2024-04-16', 0, 3],
];
/** They are recovered from so long after the last sale. */
const RECOVERED: readonly [string, string] = ['2024-05-15', '2025-12-31'];

export interface StrawRing {
  /** Traces that tell of the ring, in place of what they told before. */
  readonly traces: ReadonlyMap<DemoTrace, DemoTrace>;
  readonly dealer: DemoDealer;
  readonly guns: readonly DemoTrace[];
  /** As the dealer reported them. */
  readonly multipleSales: readonly DemoMultipleSale[];
  readonly debriefs: Readonly<Record<string, readonly DemoDebrief[]>>;
}

/**
 * A ring of straw purchasers: eleven pistols bought by two people of one household at one dealer in ten weeks, recovered by
 * three agencies, none of which has more than four of them.
 */
export function makeStrawRing(
  tracesOf: (agency: string) => readonly DemoTrace[],
  dealers: readonly DemoDealer[],
): StrawRing {
  const dealer = dealers.find(({ large, place }) => large && place.state === 'VA');
  if (dealer === undefined) throw new Error('The demo needs a large dealer in Virginia.');
  const found = Object.entries(RING_AGENCIES).flatMap(([agency, guns]) =>
    spread(tracesOf(agency).filter(isFit), guns).map((trace) => ({ agency, trace })),
  );
  const bought = SALES.flatMap(([on, buyer, guns]) => Array.from({ length: guns }, () => ({ on, buyer })));
  // Guns of one sale turn up in several places.
  const guns = found.toSorted((a, b) => a.trace.recoveredOn.localeCompare(b.trace.recoveredOn));
  const told = guns.map(({ agency, trace }, index) => {
    const { on, buyer } = bought[(index * 4) % bought.length] ?? { on: RECOVERED[0], buyer: 0 };
    return { agency, before: trace, trace: ofRing(trace, dealer, on, buyer, agency) };
  });
  return {
    traces: new Map(told.map(({ before, trace }) => [before, trace])),
    dealer,
    guns: told.map(({ trace }) => trace),
    multipleSales: reports(told.map(({ trace }) => trace)),
    debriefs: debriefs(told, dealer.place),
  };
}

/** A pistol that can be placed, and whose purchaser was found. */
const isFit = ({ outcome, firearm, serial, recoveredOn, recoveredAt, possessor }: DemoTrace): boolean =>
  outcome === 'purchaser' &&
  firearm.type === 'pistol' &&
  serial !== null &&
  possessor !== null &&
  recoveredOn >= RECOVERED[0] &&
  recoveredOn <= RECOVERED[1] &&
  /^\d+ [a-z]/i.test(recoveredAt.street ?? '') &&
  [recoveredAt.city, recoveredAt.state, recoveredAt.zip].every((part) => part !== null);

/** Some of many, evenly over them. */
const spread = <Item>(items: readonly Item[], count: number): readonly Item[] =>
  Array.from(
    { length: count },
    (_, index) => items[Math.floor(((index + 0.5) * items.length) / count)],
  ).filter((item) => item !== undefined);

function ofRing(trace: DemoTrace, dealer: DemoDealer, on: string, buyer: number, agency: string): DemoTrace {
  const person = BUYERS[buyer] ?? BUYERS[0];
  if (person === undefined) throw new Error('The ring has no buyers.');
  const bornOn = agency === 'CAMDPD' && buyer === 0 ? EXCHANGED : person.bornOn;
  return {
    ...trace,
    dealer,
    purchase: {
      buyer: { ...person, bornOn },
      street: STREET,
      home: dealer.place,
      purchasedOn: on,
      multipleSale: true,
    },
    purchaserAddress: homeOf(dealer.place),
  };
}

const homeOf = ({ city, state, zip }: DemoZip): WrittenAddress => ({ street: STREET, city, state, zip });

function reports(guns: readonly DemoTrace[]): DemoMultipleSale[] {
  return SALES.flatMap(([on, buyer], index) => {
    const person = BUYERS[buyer];
    if (person === undefined) return [];
    return guns.flatMap(({ purchase, dealer, firearm, serial }): DemoMultipleSale[] =>
      purchase?.purchasedOn !== on || dealer === null
        ? []
        : [
            {
              report: `VA-MS-${String(7001 + index)}`,
              on,
              dealer,
              buyer: person,
              address: homeOf(dealer.place),
              firearm,
              serial,
            },
          ],
    );
  });
}

/** What two people said at whom a gun of the ring was found. */
function debriefs(
  told: readonly { readonly agency: string; readonly trace: DemoTrace }[],
  sold: DemoZip,
): StrawRing['debriefs'] {
  const firstOf = (agency: string) => told.find((one) => one.agency === agency)?.trace;
  const [baltimore, camden] = [firstOf('BALTPD'), firstOf('CAMDPD')];
  if (baltimore === undefined || camden === undefined) throw new Error('The ring left an agency out.');
  const said = (trace: DemoTrace, over: Omit<DemoDebrief, 'firearm' | 'serial'>): DemoDebrief => ({
    ...over,
    firearm: trace.firearm,
    serial: trace.serial,
  });
  return {
    BALTPD: [
      said(baltimore, {
        on: baltimore.recoveredOn,
        obtainedOn: baltimore.purchase?.purchasedOn ?? null,
        how: 'Straw purchase',
        from: 'Girlfriend',
        dollars: 400,
        address: { street: null, city: sold.city, state: sold.state, zip: sold.zip },
        coordinates: { lon: sold.lon, lat: sold.lat },
        statement:
          'Says he drove down with two people from the same house and gave each of them the money. She filled in the form. (Made up.)',
      }),
    ],
    CAMDPD: [
      said(camden, {
        on: camden.recoveredOn,
        obtainedOn: null,
        how: 'Bought on the street',
        from: 'Stranger',
        dollars: 900,
        address: camden.recoveredAt,
        coordinates: camden.coordinates,
        statement: 'Says a man sold several new ones still in their boxes from the back of a car. (Made up.)',
      }),
    ],
  };
}
