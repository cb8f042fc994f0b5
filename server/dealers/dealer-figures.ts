import { dateOfDay, dayNumber } from '../../domain/days.ts';
import type { Dealer } from '../../domain/dealer-responses.ts';
import { binomialInterval } from '../../domain/statistics/binomial-interval.ts';
import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import { firstFrom } from '../first-from.ts';
import type { GroupedGuns } from '../rollups/grouped-guns.ts';
import { UNKNOWN_DAY } from '../rollups/grouped-guns.ts';
import type { GunPlaces } from '../rollups/gun-places.ts';
import { TimesToCrime } from '../rollups/times-to-crime.ts';

/** What the guns of one dealer say. */
export type DealerFigures = Pick<
  Dealer,
  | 'traces'
  | 'knownTimeToCrime'
  | 'shortTimeToCrime'
  | 'shortShare'
  | 'medianTimeToCrimeDays'
  | 'purchasers'
  | 'repeatPurchasers'
  | 'statesKnown'
  | 'otherState'
  | 'firstYear'
  | 'lastYear'
  | 'yearsAtThreshold'
>;

const NONE: DealerFigures = {
  traces: 0,
  knownTimeToCrime: 0,
  shortTimeToCrime: 0,
  shortShare: null,
  medianTimeToCrimeDays: null,
  purchasers: null,
  repeatPurchasers: null,
  statesKnown: 0,
  otherState: 0,
  firstYear: null,
  lastYear: null,
  yearsAtThreshold: [],
};

/**
 * The figures of a dealer among guns grouped by dealer; all 0 where none of them is its. `threshold` is how many guns recovered
 * within 3 years of their sale make a year stand out (ATF's Demand Letter 2 asks for 25).
 */
export function figuresOfDealer(
  guns: GroupedGuns,
  places: GunPlaces,
  dealer: number,
  threshold: number,
): DealerFigures {
  const index = indexOfParty(guns, dealer);
  if (index === null) return NONE;
  const [start, end] = [guns.starts[index] ?? 0, guns.starts[index + 1] ?? 0];
  const times = new TimesToCrime(guns.times.slice(start, end).sort());
  const short = times.countUpTo(SHORT_TIME_TO_CRIME_DAYS);
  return {
    traces: end - start,
    knownTimeToCrime: times.known,
    shortTimeToCrime: short,
    shortShare:
      times.known === 0 ? null : { value: short / times.known, ...binomialInterval(short, times.known) },
    medianTimeToCrimeDays: times.median(),
    ...countPurchasers(guns.others.subarray(start, end)),
    ...countStates(guns, places, start, end),
    ...countYears(guns, start, end, threshold),
  };
}

/** Where a party stands among grouped guns; null where it has none. */
export function indexOfParty({ ids }: GroupedGuns, id: number): number | null {
  const index = firstFrom(ids, id);
  return ids[index] === id ? index : null;
}

function countPurchasers(ids: Uint32Array): Pick<DealerFigures, 'purchasers' | 'repeatPurchasers'> {
  const guns = new Map<number, number>();
  for (const id of ids) if (id !== 0) guns.set(id, (guns.get(id) ?? 0) + 1);
  if (guns.size === 0) return { purchasers: null, repeatPurchasers: null };
  let repeat = 0;
  for (const count of guns.values()) if (count > 1) repeat += 1;
  return { purchasers: guns.size, repeatPurchasers: repeat };
}

function countStates(
  { dealerPlaces, recoveryPlaces }: GroupedGuns,
  places: GunPlaces,
  start: number,
  end: number,
): Pick<DealerFigures, 'statesKnown' | 'otherState'> {
  const { nodeOf } = places.nodesAt('state');
  let statesKnown = 0;
  let otherState = 0;
  for (let gun = start; gun < end; gun++) {
    const sold = nodeOf[dealerPlaces[gun] ?? 0] ?? 0;
    const recovered = nodeOf[recoveryPlaces[gun] ?? 0] ?? 0;
    if (sold === 0 || recovered === 0) continue;
    statesKnown += 1;
    if (sold !== recovered) otherState += 1;
  }
  return { statesKnown, otherState };
}

function countYears(
  { days, times }: GroupedGuns,
  start: number,
  end: number,
  threshold: number,
): Pick<DealerFigures, 'firstYear' | 'lastYear' | 'yearsAtThreshold'> {
  const shortOf = new Map<number, number>();
  // Guns of a dealer come in the order of their days: a date is made once a year, not once a gun.
  let year = 0;
  let yearEnds = Number.NEGATIVE_INFINITY;
  for (let gun = start; gun < end; gun++) {
    const day = days[gun] ?? UNKNOWN_DAY;
    if (day === UNKNOWN_DAY) continue;
    if (day >= yearEnds) {
      year = Number(dateOfDay(day).slice(0, 4));
      yearEnds = dayNumber(`${year + 1}-01-01`);
    }
    const isShort = (times[gun] ?? 0) <= SHORT_TIME_TO_CRIME_DAYS;
    shortOf.set(year, (shortOf.get(year) ?? 0) + Number(isShort));
  }
  const years = [...shortOf.keys()];
  return {
    firstYear: years[0] ?? null,
    lastYear: years.at(-1) ?? null,
    yearsAtThreshold: years.filter((year) => (shortOf.get(year) ?? 0) >= threshold),
  };
}
