import { NEW_CRIME_GUN_DAYS } from '../../domain/progress.ts';
import { gunDetailsIn, tellsTraces } from '../../domain/scope.ts';
import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import { TRACE_OUTCOMES } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { GunPlaces, PlaceNodes } from '../rollups/gun-places.ts';
import type { PackedRecords, SelectedGuns } from '../rollups/packed-guns.ts';
import {
  allowedPlaces,
  DEALER_PLACE,
  dayOfMonthAt,
  monthsSpanned,
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

/** What guns are told apart by: the areas that one of their places lies in. */
export interface GunAreas {
  readonly place: typeof DEALER_PLACE | typeof RECOVERY_PLACE;
  readonly nodes: PlaceNodes;
}

/** The states that guns were sold in, or recovered in. */
export const statesOf =
  (by: 'source' | 'recovery') =>
  (places: GunPlaces): GunAreas => ({
    place: by === 'source' ? DEALER_PLACE : RECOVERY_PLACE,
    nodes: places.nodesAt('state'),
  });

/** Guns counted by month and area. */
export class MonthTally {
  /** The first and the last month with guns, counted from the year 0; last < first where there are none. */
  readonly firstMonth: number;
  readonly lastMonth: number;
  /** The last day of the last month on which a gun was recovered. */
  readonly lastDay: number;
  readonly undated: number;
  /** How far the records of each agency reach. */
  readonly reach: readonly AgencyReach[];
  /** Codes of the areas; null where it is not known. */
  readonly areas: readonly (string | null)[];
  /** The first month that there is room for. */
  readonly #origin: number;
  readonly #counts: Uint32Array;

  constructor(
    packed: PackedRecords,
    filter: RecordFilter,
    { from, agencies, recoveredAt, areas }: TallyOptions,
  ) {
    const spanned = monthsSpanned(packed.months);
    const last = spanned === null ? -1 : monthNumber(spanned.last);
    this.#origin = Math.max(from, spanned === null ? 0 : monthNumber(spanned.first));
    this.areas = Array.from({ length: areas.nodes.length }, (_, node) => areas.nodes.code(node));
    this.#counts = new Uint32Array(Math.max(0, last - this.#origin + 1) * this.areas.length * FIGURES.length);
    const agencyMonths = new AgencyMonths();
    let [firstMonth, lastMonth, lastDay, undated] = [Number.POSITIVE_INFINITY, -1, 0, 0];
    selectGuns(packed, filter, (selected) => {
      // Of agencies that do not tell their traces no outcome is known.
      if (selected.agencyId !== 0 && !agencies.has(selected.agencyId)) return;
      if (selected.month === null) {
        undated += countRecoveredAt(selected, recoveredAt);
        return;
      }
      const month = monthNumber(selected.month);
      if (month < from) return;
      const { guns, day } = this.#add(
        selected,
        (month - this.#origin) * this.areas.length,
        areas,
        recoveredAt,
      );
      if (guns === 0) return;
      agencyMonths.add(selected.agencyId, month, guns, day);
      if (month < firstMonth) firstMonth = month;
      if (month > lastMonth) [lastMonth, lastDay] = [month, day];
      else if (month === lastMonth && day > lastDay) lastDay = day;
    });
    this.firstMonth = firstMonth;
    this.lastMonth = lastMonth;
    this.lastDay = lastDay;
    this.undated = undated;
    this.reach = agencyMonths.reach();
  }

  /** Adds guns of a month, whose areas begin at `first`; gives how many they are, and the last day of one. */
  #add(
    { guns, at, count }: SelectedGuns,
    first: number,
    { place, nodes: { nodeOf } }: GunAreas,
    recoveredAt: Uint8Array | null,
  ): { readonly guns: number; readonly day: number } {
    const counts = this.#counts;
    let [added, lastDay] = [0, 0];
    for (let index = 0; index < count; index++) {
      const gun = at[index] ?? 0;
      if (recoveredAt !== null && recoveredAt[placeAt(guns, gun, RECOVERY_PLACE)] !== 1) continue;
      added += 1;
      const day = dayOfMonthAt(guns, gun);
      if (day > lastDay) lastDay = day;
      const start = (first + (nodeOf[placeAt(guns, gun, place)] ?? 0)) * FIGURES.length;
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
    return { guns: added, day: lastDay };
  }

  /** Counts of the months from one to another, both included; of one area (its index in `areas`), or of all. */
  counts(figure: Figure, from: number, to: number, area: number | null = null): number[] {
    const which = FIGURES.indexOf(figure);
    const wanted = area === null ? [...this.areas.keys()] : [area];
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => {
      const month = from + index - this.#origin;
      return wanted.reduce(
        (sum, node) => sum + (this.#counts[(month * this.areas.length + node) * FIGURES.length + which] ?? 0),
        0,
      );
    });
  }
}

function countRecoveredAt({ guns, at, count }: SelectedGuns, recoveredAt: Uint8Array | null): number {
  if (recoveredAt === null) return count;
  let counted = 0;
  for (let index = 0; index < count; index++) {
    counted += recoveredAt[placeAt(guns, at[index] ?? 0, RECOVERY_PLACE)] ?? 0;
  }
  return counted;
}

interface TallyOptions {
  /** Number of the first month that is counted. */
  readonly from: number;
  readonly areas: GunAreas;
  /** Those that tell their traces. */
  readonly agencies: ReadonlySet<number>;
  /** 1 at each place of recovery that counts; null: all do. */
  readonly recoveredAt: Uint8Array | null;
}

/** Counts the guns of a filter by month and area, from a month on. `recoveredAt` says at which places of recovery alone, null: at all. */
export async function tallyMonths(
  read: ScopedRead,
  filter: RecordFilter,
  from: number,
  areasOf: (places: GunPlaces) => GunAreas,
  recoveredAt: (places: GunPlaces) => Uint8Array | null = () => null,
): Promise<MonthTally> {
  const packed = await readPackedGuns(read, filter);
  const agencies = new Set(
    [...gunDetailsIn(read.scope)].filter(([, detail]) => tellsTraces(detail)).map(([id]) => id),
  );
  const { places } = packed;
  return new MonthTally(packed, filter, {
    from,
    agencies,
    areas: areasOf(places),
    recoveredAt: recoveredAt(places),
  });
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
