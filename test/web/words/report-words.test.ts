import { describe, expect, it } from 'vitest';
import type { Report, Schedule } from '../../../domain/briefing-schedules.ts';
import { decisionWords, reportWords, scheduleWords } from '../../../web/words/report-words.ts';

const WAITING: Report = {
  month: '2026-10',
  scheduleId: 1,
  schedule: 'For the mayor',
  dataVersion: 12,
  newestOn: '2026-11-14',
  state: 'waiting',
  decidedBy: null,
  decidedAt: null,
  isYoursToDecide: true,
};
const decided = (state: Report['state']): Report => ({
  ...WAITING,
  state,
  decidedBy: 'Ann',
  decidedAt: '2026-11-30T12:00:00.000Z',
  isYoursToDecide: false,
});

describe('words about a monthly report', () => {
  it('tell its month and its records', () => {
    expect(reportWords(WAITING)).toBe(
      'Monthly report of October 2026, made from the records up to 14 Nov 2026.',
    );
  });

  it.each<[report: Report, mayBrief: boolean, words: RegExp]>([
    [WAITING, true, /^Read it, then say whether it may be used\.$/],
    [{ ...WAITING, isYoursToDecide: false }, true, /^You set it up or saved it: somebody else /],
    [WAITING, false, /^Nobody has approved it yet\.$/],
    [
      decided('approved'),
      true,
      /^Approved by Ann, 30 Nov 2026, \d\d:\d\d\. Late data makes no other version of it\.$/,
    ],
    [decided('declined'), false, /^Declined by Ann, 30 Nov 2026, \d\d:\d\d\. It waits again /],
  ])('say what is to be done: %j', (report, mayBrief, words) => {
    expect(decisionWords(report, mayBrief)).toMatch(words);
  });

  it('tell which comes next', () => {
    const schedule: Schedule = {
      id: 1,
      name: 'For the mayor',
      template: 'sources',
      intervention: null,
      madeBy: 'May',
      createdAt: '2026-10-05T12:00:00.000Z',
      lastMonth: '2026-09',
      nextMonth: '2026-10',
      problem: null,
    };
    expect(scheduleWords(schedule)).toBe(
      'Last: September 2026. Next: October 2026, once it is over and its records are in.',
    );
    expect(scheduleWords({ ...schedule, lastMonth: null })).toMatch(
      /^None made yet\. The first is of October 2026/,
    );
  });
});
