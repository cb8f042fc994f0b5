/**
 * Guns in 28 bytes each, so that a million of them are read, filtered by anything the map filters by, and counted
 * in a few hundredths of a second. Seven numbers of 32 bits, big-endian in the database:
 *
 *   place of recovery, of the dealer, of the purchaser   ids in `gun_place`, 0 unknown (see gun-places.ts)
 *   facts   16 bits time-to-crime in days (65535 unknown), 5 bits day of month (0 unknown), 3 bits firearm type,
 *           2 bits trace outcome, 6 bits free
 *   record   id of the row of `recovery`, so that what only records know can pick guns (see record-set.ts)
 *   dealer, purchaser   ids of their rows, 0 where they are unknown or not told
 */
import { endianness } from 'node:os';
import { z } from 'zod';
import { dayNumber } from '../../domain/days.ts';
import { LONGEST_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FIREARM_TYPES } from '../../domain/vocabulary.ts';
import type { GunPlaces, Place, PlaceNodes } from './gun-places.ts';

/** How many numbers stand for a gun. */
export const NUMBERS_A_GUN = 7;
/** By how many bits to shift the facts right for each of them. */
export const TIME_SHIFT = 16;
export const DAY_SHIFT = 11;
export const TYPE_SHIFT = 8;
export const OUTCOME_SHIFT = 6;
/** What stands for a time-to-crime that is not known. */
export const UNKNOWN_TIME = 65_535;

/** Packed guns in memory: seven numbers each, in the order above. */
export type PackedGuns = Uint32Array;

/**
 * Reads numbers of 32 bits as PostgreSQL's `encode(…, 'base64')` gives them: two thirds of the characters that its
 * hexadecimal has, read in half the time.
 */
export const packedNumbers = z.string().transform((text): Uint32Array => {
  // Copied, since what `from` gives may lie anywhere in a shared buffer, and numbers must lie on a bound of their size.
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  if (endianness() === 'LE') Buffer.from(bytes.buffer).swap32();
  return new Uint32Array(bytes.buffer);
});

export const packedGuns: z.ZodType<PackedGuns, string> = packedNumbers;

/** Packed guns with the places they name. */
export interface PackedRecords {
  readonly months: readonly PackedMonth[];
  readonly places: GunPlaces;
}

/** Guns of one month (first day, `YYYY-MM-DD`; null: date unknown), packed; a month may come in several parts. */
export interface PackedMonth {
  readonly month: string | null;
  /** Whose they are; 0 where guns of several agencies are together. */
  readonly agencyId: number;
  readonly guns: PackedGuns;
}

/**
 * The guns of one part that a filter lets through: `at[0]` to `at[count - 1]` say where in `guns` each begins, for
 * {@link recoveryAt} and the others. Valid only until the next part is told.
 */
export interface SelectedGuns {
  readonly month: string | null;
  /** The last day of the month before, since 1970: a day of the month added to it is that day. Null where the date is unknown. */
  readonly dayBefore: number | null;
  /** Whose they are; 0 where guns of several agencies are together. */
  readonly agencyId: number;
  readonly guns: PackedGuns;
  readonly at: Uint32Array;
  readonly count: number;
}

/**
 * Tells, part by part, the guns that the filter's dates, times-to-crime, types and states let through. Part by part
 * because a call for each gun costs more than all else that is done with it.
 */
export function selectGuns(
  { months, places }: PackedRecords,
  filter: TraceFilter,
  visit: (selected: SelectedGuns) => void,
): void {
  const least = filter.ttcMin ?? 0;
  const anyTime = filter.ttcMin === undefined && filter.ttcMax === undefined;
  const most = anyTime
    ? UNKNOWN_TIME
    : Math.min(filter.ttcMax ?? LONGEST_TIME_TO_CRIME_DAYS, LONGEST_TIME_TO_CRIME_DAYS);
  const types = allowedTypes(filter);
  const anyType = types.every((isAllowed) => isAllowed === 1);
  const states = places.nodesAt('state');
  const sources = allowedPlaces(states, filter.sourceState);
  const recoveries = allowedPlaces(states, filter.recoveryState);
  const selected = new Uint32Array(
    months.reduce((largest, { guns }) => Math.max(largest, guns.length), 0) / NUMBERS_A_GUN,
  );
  const wanted = { least, most, types: anyType ? null : types, sources, recoveries };
  // Each agency has a part of its own of every month.
  const daysOf = new Map<string | null, DaysWithin>();
  for (const { month, agencyId, guns } of months) {
    const days = daysOf.get(month) ?? daysWithin(month, filter);
    daysOf.set(month, days);
    if (days.lastDay < days.firstDay) continue;
    const count = pickWanted(guns, days, wanted, selected);
    if (count > 0) visit({ month, dayBefore: days.dayBefore, agencyId, guns, at: selected, count });
  }
}

interface WantedGuns {
  /** Times-to-crime. */
  readonly least: number;
  readonly most: number;
  /** 1 at each that is wanted; null where all are: what is asked of few guns is not looked up for all of them. */
  readonly types: Uint8Array | null;
  readonly sources: Uint8Array | null;
  readonly recoveries: Uint8Array | null;
}

/** Writes where in a part the wanted guns begin; gives how many they are. */
function pickWanted(
  guns: PackedGuns,
  { firstDay, lastDay, dayBefore }: DaysWithin,
  { least, most, types, sources, recoveries }: WantedGuns,
  at: Uint32Array,
): number {
  // Most questions are about whole months.
  const anyDay = dayBefore === null || (firstDay === 1 && lastDay === 31);
  let count = 0;
  for (let gun = 0; gun < guns.length; gun += NUMBERS_A_GUN) {
    const time = timeToCrimeAt(guns, gun);
    if (
      time >= least &&
      time <= most &&
      (anyDay || (dayOfMonthAt(guns, gun) >= firstDay && dayOfMonthAt(guns, gun) <= lastDay)) &&
      (types === null || types[typeAt(guns, gun)] === 1) &&
      (sources === null || sources[placeAt(guns, gun, DEALER_PLACE)] === 1) &&
      (recoveries === null || recoveries[placeAt(guns, gun, RECOVERY_PLACE)] === 1)
    ) {
      at[count++] = gun;
    }
  }
  return count;
}

/** Numbers in a piece of memory that guns of many parts are written to: 4 MB. It is let go with the last of its parts. */
export const NUMBERS_A_PIECE = 1_000_000;

/** The guns that are asked for, in the same order; parts without any are left out. `at` is where in `guns` one begins. */
export function pickGuns(
  months: readonly PackedMonth[],
  isAskedFor: (guns: PackedGuns, at: number) => boolean,
): PackedMonth[] {
  // Pieces of memory for many: there are tens of thousands of parts with few guns each.
  let piece = new Uint32Array(0);
  let length = 0;
  const parts: PackedMonth[] = [];
  for (const { month, agencyId, guns } of months) {
    if (piece.length - length < guns.length) {
      piece = new Uint32Array(Math.max(NUMBERS_A_PIECE, guns.length));
      length = 0;
    }
    const start = length;
    for (let at = 0; at < guns.length; at += NUMBERS_A_GUN) {
      if (!isAskedFor(guns, at)) continue;
      for (let number = 0; number < NUMBERS_A_GUN; number += 1) piece[length++] = guns[at + number] ?? 0;
    }
    if (length > start) parts.push({ month, agencyId, guns: piece.subarray(start, length) });
  }
  return parts;
}

/** Which of a gun's numbers is which of its places. */
export const RECOVERY_PLACE = 0;
export const DEALER_PLACE = 1;
export const PURCHASER_PLACE = 2;

/** One of the places of the gun that begins there. */
export const placeAt = (
  guns: PackedGuns,
  at: number,
  which: typeof RECOVERY_PLACE | typeof DEALER_PLACE | typeof PURCHASER_PLACE,
): Place => guns[at + which] ?? 0;

/** Days, or {@link UNKNOWN_TIME}. */
export const timeToCrimeAt = (guns: PackedGuns, at: number): number => (guns[at + 3] ?? 0) >>> TIME_SHIFT;

/** Day of the month, 0 where the date is unknown. */
export const dayOfMonthAt = (guns: PackedGuns, at: number): number =>
  ((guns[at + 3] ?? 0) >>> DAY_SHIFT) & 31;

/** Id of the row of `recovery`. */
export const recordAt = (guns: PackedGuns, at: number): number => guns[at + 4] ?? 0;

/** Which of a gun's numbers is the id of which of its parties. */
export const DEALER = 5;
export const PURCHASER = 6;

/** Id of the dealer that sold it, or of who bought it first; 0 where that is unknown or not told. */
export const partyAt = (guns: PackedGuns, at: number, which: typeof DEALER | typeof PURCHASER): number =>
  guns[at + which] ?? 0;

/** Index into FIREARM_TYPES. */
export const typeAt = (guns: PackedGuns, at: number): number => ((guns[at + 3] ?? 0) >>> TYPE_SHIFT) & 7;

/** Index into TRACE_OUTCOMES. */
export const outcomeAt = (guns: PackedGuns, at: number): number =>
  ((guns[at + 3] ?? 0) >>> OUTCOME_SHIFT) & 3;

/** How many guns these are, whatever a filter says of them. */
export const countGuns = ({ months }: PackedRecords): number =>
  months.reduce((sum, { guns }) => sum + guns.length, 0) / NUMBERS_A_GUN;

/** The first and the last month of these guns; null where none is dated. */
export function monthsSpanned(
  months: readonly PackedMonth[],
): { readonly first: string; readonly last: string } | null {
  let first: string | null = null;
  let last: string | null = null;
  // Each agency has a part of its own of every month: tens of thousands, none of which is worth a copy.
  for (const { month } of months) {
    if (month === null) continue;
    if (first === null || month < first) first = month;
    if (last === null || month > last) last = month;
  }
  return first === null || last === null ? null : { first, last };
}

/** The largest place that any of these guns names. */
export function largestPlace(parts: Iterable<PackedGuns>): Place {
  let largest = 0;
  for (const guns of parts) {
    for (let at = 0; at < guns.length; at += NUMBERS_A_GUN) {
      largest = Math.max(largest, guns[at] ?? 0, guns[at + 1] ?? 0, guns[at + 2] ?? 0);
    }
  }
  return largest;
}

/** 1 at the index of each type that the filter lets through; all are where it asks for none. */
function allowedTypes({ firearmType }: TraceFilter): Uint8Array {
  const all = firearmType === undefined || firearmType.length === 0;
  return Uint8Array.from(FIREARM_TYPES, (type) => (all || firearmType.includes(type) ? 1 : 0));
}

/** 1 at each place in the areas asked for; null where none are asked for. */
export function allowedPlaces(nodes: PlaceNodes, codes: readonly string[] | undefined): Uint8Array | null {
  if (codes === undefined || codes.length === 0) return null;
  const { length, nodeOf } = nodes;
  const isAllowed = Uint8Array.from({ length }, (_, node) =>
    codes.includes(nodes.code(node) ?? '') ? 1 : 0,
  );
  // There may be a million places: `from` would take a call for each.
  const places = new Uint8Array(nodeOf.length);
  for (let place = 0; place < places.length; place += 1) places[place] = isAllowed[nodeOf[place] ?? 0] ?? 0;
  return places;
}

interface DaysWithin {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly dayBefore: number | null;
}

/** The first and last day of a month that the filter's dates let through; none where last < first. */
function daysWithin(month: string | null, { recoveredFrom: from, recoveredTo: to }: TraceFilter): DaysWithin {
  if (month === null) {
    return { firstDay: 0, lastDay: from === undefined && to === undefined ? 0 : -1, dayBefore: null };
  }
  const stem = month.slice(0, 8);
  const firstDay =
    from === undefined || from < month ? 1 : from.startsWith(stem) ? Number(from.slice(8)) : 32;
  const lastDay =
    to === undefined || to.slice(0, 8) > stem ? 31 : to.startsWith(stem) ? Number(to.slice(8)) - 1 : -1;
  return { firstDay, lastDay, dayBefore: dayNumber(month) - 1 };
}
