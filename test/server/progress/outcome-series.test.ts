import { describe, expect, it } from 'vitest';
import { AgencyMonths } from '../../../server/progress/agency-months.ts';
import { monthNumber } from '../../../server/progress/month-number.ts';
import { lastWholeMonth, untilRecordsEnd } from '../../../server/progress/outcome-series.ts';

const MAY = monthNumber('2024-05');

describe('the last month that is counted', () => {
  it.each([
    ['a gun on its last day', 31, '2024-06-02', MAY],
    ['none on its last day', 30, '2024-06-02', MAY - 1],
    ['not over by the calendar', 31, '2024-05-31', MAY - 1],
  ])('is whole: %s', (_words, lastDay, today, month) => {
    expect(lastWholeMonth({ lastMonth: MAY, lastDay }, today)).toBe(month);
  });

  it.each([
    ['all reach it', [{ month: MAY, day: 31, guns: 500 }], MAY],
    ['one ends with March', [{ month: MAY - 2, day: 29, guns: 60 }], MAY - 2],
    ['one ends within March', [{ month: MAY - 2, day: 11, guns: 60 }], MAY - 3],
    ['one with few guns has none lately', [{ month: MAY - 2, day: 11, guns: 59 }], MAY],
  ])('has the records of all agencies: %s', (_words, reach, month) => {
    expect(untilRecordsEnd(MAY, reach)).toBe(month);
  });

  it('is told by each agency’s own guns, of a year up to its newest month', () => {
    const months = new AgencyMonths();
    for (const [agency, month, guns, day] of [
      [1, MAY - 12, 7, 3],
      [1, MAY - 11, 1, 3],
      [2, MAY - 1, 1, 9],
      [1, MAY, 4, 4],
      [1, MAY, 1, 2],
      [2, MAY - 1, 2, 20],
    ] as const) {
      months.add(agency, month, guns, day);
    }
    expect(months.reach()).toEqual([
      { month: MAY, day: 4, guns: 6 },
      { month: MAY - 1, day: 20, guns: 3 },
    ]);
  });
});
