/** Words about monthly reports. */
import type { Report, ReportTemplate, Schedule } from '../../domain/briefing-schedules.ts';
import { formatDay, formatLongMonth, whenOf } from './format.ts';
import { say } from './say.ts';

export const REPORT_STATES: Readonly<Record<Report['state'], string>> = {
  waiting: say('Waiting for approval'),
  approved: say('Approved'),
  declined: say('Declined'),
};

/** What reports are made of, as a choice. */
export const TEMPLATE_WORDS: Readonly<Record<ReportTemplate, string>> = {
  sources: say('Where our guns come from'),
  times: say('Time-to-crime'),
  progress: say('Progress since an intervention'),
  briefing: say('A briefing of ours'),
};

/** What a template shows of a month. */
export const TEMPLATE_MONTHS: Readonly<Record<ReportTemplate, string>> = {
  sources: say('The 12 months that end with the month of the report.'),
  times: say('The 12 months that end with the month of the report.'),
  progress: say('From the intervention to the end of the month of the report, and as many months before it.'),
  briefing: say(
    'Its sections as they are now, their dates moved so that they end with the month of the report.',
  ),
};

/** `Monthly report of October 2026, made from the records up to 14 Nov 2026.` */
export const reportWords = ({ month, newestOn }: Report): string =>
  say('Monthly report of {month}, made from the records up to {newestOn}.', {
    month: formatLongMonth(month),
    newestOn: formatDay(newestOn),
  });

/** Who decided about it, and what that means; for whoever may decide, what is asked of them. */
export function decisionWords(
  { state, decidedBy, decidedAt, isYoursToDecide }: Report,
  mayBrief: boolean,
): string {
  if (state === 'waiting') {
    if (!mayBrief) return say('Nobody has approved it yet.');
    return isYoursToDecide
      ? say('Read it, then say whether it may be used.')
      : say('You set it up or saved it: somebody else of your agency reads and approves it.');
  }
  const by = say('{state} by {decidedBy}, {words}.', {
    state: REPORT_STATES[state],
    decidedBy: decidedBy ?? say('somebody'),
    words: decidedAt === null ? '' : whenOf(decidedAt),
  });
  return state === 'approved'
    ? say('{by} Late data makes no other version of it.', { by })
    : say('{by} It waits again once it is saved anew, or made anew from late data.', { by });
}

/** `Last: September 2026. Next: October 2026, once it is over and its records are in.` */
export function scheduleWords({ lastMonth, nextMonth }: Schedule): string {
  const next = formatLongMonth(nextMonth);
  if (lastMonth === null)
    return say(
      'None made yet. The first is of {next}, and comes with the next change of your data, such as an import.',
      { next },
    );
  return say('Last: {lastMonth}. Next: {next}, once it is over and its records are in.', {
    lastMonth: formatLongMonth(lastMonth),
    next,
  });
}
