import { NEW_CRIME_GUN_DAYS } from '../../domain/progress.ts';
import { gunDetailsIn, tellsTraces } from '../../domain/scope.ts';
import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import { TRACE_OUTCOMES } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { GunPlaces } from '../rollups/gun-places.ts';
import type { PackedRecords } from '../rollups/packed-guns.ts';
import {
  allowedPlaces,
  DEALER_PLACE,
  dayOfMonthAt,
  outcomeAt,
  placeAt,
  RECOVERY_PLACE,
  selectGuns,
  timeToCrimeAt,
  UNKNOWN_TIME,
} from '../rollups/packed-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';
import type { CorridorSide, RecordFilter } from '../traces/resolve-corridors.ts';
import type { AgencyReach } from './agency-months.ts';
import { AgencyMonths } from './agency-months.ts';
import { monthNumber } from './month-number.ts';

/** What is counted of the guns of a month. */
export const FIGURES = [
  'recovered',
  'submitted',
  'awaited',
  'traced',
  'newCrimeGuns',
  'knownTime',
  'short',
] as const;
export type Figure = (typeof FIGURES)[number];

const SUBMITTED = TRACE_OUTCOMES.indexOf('submitted');
const DEALER = TRACE_OUTCOMES.indexOf('dealer');

/** Guns counted by month, and by the state of sale or of recovery. */
export class MonthTally {
  /** The first and the last month with guns, counted from the year 0; last < first where there are none. */
  readonly firstMonth: number;
  readonly lastMonth: number;
  /** The last day of the last month on which a gun was recovered. */
  readonly lastDay: number;
  readonly undated: number;
  /** How far the records of each agency reach. */
  readonly reach: readonly AgencyReach[];
  /** Codes of the states; null where it is not known. */
  readonly states: readonly (string | null)[];
  readonly #counts: Uint32Array;

  constructor(packed: PackedRecords, filter: RecordFilter, options: TallyOptions) {
    const { by, from, agencies, recoveredAt } = options;
    const wanted = packed.months.filter(({ month }) => month === null || monthNumber(month) >= from);
    const months = wanted.flatMap(({ month }) => (month === null ? [] : [monthNumber(month)]));
    const first = months.reduce((least, month) => Math.min(least, month), Number.POSITIVE_INFINITY);
    const last = months.reduce((most, month) => Math.max(most, month), -1);
    const { length, nodeOf, code } = packed.places.nodesAt('state');
    this.states = Array.from({ length }, (_, node) => code(node));
    const counts = new Uint32Array(Math.max(0, last - first + 1) * length * FIGURES.length);
    const place = by === 'source' ? DEALER_PLACE : RECOVERY_PLACE;
    const agencyMonths = new AgencyMonths();
    let [firstMonth, lastMonth, lastDay, undated] = [Number.POSITIVE_INFINITY, -1, 0, 0];
    selectGuns({ ...packed, months: wanted }, filter, ({ month, agencyId, guns, at, count }) => {
      // Of agencies that do not tell their traces no outcome is known.
      if (agencyId !== 0 && !agencies.has(agencyId)) return;
      const number = month === null ? null : monthNumber(month);
      for (let index = 0; index < count; index++) {
        const gun = at[index] ?? 0;
        if (recoveredAt !== null && recoveredAt[placeAt(guns, gun, RECOVERY_PLACE)] !== 1) continue;
        if (number === null) {
          undated += 1;
          continue;
        }
        if (number > lastMonth) [lastMonth, lastDay] = [number, 0];
        if (number === lastMonth) lastDay = Math.max(lastDay, dayOfMonthAt(guns, gun));
        if (number < firstMonth) firstMonth = number;
        agencyMonths.add(agencyId, number, dayOfMonthAt(guns, gun));
        const start = ((number - first) * length + (nodeOf[placeAt(guns, gun, place)] ?? 0)) * FIGURES.length;
        const outcome = outcomeAt(guns, gun);
        const time = timeToCrimeAt(guns, gun);
        // In the order of FIGURES.
        counts[start] = (counts[start] ?? 0) + 1;
        if (outcome < SUBMITTED) continue;
        counts[start + 1] = (counts[start + 1] ?? 0) + 1;
        if (outcome < DEALER) {
          counts[start + 2] = (counts[start + 2] ?? 0) + 1;
          continue;
        }
        counts[start + 3] = (counts[start + 3] ?? 0) + 1;
        if (time === UNKNOWN_TIME) continue;
        if (time <= NEW_CRIME_GUN_DAYS) counts[start + 4] = (counts[start + 4] ?? 0) + 1;
        counts[start + 5] = (counts[start + 5] ?? 0) + 1;
        if (time <= SHORT_TIME_TO_CRIME_DAYS) counts[start + 6] = (counts[start + 6] ?? 0) + 1;
      }
    });
    this.firstMonth = firstMonth;
    this.lastMonth = lastMonth;
    this.lastDay = lastDay;
    this.undated = undated;
    this.reach = agencyMonths.reach();
    this.#counts = counts;
    this.#origin = first;
  }
  readonly #origin: number;

  /** Counts of the months from one to another, both included; of one state (its index in `states`), or of all. */
  counts(figure: Figure, from: number, to: number, state: number | null = null): number[] {
    const which = FIGURES.indexOf(figure);
    const wanted = state === null ? [...this.states.keys()] : [state];
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => {
      const month = from + index - this.#origin;
      return wanted.reduce(
        (sum, node) =>
          sum + (this.#counts[(month * this.states.length + node) * FIGURES.length + which] ?? 0),
        0,
      );
    });
  }
}

interface TallyOptions {
  readonly by: 'source' | 'recovery';
  /** Number of the first month that is counted. */
  readonly from: number;
  /** Those that tell their traces. */
  readonly agencies: ReadonlySet<number>;
  /** 1 at each place of recovery that counts; null: all do. */
  readonly recoveredAt: Uint8Array | null;
}

/** Counts the guns of a filter by month, from one on. `recoveredAt` says at which places of recovery alone, null: at all. */
export async function tallyMonths(
  read: ScopedRead,
  filter: RecordFilter,
  { by, from }: Pick<TallyOptions, 'by' | 'from'>,
  recoveredAt: (places: GunPlaces) => Uint8Array | null = () => null,
): Promise<MonthTally> {
  const packed = await readPackedGuns(read, filter);
  const agencies = new Set(
    [...gunDetailsIn(read.scope)].filter(([, detail]) => tellsTraces(detail)).map(([id]) => id),
  );
  return new MonthTally(packed, filter, { by, from, agencies, recoveredAt: recoveredAt(packed.places) });
}

/** The places in the states and counties of these sides; null where one of them is drawn: points are not known here. */
export function placesOfSides(places: GunPlaces, sides: readonly CorridorSide[]): Uint8Array | null {
  if (sides.some(({ polygons }) => polygons.length > 0)) return null;
  const [states, counties] = [sides.flatMap((side) => side.states), sides.flatMap((side) => side.counties)];
  const inState = allowedPlaces(places.nodesAt('state'), states);
  const inCounty = allowedPlaces(places.nodesAt('county'), counties);
  if (inState === null || inCounty === null) return inState ?? inCounty;
  return inState.map((isIn, place) => isIn | (inCounty[place] ?? 0));
}
