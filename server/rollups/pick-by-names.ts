import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import type { CorridorSide, RecordFilter } from '../traces/resolve-corridors.ts';
import type { PackedGuns, PackedMonth, PackedRecords } from './packed-guns.ts';
import {
  allowedPlaces,
  DEALER,
  DEALER_PLACE,
  PURCHASER_PLACE,
  partyAt,
  pickGuns,
  placeAt,
  RECOVERY_PLACE,
} from './packed-guns.ts';

type WhichPlace = typeof RECOVERY_PLACE | typeof DEALER_PLACE | typeof PURCHASER_PLACE;

/** Parts of a filter about areas, by the place of a gun that must lie in one of them. */
const AREA_PARTS = [
  { key: 'sourceCounty', place: DEALER_PLACE, level: 'county' },
  { key: 'sourceZip', place: DEALER_PLACE, level: 'zip' },
  { key: 'recoveryCounty', place: RECOVERY_PLACE, level: 'county' },
  { key: 'recoveryZip', place: RECOVERY_PLACE, level: 'zip' },
  { key: 'purchaserState', place: PURCHASER_PLACE, level: 'state' },
  { key: 'purchaserCounty', place: PURCHASER_PLACE, level: 'county' },
  { key: 'purchaserZip', place: PURCHASER_PLACE, level: 'zip' },
] as const satisfies readonly {
  readonly key: keyof TraceFilter;
  readonly place: WhichPlace;
  readonly level: FlowLevel;
}[];

/** The parts of a filter that {@link pickByNames} applies. */
export const ASKED_OF_NAMES: readonly (keyof TraceFilter)[] = [
  ...AREA_PARTS.map(({ key }) => key),
  'corridor',
  'dealer',
];

/** True where the filter asks for what guns name, beyond the states of sale and recovery. */
export const asksNames = (filter: TraceFilter): boolean =>
  ASKED_OF_NAMES.some((key) => filter[key] !== undefined);

/** Whether the gun that begins at `at` is asked for. */
type Test = (guns: PackedGuns, at: number) => boolean;

/** The guns whose dealers, places in areas, and ways along corridors between areas a filter asks for. */
export function pickByNames(packed: PackedRecords, filter: RecordFilter): PackedMonth[] {
  const tests: Test[] = AREA_PARTS.flatMap(({ key, place, level }) => {
    const allowed = allowedPlaces(packed.places.nodesAt(level), filter[key]);
    return allowed === null ? [] : [isAt(place, allowed)];
  });
  const corridors = (filter.corridorSides ?? []).map(({ origin, destination }) => {
    const sold = isAt(DEALER_PLACE, placesOfSide(packed, origin));
    const recovered = isAt(RECOVERY_PLACE, placesOfSide(packed, destination));
    return (guns: PackedGuns, at: number) => sold(guns, at) && recovered(guns, at);
  });
  if (corridors.length > 0) tests.push((guns, at) => corridors.some((test) => test(guns, at)));
  if (filter.dealer !== undefined) {
    const dealers = new Set(filter.dealer);
    tests.push((guns, at) => dealers.has(partyAt(guns, at, DEALER)));
  }
  return pickGuns(packed.months, (guns, at) => tests.every((test) => test(guns, at)));
}

const isAt =
  (place: WhichPlace, allowed: Uint8Array): Test =>
  (guns, at) =>
    allowed[placeAt(guns, at, place)] === 1;

/** 1 at each place in a state or county of one side of a corridor. */
function placesOfSide({ places }: PackedRecords, { states, counties }: CorridorSide): Uint8Array {
  const inStates = allowedPlaces(places.nodesAt('state'), states);
  const inCounties = allowedPlaces(places.nodesAt('county'), counties);
  return Uint8Array.from({ length: places.length }, (_, place) =>
    inStates?.[place] === 1 || inCounties?.[place] === 1 ? 1 : 0,
  );
}
