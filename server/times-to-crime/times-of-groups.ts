import { countOf } from '../../domain/statistics/kaplan-meier.ts';
import type { TimeGrouping } from '../../domain/times-to-crime-responses.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FIREARM_TYPES } from '../../domain/vocabulary.ts';
import type { PackedGuns, PackedRecords } from '../rollups/packed-guns.ts';
import {
  DEALER_PLACE,
  placeAt,
  RECOVERY_PLACE,
  selectGuns,
  timeToCrimeAt,
  typeAt,
  UNKNOWN_TIME,
} from '../rollups/packed-guns.ts';

/** The guns of one group by time-to-crime: how many at each day, those of unknown time in the last place. */
export interface TimesOfGroup {
  /** Null: what they are grouped by is not known. */
  readonly key: string | null;
  readonly days: Uint32Array;
}

/** Puts the guns of a filter into groups, the largest first. */
export function timesOfGroups(
  packed: PackedRecords,
  filter: TraceFilter,
  by: TimeGrouping,
): readonly TimesOfGroup[] {
  const groups = new Map<string | null, Uint32Array>();
  const daysOf = (key: string | null): Uint32Array => {
    const known = groups.get(key);
    if (known !== undefined) return known;
    const days = new Uint32Array(UNKNOWN_TIME + 1);
    groups.set(key, days);
    return days;
  };
  const keyOf = keyOfGuns(packed, by);
  selectGuns(packed, filter, ({ month, guns, at, count }) => {
    for (let index = 0; index < count; index++) {
      const gun = at[index] ?? 0;
      const days = daysOf(keyOf(guns, gun, month));
      const time = timeToCrimeAt(guns, gun);
      days[time] = (days[time] ?? 0) + 1;
    }
  });
  return [...groups]
    .map(([key, days]) => ({ key, days }))
    .sort((a, b) => countOf(b.days) - countOf(a.days) || String(a.key).localeCompare(String(b.key)));
}

type KeyOf = (guns: PackedGuns, at: number, month: string | null) => string | null;

function keyOfGuns({ places }: PackedRecords, by: TimeGrouping): KeyOf {
  if (by === 'year') return (_guns, _at, month) => month?.slice(0, 4) ?? null;
  if (by === 'firearm_type') return (guns, at) => FIREARM_TYPES[typeAt(guns, at)] ?? null;
  const { nodeOf, ...states } = places.nodesAt('state');
  const codes = Array.from({ length: states.length }, (_, node) => states.code(node));
  const which = by === 'source_state' ? DEALER_PLACE : RECOVERY_PLACE;
  return (guns, at) => codes[nodeOf[placeAt(guns, at, which)] ?? 0] ?? null;
}
