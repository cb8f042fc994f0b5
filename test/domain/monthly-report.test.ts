import { describe, expect, it } from 'vitest';
import type { BriefingSection } from '../../domain/briefings.ts';
import { IN_ENGLISH } from '../../domain/languages/speech.ts';
import {
  dueMonths,
  MOST_MONTHS_AT_ONCE,
  madeFrom,
  monthlyReport,
  movedTo,
  newestMonthOver,
} from '../../domain/monthly-report.ts';
import { keptPageQuery } from '../../domain/page-query.ts';
import { IN_SPANISH } from '../helpers/in-spanish.ts';

describe('the months that are due', () => {
  it.each<[why: string, next: string, newest: string | null, today: string, due: string[]]>([
    ['a month is over and in the records', '2026-10', '2026-11-14', '2026-11-30', ['2026-10']],
    ['it ended yesterday, and the records end in it', '2026-10', '2026-10-31', '2026-11-01', ['2026-10']],
    ['it ends today', '2026-10', '2026-10-31', '2026-10-31', []],
    ['it has been reported', '2026-11', '2026-11-14', '2026-11-30', []],
    ['it is over, and the records have not reached it', '2026-10', '2026-09-30', '2026-11-30', []],
    ['there are no records', '2026-10', null, '2026-11-30', []],
    [
      'months were missed, one of them without guns',
      '2026-08',
      '2026-10-02',
      '2026-11-01',
      ['2026-08', '2026-09', '2026-10'],
    ],
    ['a year turns', '2025-12', '2026-02-01', '2026-01-31', ['2025-12']],
    ['a year turns, and a month more is over', '2025-12', '2026-02-01', '2026-02-01', ['2025-12', '2026-01']],
  ])('%s', (_why, next, newest, today, due) => {
    expect(dueMonths(next, newest, today)).toEqual(due);
  });

  it('are the newest of many, so that old records do not fill the list', () => {
    const due = dueMonths('2020-01', '2026-11-14', '2026-11-30');
    expect(due).toHaveLength(MOST_MONTHS_AT_ONCE);
    expect([due[0], due.at(-1)]).toEqual(['2025-11', '2026-10']);
  });

  it.each([
    [null, '2026-11-30', null],
    ['2026-11-30', '2026-11-30', '2026-10'],
    ['2026-10-01', '2026-11-01', '2026-10'],
    ['2026-03-09', '2026-11-01', '2026-03'],
  ])('with records to %s on %s the newest is %s', (newest, today, month) => {
    expect(newestMonthOver(newest, today)).toBe(month);
  });
});

const section = (query: string | null, heading = 'H'): BriefingSection => ({ heading, text: 'T', query });
const days = (from: string, to: string) => `recovered_from=${from}&recovered_to=${to}`;

describe('the dates of a briefing that is taken over', () => {
  it.each<[why: string, before: (string | null)[], after: (string | null)[]]>([
    ['12 months', [days('2025-01-01', '2026-01-01')], [days('2025-11-01', '2026-11-01')]],
    [
      'two years side by side, which stay a year apart',
      [days('2025-01-01', '2026-01-01'), days('2024-01-01', '2025-01-01')],
      [days('2025-11-01', '2026-11-01'), days('2024-11-01', '2025-11-01')],
    ],
    [
      'part of a month, which is made whole',
      [days('2025-12-10', '2025-12-20')],
      [days('2026-10-01', '2026-11-01')],
    ],
    [
      'a later month, which is gone back from',
      [days('2027-01-01', '2027-02-01')],
      [days('2026-10-01', '2026-11-01')],
    ],
    ['since a day', ['recovered_from=2024-05-17'], ['recovered_from=2024-05-17&recovered_to=2026-11-01']],
    ['until a day', ['recovered_to=2025-12-31'], ['recovered_to=2026-11-01']],
    ['no dates, and no view', ['view=times&ttc_max=1095', null], ['view=times&ttc_max=1095', null]],
    [
      'other filters, which stay',
      [`source_state=VA&${days('2025-12-01', '2026-01-01')}&level=state`],
      [`source_state=VA&${days('2026-10-01', '2026-11-01')}&level=state`],
    ],
  ])('%s', (_why, before, after) => {
    const sections = before.map((query) => section(query));
    expect(movedTo(sections, '2026-10').map(({ query }) => query)).toEqual(after);
  });
});

const RECORDS = { agency: 'BPD', madeOn: '2026-11-30', newestOn: '2026-11-14', dataVersion: 12 };

describe('a report', () => {
  it.each<[template: 'sources' | 'times', queries: (string | null)[]]>([
    [
      'sources',
      [
        `${days('2025-11-01', '2026-11-01')}&ttc_max=1095&level=state`,
        `${days('2025-11-01', '2026-11-01')}&ttc_max=1095&level=county`,
        `${days('2025-11-01', '2026-11-01')}&level=state`,
        null,
        null,
      ],
    ],
    [
      'times',
      [
        'view=times',
        `${days('2025-11-01', '2026-11-01')}&ttc_max=365&level=state`,
        `${days('2025-11-01', '2026-11-01')}&ttc_min=1096&level=state`,
        null,
        null,
      ],
    ],
  ])('of %s has its month in the title, and ends with it', (template, queries) => {
    const { title, sections } = monthlyReport('For the mayor', { template }, '2026-10', RECORDS, IN_ENGLISH);
    expect(title).toBe('For the mayor, October 2026');
    expect(sections.map(({ query }) => query)).toEqual(queries);
    expect(sections.some(({ text }) => text.includes('in the 12 months to Oct 2026,'))).toBe(true);
    expect(sections.some(({ text }) => text.includes('of the records, '))).toBe(false);
    expect(sections.at(-1)?.heading).toBe('What this report was made from');
    expect(sections.at(-1)?.text).toMatch(
      /^Made on 30 Nov 2026 from the records of BPD up to 14 Nov 2026 \(version 12 of its data\)\./,
    );
  });

  it('of an intervention goes from its month to the one reported', () => {
    const intervention = {
      id: 7,
      name: 'Letters',
      note: '',
      startedOn: '2026-07-05',
      filter: 'source_state=VA',
    };
    const { sections } = monthlyReport(
      'Letters',
      { template: 'progress', intervention },
      '2026-10',
      RECORDS,
      IN_ENGLISH,
    );
    expect(sections.map(({ query }) => query)).toEqual([
      'view=progress&intervention=7',
      `source_state=VA&${days('2026-07-01', '2026-11-01')}&level=state`,
      `source_state=VA&${days('2026-03-01', '2026-07-01')}&level=state`,
      null,
      null,
    ]);
  });

  it('of a briefing has its sections and dates that can be saved', () => {
    const sections = [section(days('2025-12-01', '2026-01-01'), 'Own')];
    const report = monthlyReport('Own', { template: 'briefing', sections }, '2026-10', RECORDS, IN_ENGLISH);
    expect(report.sections.map(({ heading }) => heading)).toEqual(['Own', 'What this report was made from']);
    for (const { query } of report.sections) if (query !== null) expect(keptPageQuery(query)).toBe(query);
  });

  it('that is made anew keeps what was written, and says anew what it was made from', () => {
    const first = madeFrom([section('', 'Edited')], RECORDS, IN_ENGLISH);
    const anew = madeFrom([...first, section(null, 'Added')], { ...RECORDS, dataVersion: 13 }, IN_ENGLISH);
    expect(anew.map(({ heading }) => heading)).toEqual(['Edited', 'What this report was made from', 'Added']);
    expect(anew[1]?.text).toContain('(version 13 of its data)');
  });

  it.each([['sources'], ['times']] as const)('of %s is in the language it is asked for', (template) => {
    const { title, sections } = monthlyReport('Armas', { template }, '2026-10', RECORDS, IN_SPANISH);
    expect(title).toBe('Armas, octubre de 2026');
    expect(sections.some(({ text }) => text.includes('en los 12 meses hasta oct 2026,'))).toBe(true);
    expect(sections.at(-1)).toMatchObject({
      heading: 'Con qué se hizo este informe',
      text: expect.stringMatching(
        /^Hecho el 30 nov 2026 con los registros de BPD hasta el 14 nov 2026 \(versión 12 de sus datos\)\./,
      ),
    });
    const anew = madeFrom(sections, { ...RECORDS, dataVersion: 13 }, IN_SPANISH);
    expect(anew).toHaveLength(sections.length);
    expect(anew.at(-1)?.text).toContain('(versión 13 de sus datos)');
  });
});
