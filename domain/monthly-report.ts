/** Monthly reports: which months are due, and what a report of a month says. */

import type { BriefedIntervention } from './briefing-templates.ts';
import { progressBriefing, sourcesBriefing, timesBriefing } from './briefing-templates.ts';
import type { BriefingDraft, BriefingSection } from './briefings.ts';
import { dateOfDay, dayNumber } from './days.ts';
import type { Speech } from './languages/speech.ts';
import { dayWords, longMonthWords, monthWords } from './month-words.ts';
import { addMonths, monthList, monthsBetween } from './months.ts';

/** At most so many months are reported at once: after a long pause the newest of them. */
export const MOST_MONTHS_AT_ONCE = 12;

/**
 * The newest month (`YYYY-MM`) that is over and has reached the records: that of the newest recovery, or the month before today where that
 * one has not ended yet. Null where there are no records.
 */
export function newestMonthOver(newest: string | null, today: string): string | null {
  if (newest === null) return null;
  const ended = addMonths(today, -1);
  const recorded = newest.slice(0, 7);
  return recorded < ended ? recorded : ended;
}

/** The months from `next` on that are due, the oldest first: over, with records of them or later. */
export function dueMonths(next: string, newest: string | null, today: string): readonly string[] {
  const last = newestMonthOver(newest, today);
  return last === null ? [] : monthList(next, last).slice(-MOST_MONTHS_AT_ONCE);
}

/** What a report is made of. */
export type ReportSource =
  | { readonly template: 'sources' | 'times' }
  | { readonly template: 'progress'; readonly intervention: BriefedIntervention }
  | { readonly template: 'briefing'; readonly sections: readonly BriefingSection[] };

/** The records a report was made from. Days are `YYYY-MM-DD`. */
export interface ReportedRecords {
  readonly agency: string;
  readonly madeOn: string;
  readonly newestOn: string;
  readonly dataVersion: number;
}

/** The report of a month, with the month in its title, in words of `speech`. */
export function monthlyReport(
  name: string,
  source: ReportSource,
  month: string,
  records: ReportedRecords,
  speech: Speech,
): BriefingDraft {
  return {
    title: `${name}, ${longMonthWords(month, speech.locale)}`,
    sections: madeFrom(sectionsOf(source, month, speech), records, speech),
  };
}

function sectionsOf(source: ReportSource, month: string, speech: Speech): readonly BriefingSection[] {
  const lastDay = dayBefore(firstOf(addMonths(month, 1)));
  const { say, locale } = speech;
  const months = say('the 12 months to {month}', { month: monthWords(month, locale) });
  switch (source.template) {
    case 'sources':
      return sourcesBriefing(lastDay, { speech, months }).sections;
    case 'times':
      return timesBriefing(lastDay, { speech, months }).sections;
    case 'progress':
      return progressBriefing(lastDay, source.intervention, speech).sections;
    case 'briefing':
      return movedTo(source.sections, month);
  }
}

/** The sections with what they were made from at the end, in place of what was said of that before. */
export function madeFrom(
  sections: readonly BriefingSection[],
  { agency, madeOn, newestOn, dataVersion }: ReportedRecords,
  { say, locale }: Speech,
): BriefingSection[] {
  const heading = say('What this report was made from');
  const note: BriefingSection = {
    heading,
    text: say(
      `Made on {madeOn} from the records of {agency} up to {newestOn} (version {version} of its data).

What is shown is counted anew each time it is opened: records that come in later, and what others share by then, can change it.`,
      {
        madeOn: dayWords(madeOn, locale),
        agency,
        newestOn: dayWords(newestOn, locale),
        version: dataVersion,
      },
    ),
    query: null,
  };
  const before = sections.findLastIndex((section) => section.heading === heading);
  return before < 0 ? [...sections, note] : sections.with(before, note);
}

const FROM = 'recovered_from';
const TO = 'recovered_to';

/**
 * Sections whose dates are moved by whole months, all by as many, so that the latest of them end with a month. Windows that begin or end
 * within a month are made whole. One that began some day and never ended still begins then, and ends with that month; what has no dates
 * has none.
 */
export function movedTo(sections: readonly BriefingSection[], month: string): readonly BriefingSection[] {
  const end = addMonths(month, 1);
  const ends = sections.flatMap(({ query }) => endOf(query) ?? []).toSorted();
  const steps = monthsBetween(ends.at(-1) ?? end, end);
  return sections.map((section) => ({ ...section, query: movedBy(section.query, steps, end) }));
}

/** The month before which a query's window ends; null where it never does. */
function endOf(query: string | null): string | null {
  const to = new URLSearchParams(query ?? '').get(TO);
  return to === null ? null : addMonths(dayBefore(to), 1);
}

function movedBy(query: string | null, steps: number, end: string): string | null {
  const parameters = new URLSearchParams(query ?? '');
  const from = parameters.get(FROM);
  const to = endOf(query);
  if (query === null || (from === null && to === null)) return query;
  if (from !== null && to !== null) parameters.set(FROM, firstOf(addMonths(from, steps)));
  parameters.set(TO, firstOf(to === null ? end : addMonths(to, steps)));
  return parameters.toString();
}

const firstOf = (month: string) => `${month}-01`;
const dayBefore = (day: string) => dateOfDay(dayNumber(day) - 1);
