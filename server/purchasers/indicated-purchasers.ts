import type { PurchaserIndicator } from '../../domain/purchasers/indicators.ts';
import { FAR_KM, PURCHASER_INDICATORS } from '../../domain/purchasers/indicators.ts';
import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import type { PlaceDistances } from '../areas/place-distances.ts';
import type { GroupedGuns } from '../rollups/grouped-guns.ts';
import { UNKNOWN_TIME } from '../rollups/packed-guns.ts';
import type { MarkedRecoveries } from './marked-recoveries.ts';
import { MARKS } from './marked-recoveries.ts';

/** The bit of an indicator in the flags of guns and persons. */
export const bitOf = (indicator: PurchaserIndicator): number => 1 << PURCHASER_INDICATORS.indexOf(indicator);
export const indicatorsOf = (flags: number): PurchaserIndicator[] =>
  PURCHASER_INDICATORS.filter((indicator) => (flags & bitOf(indicator)) !== 0);

const SEVERAL = bitOf('severalTracedGuns');
const MULTIPLE = bitOf('multipleSale');
const SHORT = bitOf('shortTimeToCrime');
const FAR = bitOf('recoveredFarFromHome');
const ANOTHER = bitOf('heldByAnother');
const AGENCIES = bitOf('severalAgencies');
const LINKED = bitOf('linkedToDebriefOrChain');
const HOLDER_KNOWN = MARKS.heldByAnother | MARKS.heldByPurchaser;

/** Indicators that single guns show. */
export const OF_GUNS = [
  'multipleSale',
  'shortTimeToCrime',
  'recoveredFarFromHome',
  'heldByAnother',
  'linkedToDebriefOrChain',
] as const;

/**
 * Purchasers with their guns and indicators. Rows of `purchaser` that are one person have one slot: the place, among the parties of
 * the grouped guns, of the first of them.
 */
export interface IndicatedPurchasers {
  readonly guns: GroupedGuns;
  /** By party: its slot. */
  readonly slots: Uint32Array;
  /** Parties of the slots that have several. */
  readonly joined: ReadonlyMap<number, readonly number[]>;
  /** By slot: how many guns; 0 where a party's slot is another. */
  readonly counts: Uint32Array;
  /** By slot: guns of known time-to-crime, of known distance from home, and of which both persons are named. */
  readonly timesKnown: Uint32Array;
  readonly distancesKnown: Uint32Array;
  readonly holdersKnown: Uint32Array;
  /** By slot, and by gun: their indicators. */
  readonly flags: Uint8Array;
  readonly gunFlags: Uint8Array;
}

export interface Known {
  /** For purchasers that were joined with others: the person. */
  readonly personOf: ReadonlyMap<number, number>;
  readonly marks: MarkedRecoveries;
  readonly distances: PlaceDistances;
}

/** Goes once through all guns. */
export function indicatePurchasers(guns: GroupedGuns, known: Known): IndicatedPurchasers {
  const parties = guns.ids.length;
  const { slots, joined } = slotsOf(guns, known.personOf);
  const perSlot = () => new Uint32Array(parties);
  const [counts, timesKnown] = [perSlot(), perSlot()];
  const [distancesKnown, holdersKnown] = [perSlot(), perSlot()];
  const agencyOf = new Uint32Array(parties);
  const flags = new Uint8Array(parties);
  const gunFlags = new Uint8Array(guns.days.length);
  for (let party = 0; party < parties; party++) {
    const slot = slots[party] ?? 0;
    for (let gun = guns.starts[party] ?? 0; gun < (guns.starts[party + 1] ?? 0); gun++) {
      const shown = flagsOfGun(guns, gun, known);
      gunFlags[gun] = shown.flags;
      const agency = guns.agencies[gun] ?? 0;
      const first = agencyOf[slot] ?? 0;
      if (first === 0) agencyOf[slot] = agency;
      const several = (counts[slot] ?? 0) > 0 ? SEVERAL : 0;
      const agencies = first !== 0 && first !== agency ? AGENCIES : 0;
      flags[slot] = (flags[slot] ?? 0) | shown.flags | several | agencies;
      counts[slot] = (counts[slot] ?? 0) + 1;
      timesKnown[slot] = (timesKnown[slot] ?? 0) + Number(guns.times[gun] !== UNKNOWN_TIME);
      distancesKnown[slot] = (distancesKnown[slot] ?? 0) + Number(shown.isPlaced);
      holdersKnown[slot] = (holdersKnown[slot] ?? 0) + Number(shown.isHolderKnown);
    }
  }
  return { guns, slots, joined, counts, timesKnown, distancesKnown, holdersKnown, flags, gunFlags };
}

function flagsOfGun(guns: GroupedGuns, gun: number, { marks, distances }: Known) {
  const marked = marks.marksOf[guns.records[gun] ?? 0] ?? 0;
  const [home, recovery] = [guns.purchaserPlaces[gun] ?? 0, guns.recoveryPlaces[gun] ?? 0];
  const isBeyond = distances.isBeyond(home, recovery, FAR_KM);
  const states = isBeyond === null ? distances.states(home, recovery) : null;
  const isFar = isBeyond ?? states === 'two';
  return {
    isPlaced: isBeyond !== null || states !== null,
    isHolderKnown: (marked & HOLDER_KNOWN) !== 0,
    flags:
      ((marked & MARKS.multipleSale) !== 0 ? MULTIPLE : 0) |
      ((guns.times[gun] ?? UNKNOWN_TIME) <= SHORT_TIME_TO_CRIME_DAYS ? SHORT : 0) |
      (isFar ? FAR : 0) |
      ((marked & MARKS.heldByAnother) !== 0 ? ANOTHER : 0) |
      ((marked & MARKS.linked) !== 0 ? LINKED : 0),
  };
}

/** The slot of each party; those of one person have that of the first. */
function slotsOf({ ids }: GroupedGuns, personOf: ReadonlyMap<number, number>) {
  const slots = new Uint32Array(ids.length);
  const slotOfPerson = new Map<number, number>();
  const partiesOf = new Map<number, number[]>();
  for (let party = 0; party < ids.length; party++) {
    const person = personOf.get(ids[party] ?? 0);
    const slot = person === undefined ? party : (slotOfPerson.get(person) ?? party);
    slots[party] = slot;
    if (person === undefined) continue;
    slotOfPerson.set(person, slot);
    partiesOf.set(slot, [...(partiesOf.get(slot) ?? []), party]);
  }
  return { slots, joined: new Map([...partiesOf].filter(([, parties]) => parties.length > 1)) };
}

/** The parties that are the person of a slot. */
export const partiesOf = ({ joined }: IndicatedPurchasers, slot: number): readonly number[] =>
  joined.get(slot) ?? [slot];

/** Where in the columns the guns of a slot are. */
export function gunsOf(all: IndicatedPurchasers, slot: number): number[] {
  const { starts } = all.guns;
  return partiesOf(all, slot).flatMap((party) => {
    const start = starts[party] ?? 0;
    return Array.from({ length: (starts[party + 1] ?? 0) - start }, (_, index) => start + index);
  });
}
