import { dateOfDay } from '../../domain/days.ts';
import { compareTwoYears } from '../../domain/firearms/two-years.ts';
import type {
  FirearmChange,
  FirearmGroup,
  FirearmGrouping,
  FirearmsAnswer,
  PeriodUnit,
} from '../../domain/firearms-responses.ts';
import type { Speech } from '../../domain/languages/speech.ts';
import { inWordsOf } from '../../domain/languages/told.ts';
import { isRefused } from '../../domain/statistics/refusal.ts';
import { shareInInterval, timesSummary } from '../../domain/statistics/times-summary.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { UNKNOWN_TIME } from '../rollups/packed-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import type { SlotCounts } from './count-firearms.ts';
import { countClasses, countSlots, spanOf } from './count-firearms.ts';
import { readFirearmNames } from './firearm-names.ts';
import type { GunClass, GunClasses } from './gun-classes.ts';
import { classesByName, classesByType, UNKNOWN, UNTOLD } from './gun-classes.ts';

/** Classes told by themselves; the smaller ones are told together. */
const MOST_CLASSES = 10;
/** Slots of those that are no class, before those of the classes. */
const OTHERS = 2;
const FIRST_SLOT = 3;

/** `GET /api/firearms`: which guns are recovered, by class and period, in words of `speech`. */
export async function readFirearms(
  read: ScopedRead,
  filter: RecordFilter,
  by: FirearmGrouping,
  unit: PeriodUnit,
  speech: Speech,
): Promise<FirearmsAnswer> {
  const packed = await readPackedGuns(read, filter);
  const gunClasses = by === 'type' ? classesByType() : classesByName(by, await readFirearmNames(read, by));
  const { totals, undated, days } = countClasses(packed, filter, gunClasses);
  const guns = totals.reduce((sum, count) => sum + count, 0);
  const told = { by, unit, guns, undated, notice: NOT_A_RANDOM_SAMPLE };
  const { slotOf, inSlots, otherClasses } = slotsOf(gunClasses, totals);
  const oldest = days === null ? null : dateOfDay(days.oldest);
  const newest = days === null ? null : dateOfDay(days.newest);
  const span =
    oldest === null || newest === null ? { unit, periods: [], newest: 0 } : spanOf({ oldest, newest }, unit);
  const spanDays = days === null ? 0 : days.newest - days.oldest + 1;
  const changeIn = (last: number, before: number) =>
    changeSaid(compareTwoYears(last, before, spanDays), speech);
  const slots = countSlots(packed, filter, gunClasses, slotOf, span);
  const ofWhich = guns - (totals[UNTOLD] ?? 0);
  return {
    ...told,
    periods: [...span.periods],
    oldest,
    newest,
    groups: inOrder(
      slots.flatMap((counts, slot) =>
        groupOf(counts, KINDS[slot] ?? inSlots[slot - FIRST_SLOT], { told: ofWhich, change: changeIn }),
      ),
    ),
    otherClasses,
    change: changeIn(sumOf(slots, 'last'), sumOf(slots, 'before')),
  };
}

const sumOf = (slots: readonly SlotCounts[], of: 'last' | 'before'): number =>
  slots.reduce((sum, slot) => sum + slot[of], 0);

/** Which slot each class is counted in: the largest have their own. */
function slotsOf({ classes }: GunClasses, totals: Uint32Array) {
  const largestFirst = classes
    .flatMap((one, number) => (one !== null && (totals[number] ?? 0) > 0 ? [{ ...one, number }] : []))
    .toSorted((a, b) => (totals[b.number] ?? 0) - (totals[a.number] ?? 0) || a.key.localeCompare(b.key));
  const inSlots = largestFirst.slice(0, MOST_CLASSES);
  const slotOf = new Uint8Array(classes.length).fill(OTHERS);
  slotOf[UNTOLD] = UNTOLD;
  slotOf[UNKNOWN] = UNKNOWN;
  for (const [index, { number }] of inSlots.entries()) slotOf[number] = FIRST_SLOT + index;
  return { slotOf, inSlots, otherClasses: largestFirst.length - inSlots.length };
}

const KINDS = ['untold', 'unknown', 'others'] as const satisfies readonly FirearmGroup['kind'][];

/** Classes first, then what is none: the slots begin with those. */
const inOrder = (groups: readonly FirearmGroup[]): FirearmGroup[] => [
  ...groups.filter(({ kind }) => kind === 'class'),
  ...groups.filter(({ kind }) => kind !== 'class').toReversed(),
];

type ChangeBetween = (last: number, before: number) => FirearmChange;

/** The change of two years, or why it is not told in words of `speech`. */
const changeSaid = (change: ReturnType<typeof compareTwoYears>, speech: Speech): FirearmChange =>
  isRefused(change) ? { refused: change.refused, reason: inWordsOf(speech, change.reason) } : change;

/** What is told of a slot; nothing of one that nobody is in. */
function groupOf(
  { byPeriod, times, last, before }: SlotCounts,
  what: (typeof KINDS)[number] | GunClass | undefined,
  { told, change }: { readonly told: number; readonly change: ChangeBetween },
): FirearmGroup[] {
  const guns = times.reduce((sum, count) => sum + count, 0);
  if (guns === 0 || what === undefined) return [];
  const kind = typeof what === 'string' ? what : 'class';
  const named = typeof what === 'string' ? null : what;
  return [
    {
      kind,
      key: named?.key ?? null,
      label: named?.label ?? null,
      values: [...(named?.values ?? [])],
      guns,
      counts: [...byPeriod],
      share: kind === 'untold' ? null : shareInInterval(guns, told),
      ...timesSummary(times.subarray(0, UNKNOWN_TIME)),
      change: change(last, before),
    },
  ];
}
