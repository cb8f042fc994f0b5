import type {
  FirearmChange,
  FirearmGroup,
  FirearmGrouping,
  FirearmsAnswer,
  PeriodUnit,
} from '../../domain/firearms-responses.ts';
import { FIREARM_TYPES } from '../../domain/vocabulary.ts';
import { FIREARM_TYPE_WORDS } from './firearm-words.ts';
import { formatCount, formatDay, formatFigure, formatMonth, formatShare, guns } from './format.ts';

export const GROUPING_WORDS: Readonly<Record<FirearmGrouping, string>> = {
  manufacturer: 'maker',
  model: 'model',
  caliber: 'caliber',
  type: 'type',
  ghost: 'privately made or not',
  serial: 'serial number obliterated or not',
};

export const UNIT_WORDS: Readonly<Record<PeriodUnit, string>> = {
  month: 'month',
  quarter: 'quarter',
  year: 'year',
};

const CLASS_WORDS: Readonly<Record<string, string>> = {
  privately_made: 'Privately made',
  by_a_maker: 'By a maker',
  obliterated: 'Obliterated',
  not_obliterated: 'Not obliterated',
};

/** What a row, a line or an area is called. */
export function groupName({ kind, key, label }: FirearmGroup, otherClasses: number): string {
  if (kind === 'others') return `${formatCount(otherClasses)} others`;
  if (kind === 'unknown') return 'Not known';
  if (kind === 'untold') return 'Not told: counted only';
  const type = FIREARM_TYPES.find((one) => one === key);
  if (type !== undefined) return FIREARM_TYPE_WORDS[type].label;
  return CLASS_WORDS[key ?? ''] ?? label ?? '';
}

/** `Q2 2024`, `Mar 2024`, `2024`. */
export function periodWords(start: string, unit: PeriodUnit): string {
  if (unit === 'month') return formatMonth(start);
  const year = start.slice(0, 4);
  return unit === 'year' ? year : `Q${Math.ceil(Number(start.slice(5, 7)) / 3)} ${year}`;
}

/** `2 times (1.14 to 3.61)`; why there is none. */
export function changeCell(change: FirearmChange): string {
  if ('refused' in change) return '–';
  const { ratio, low, high } = change;
  const interval =
    high === null ? `at least ${formatFigure(low)}` : `${formatFigure(low)} to ${formatFigure(high)}`;
  return ratio === null ? `${interval} times` : `${formatFigure(ratio)} times (${interval})`;
}

/** What the cell rests on, or why it is empty. */
export const changeTitle = (change: FirearmChange): string =>
  'refused' in change
    ? change.reason
    : `${formatCount(change.last)} in the last 12 months, ${formatCount(change.before)} in the 12 before`;

/** What changed for all guns alike: beside it a change of one class is to be read. */
export function changeSentence({ change, newest }: FirearmsAnswer): string {
  if (newest === null) return '';
  if ('refused' in change) return `No two years are compared. ${change.reason}`;
  const { last, before } = change;
  return `In the 12 months up to ${formatDay(newest)}, ${guns(last)} were recovered, ${formatCount(before)} in the 12 months before: ${changeCell(change)} as many.`;
}

/** The share of what is looked for among series of share: privately made, or obliterated. */
export function shareSentence({ groups, guns: all, by }: FirearmsAnswer): string | null {
  const key = by === 'ghost' ? 'privately_made' : by === 'serial' ? 'obliterated' : null;
  if (key === null) return null;
  const untold = groups.find(({ kind }) => kind === 'untold')?.guns ?? 0;
  const found = groups.find((group) => group.key === key);
  const what = by === 'ghost' ? 'are recorded as privately made' : 'have an obliterated serial number';
  const of = all - untold;
  return `${formatCount(found?.guns ?? 0)} of ${guns(of)} ${what}${found?.share == null ? '' : ` (${formatShare(found.share.value)})`}.`;
}
