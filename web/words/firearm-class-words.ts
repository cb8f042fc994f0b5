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
import { say } from './say.ts';

export const GROUPING_WORDS: Readonly<Record<FirearmGrouping, string>> = {
  manufacturer: say('maker'),
  model: say('model'),
  caliber: say('caliber'),
  type: say('type'),
  ghost: say('privately made or not'),
  serial: say('serial number obliterated or not'),
};

export const UNIT_WORDS: Readonly<Record<PeriodUnit, string>> = {
  month: say('month'),
  quarter: say('quarter'),
  year: say('year'),
};

const CLASS_WORDS: Readonly<Record<string, string>> = {
  privately_made: say('Privately made'),
  by_a_maker: say('By a maker'),
  obliterated: say('Obliterated'),
  not_obliterated: say('Not obliterated'),
};

/** What a row, a line or an area is called. */
export function groupName({ kind, key, label }: FirearmGroup, otherClasses: number): string {
  if (kind === 'others') return say('{otherClasses} others', { otherClasses: formatCount(otherClasses) });
  if (kind === 'unknown') return say('Not known');
  if (kind === 'untold') return say('Not told: counted only');
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
    high === null
      ? say('at least {low}', { low: formatFigure(low) })
      : say('{low} to {high}', { low: formatFigure(low), high: formatFigure(high) });
  return ratio === null
    ? say('{interval} times', { interval })
    : say('{ratio} times ({interval})', { ratio: formatFigure(ratio), interval });
}

/** What the cell rests on, or why it is empty. */
export const changeTitle = (change: FirearmChange): string =>
  'refused' in change
    ? change.reason
    : say('{last} in the last 12 months, {before} in the 12 before', {
        last: formatCount(change.last),
        before: formatCount(change.before),
      });

/** What changed for all guns alike: beside it a change of one class is to be read. */
export function changeSentence({ change, newest }: FirearmsAnswer): string {
  if (newest === null) return '';
  if ('refused' in change) return say('No two years are compared. {reason}', { reason: change.reason });
  const { last, before } = change;
  return say(
    'In the 12 months up to {newest}, {last} were recovered, {before} in the 12 months before: {change} as many.',
    { newest: formatDay(newest), last: guns(last), before: formatCount(before), change: changeCell(change) },
  );
}

/** The share of what is looked for among series of share: privately made, or obliterated. */
export function shareSentence({ groups, guns: all, by }: FirearmsAnswer): string | null {
  const key = by === 'ghost' ? 'privately_made' : by === 'serial' ? 'obliterated' : null;
  if (key === null) return null;
  const untold = groups.find(({ kind }) => kind === 'untold')?.guns ?? 0;
  const found = groups.find((group) => group.key === key);
  const what =
    by === 'ghost' ? say('are recorded as privately made') : say('have an obliterated serial number');
  const of = all - untold;
  return say('{guns} of {of} {what}{words}.', {
    guns: formatCount(found?.guns ?? 0),
    of: guns(of),
    what,
    words: found?.share == null ? '' : ` (${formatShare(found.share.value)})`,
  });
}
