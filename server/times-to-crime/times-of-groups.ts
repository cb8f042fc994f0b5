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

/** The guns of one group by time-to-crime. */
export interface TimesOfGroup {
  /** Null: what they are grouped by is not known. */
  readonly key: string | null;
  /** All of them, those of unknown time too. */
  readonly guns: number;
  /** How many at each day, as far as the longest time of any group. */
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
  const ends = 1 + [...groups.values()].reduce((most, days) => Math.max(most, longestOf(days)), -1);
  return [...groups]
    .map(([key, days]) => ({ key, guns: countOf(days), days: days.subarray(0, ends) }))
    .sort((a, b) => b.guns - a.guns || String(a.key).localeCompare(String(b.key)));
}

/** The longest time-to-crime that is known; -1 where none is. */
function longestOf(days: Uint32Array): number {
  let longest = UNKNOWN_TIME - 1;
  while (longest >= 0 && days[longest] === 0) longest -= 1;
  return longest;
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
