import { describe, expect, it } from 'vitest';
import {
  LONGEST_TIME_TO_CRIME_DAYS,
  medianDays,
  SHORT_TIME_TO_CRIME_DAYS,
  TIME_TO_CRIME_BUCKETS,
  timeToCrimeBucketIndex,
  timeToCrimeDays,
} from '../../domain/time-to-crime.ts';

describe('timeToCrimeDays', () => {
  it.each([
    ['2020-01-01', '2020-01-01', 0],
    ['2020-02-28', '2020-03-01', 2],
    ['2021-03-13', '2021-03-15', 2], // across the start of daylight saving time
    ['2020-01-02', '2020-01-01', null],
    [null, '2020-01-01', null],
    ['2020-01-01', null, null],
    ['1900-01-01', '2020-01-01', null],
  ])('from %s to %s is %s', (purchased, recovered, days) => {
    expect(timeToCrimeDays(purchased, recovered)).toBe(days);
  });
});

describe('time-to-crime buckets', () => {
  it('follow each other without gap or overlap', () => {
    expect(TIME_TO_CRIME_BUCKETS.map(({ fromDays }) => fromDays)).toEqual([
      0,
      ...TIME_TO_CRIME_BUCKETS.slice(0, -1).map(({ toDays }) => toDays),
    ]);
  });

  it.each([
    [0, 0],
    [90, 0],
    [91, 1],
    [212, 1],
    [213, 2],
    [364, 2],
    [365, 3],
    [729, 3],
    [730, 4],
    [SHORT_TIME_TO_CRIME_DAYS, 4],
    [SHORT_TIME_TO_CRIME_DAYS + 1, 5],
    [LONGEST_TIME_TO_CRIME_DAYS, 5],
  ])('day %i falls in bucket %i', (days, bucket) => {
    expect(timeToCrimeBucketIndex(days)).toBe(bucket);
  });
});

describe('medianDays', () => {
  it.each([
    [[], null],
    [[7], 7],
    [[1, 2], 1.5],
    [[1, 5, 100], 5],
    [[1, 2, 3, 100], 2.5],
  ])('of %j is %s', (days, median) => {
    expect(medianDays(days)).toBe(median);
  });
});
