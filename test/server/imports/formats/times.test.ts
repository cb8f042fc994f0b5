import { describe, expect, it } from 'vitest';
import { looksLikeTime, parseTime } from '../../../../server/imports/formats/cells/times.ts';

describe('parseTime', () => {
  it.each([
    ['3:57:00', '03:57:00'],
    ['22:15', '22:15:00'],
    ['10:15 PM', '22:15:00'],
    ['10:15:09 p.m.', '22:15:09'],
    ['12:05 AM', '00:05:00'],
    ['12:05 pm', '12:05:00'],
    ['2215', '22:15:00'],
    ['0005', '00:05:00'],
    ['815', '08:15:00'],
    ['9/9/2017 10:15:00 PM', '22:15:00'],
    ['2017-09-09T22:15:00.000', '22:15:00'],
    ['2017-09-09T22:15:00Z', '22:15:00'],
    ['2017-09-09 22:15:00-05:00', '22:15:00'],
    // A spreadsheet's parts of a day, alone and after the number of days; the last rounds to the next midnight.
    ['0.5', '12:00:00'],
    ['.9270833333', '22:15:00'],
    ['42987.9270833333', '22:15:00'],
    ['0.999999', '00:00:00'],
  ])('reads %j', (text, time) => {
    expect(parseTime(text)).toBe(time);
    expect(looksLikeTime(text)).toBe(true);
  });

  it.each(['24:00', '7:61', '13:05 PM', '0:30 AM', '2460', '22', 'night', '', '9/9/2017', '2017-09-09'])(
    'finds none in %j',
    (text) => {
      expect(parseTime(text)).toBeNull();
    },
  );
});
