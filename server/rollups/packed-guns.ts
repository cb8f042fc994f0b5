/**
 * Guns in eight bytes each, so that a million of them are read, filtered by anything the map filters by, and counted
 * in a few hundredths of a second. Four numbers of 16 bits, big-endian in the database:
 *
 *   place of recovery   6 bits state (1 + its index in STATES, 0 unknown), 10 bits county (last three FIPS digits, 0 unknown)
 *   source              the dealer's place, likewise
 *   time-to-crime       days; 65535 unknown
 *   facts               5 bits day of month (0 unknown), 3 bits firearm type, 2 bits trace outcome
 */
import { z } from 'zod';
import { STATES } from '../../domain/geography/states.ts';
import { LONGEST_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FirearmType, FlowLevel } from '../../domain/vocabulary.ts';
import { FIREARM_TYPES, TRACE_OUTCOMES } from '../../domain/vocabulary.ts';

const NUMBERS_A_GUN = 4;
const COUNTY_BITS = 10;
const COUNTY_MASK = 2 ** COUNTY_BITS - 1;
/** What stands for a time-to-crime that is not known. */
export const UNKNOWN_TIME = 65_535;

/** A county, a state or nothing, in 16 bits; see the head of this file. */
export type Place = number;

/** Packed guns in memory: four numbers each, in the order above. */
export type PackedGuns = Uint16Array;

/**
 * Reads packed guns as PostgreSQL's `encode(…, 'base64')` gives them: two thirds of the characters that its
 * hexadecimal has, read in half the time.
 */
export const packedGuns = z.string().transform((text): PackedGuns => {
  const bytes = Buffer.from(text, 'base64');
  const numbers = new Uint16Array(bytes.length / 2);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < numbers.length; at += 1) numbers[at] = view.getUint16(2 * at);
  return numbers;
});

/** Guns of one month (first day, `YYYY-MM-DD`; null: date unknown), packed; a month may come in several parts. */
export interface PackedMonth {
  readonly month: string | null;
  readonly guns: PackedGuns;
}

/**
 * The guns of one part that a filter lets through: `at[0]` to `at[count - 1]` say where in `guns` each begins, for
 * {@link recoveryAt} and the others. Valid only until the next part is told.
 */
export interface SelectedGuns {
  readonly month: string | null;
  readonly guns: PackedGuns;
  readonly at: Uint32Array;
  readonly count: number;
}

/** SQL for the packed guns of a group of rows of `recovery`, ascending so that equal groups are equal bytes. */
export function packedGunsSql(recovery: string): string {
  const at = (column: string) => `${recovery}.${column}`;
  const gun = [
    `(${placeSql(at('recovery_state'), at('recovery_county'))} << 48)`,
    `(${placeSql(at('source_state'), at('source_county'))} << 32)`,
    `(coalesce(${at('time_to_crime_days')}, ${UNKNOWN_TIME})::bigint << 16)`,
    `(coalesce(date_part('day', ${at('recovered_on')})::int, 0) << 5)`,
    `(${indexSql(FIREARM_TYPES, at('firearm_type'))} << 2)`,
    indexSql(TRACE_OUTCOMES, at('trace_outcome')),
  ].join(' | ');
  return `string_agg(int8send(${gun}), ''::bytea ORDER BY int8send(${gun}))`;
}

function placeSql(state: string, county: string): string {
  const codes = STATES.map(({ code }) => code).join(' ');
  const index = `(strpos('${codes}', coalesce(${state}, '--')) + 2) / 3`;
  return `(((${index})::bigint << ${COUNTY_BITS}) | coalesce(right(${county}, 3)::int, 0))`;
}

const indexSql = (words: readonly string[], column: string) =>
  `(array_position(ARRAY[${words.map((word) => `'${word}'`).join(', ')}], ${column}) - 1)`;

/**
 * Tells, part by part, the guns that the filter's dates, times-to-crime, types and states let through. Part by part
 * because a call for each gun costs more than all else that is done with it.
 */
export function selectGuns(
  months: readonly PackedMonth[],
  filter: TraceFilter,
  visit: (selected: SelectedGuns) => void,
): void {
  const least = filter.ttcMin ?? 0;
  const anyTime = filter.ttcMin === undefined && filter.ttcMax === undefined;
  const most = anyTime ? UNKNOWN_TIME : (filter.ttcMax ?? LONGEST_TIME_TO_CRIME_DAYS);
  const types = allowed<FirearmType>(FIREARM_TYPES, filter.firearmType);
  const sources = allowed<string>(STATE_CODES, filter.sourceState);
  const recoveries = allowed<string>(STATE_CODES, filter.recoveryState);
  const anyType = types.every((isAllowed) => isAllowed === 1);
  const anyPlace = [...sources, ...recoveries].every((isAllowed) => isAllowed === 1);
  const selected = new Uint32Array(Math.max(0, ...months.map(({ guns }) => guns.length / NUMBERS_A_GUN)));
  for (const { month, guns } of months) {
    const { firstDay, lastDay } = daysWithin(month, filter);
    if (lastDay < firstDay) continue;
    // What is asked of few guns is not looked up for all of them: most questions are about whole months and all types.
    const anyDay = month === null || (firstDay === 1 && lastDay === 31);
    let count = 0;
    for (let at = 0; at < guns.length; at += NUMBERS_A_GUN) {
      const time = timeToCrimeAt(guns, at);
      if (
        time >= least &&
        time <= most &&
        (anyDay || (dayAt(guns, at) >= firstDay && dayAt(guns, at) <= lastDay)) &&
        (anyType || types[typeAt(guns, at)] === 1) &&
        (anyPlace ||
          (sources[sourceAt(guns, at) >> COUNTY_BITS] === 1 &&
            recoveries[recoveryAt(guns, at) >> COUNTY_BITS] === 1))
      ) {
        selected[count++] = at;
      }
    }
    if (count > 0) visit({ month, guns, at: selected, count });
  }
}

/** Place of recovery of the gun that begins there. */
export const recoveryAt = (guns: PackedGuns, at: number): Place => guns[at] ?? 0;

/** Place of its dealer. */
export const sourceAt = (guns: PackedGuns, at: number): Place => guns[at + 1] ?? 0;

/** Days, or {@link UNKNOWN_TIME}. */
export const timeToCrimeAt = (guns: PackedGuns, at: number): number => guns[at + 2] ?? 0;

/** Day of the month, 0 where the date is unknown. */
const dayAt = (guns: PackedGuns, at: number): number => (guns[at + 3] ?? 0) >> 5;

/** Index into FIREARM_TYPES. */
export const typeAt = (guns: PackedGuns, at: number): number => ((guns[at + 3] ?? 0) >> 2) & 7;

/** Index into TRACE_OUTCOMES. */
export const outcomeAt = (guns: PackedGuns, at: number): number => (guns[at + 3] ?? 0) & 3;

/** How many guns these are, whatever a filter says of them. */
export const countGuns = (months: readonly PackedMonth[]): number =>
  months.reduce((sum, { guns }) => sum + guns.length, 0) / NUMBERS_A_GUN;

/** The code of a place at a level (`MD`, `24510`), null where it is not known that closely. */
export function placeCode(place: Place, level: FlowLevel): string | null {
  const state = STATES[(place >> COUNTY_BITS) - 1];
  if (state === undefined) return null;
  if (level === 'state') return state.code;
  const county = place & COUNTY_MASK;
  return county === 0 ? null : state.fips + String(county).padStart(3, '0');
}

/** The place as far as a level tells it: at state level, all of a state is one place. */
export const placeAt = (place: Place, level: FlowLevel): Place =>
  level === 'state' ? place & ~COUNTY_MASK : place;

/** Codes by index of state, with a first one for "unknown". */
const STATE_CODES = ['', ...STATES.map(({ code }) => code)];

/** 1 at the index of each word that is allowed; all are where nothing is asked for. */
function allowed<Word extends string>(
  words: readonly Word[],
  asked: readonly Word[] | undefined,
): Uint8Array {
  return Uint8Array.from({ length: 64 }, (_, index) => {
    const word = words[index];
    return asked === undefined || asked.length === 0 || (word !== undefined && asked.includes(word)) ? 1 : 0;
  });
}

/** The first and last day of a month that the filter's dates let through; none where last < first. */
function daysWithin(month: string | null, { recoveredFrom: from, recoveredTo: to }: TraceFilter) {
  if (month === null) return { firstDay: 0, lastDay: from === undefined && to === undefined ? 0 : -1 };
  const stem = month.slice(0, 8);
  const firstDay =
    from === undefined || from < month ? 1 : from.startsWith(stem) ? Number(from.slice(8)) : 32;
  const lastDay =
    to === undefined || to.slice(0, 8) > stem ? 31 : to.startsWith(stem) ? Number(to.slice(8)) - 1 : -1;
  return { firstDay, lastDay };
}
