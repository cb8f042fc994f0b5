/** Words about monthly reports. */
import type { Report, ReportTemplate, Schedule } from '../../domain/briefing-schedules.ts';
import { longMonthWords } from '../../domain/month-words.ts';
import { formatDay, whenOf } from './format.ts';

export const REPORT_STATES: Readonly<Record<Report['state'], string>> = {
  waiting: 'Waiting for approval',
  approved: 'Approved',
  declined: 'Declined',
};

/** What reports are made of, as a choice. */
export const TEMPLATE_WORDS: Readonly<Record<ReportTemplate, string>> = {
  sources: 'Where our guns come from',
  times: 'Time-to-crime',
  progress: 'Progress since an intervention',
  briefing: 'A briefing of ours',
};

/** What a template shows of a month. */
export const TEMPLATE_MONTHS: Readonly<Record<ReportTemplate, string>> = {
  sources: 'The 12 months that end with the month of the report.',
  times: 'The 12 months that end with the month of the report.',
  progress: 'From the intervention to the end of the month of the report, and as many months before it.',
  briefing: 'Its sections as they are now, their dates moved so that they end with the month of the report.',
};

/** `Monthly report of October 2026, made from the records up to 14 Nov 2026.` */
export const reportWords = ({ month, newestOn }: Report): string =>
  `Monthly report of ${longMonthWords(month)}, made from the records up to ${formatDay(newestOn)}.`;

/** Who decided about it, and what that means; for whoever may decide, what is asked of them. */
export function decisionWords(
  { state, decidedBy, decidedAt, isYoursToDecide }: Report,
  mayBrief: boolean,
): string {
  if (state === 'waiting') {
    if (!mayBrief) return 'Nobody has approved it yet.';
    return isYoursToDecide
      ? 'Read it, then say whether it may be used.'
      : 'You set it up or saved it: somebody else of your agency reads and approves it.';
  }
  const by = `${REPORT_STATES[state]} by ${decidedBy ?? 'somebody'}, ${decidedAt === null ? '' : whenOf(decidedAt)}.`;
  return state === 'approved'
    ? `${by} Late data makes no other version of it.`
    : `${by} It waits again once it is saved anew, or made anew from late data.`;
}

/** `Last: September 2026. Next: October 2026, once it is over and its records are in.` */
export function scheduleWords({ lastMonth, nextMonth }: Schedule): string {
  const next = longMonthWords(nextMonth);
  if (lastMonth === null)
    return `None made yet. The first is of ${next}, and comes with the next change of your data, such as an import.`;
  return `Last: ${longMonthWords(lastMonth)}. Next: ${next}, once it is over and its records are in.`;
}
