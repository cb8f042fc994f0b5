import { describe, expect, it } from 'vitest';
import type { GunToTrace } from '../../domain/tracing.ts';
import { ageBandOf, daysBetween, missingFor } from '../../domain/tracing.ts';

const WHOLE: GunToTrace = {
  serialNumber: 'A1',
  manufacturer: 'GLOCK',
  firearmType: 'pistol',
  caliber: '9MM',
  model: '19',
  countryOfOrigin: 'Austria',
  importer: 'GLOCK INC',
  crimeCode: '5212',
  ori: 'MDBPD0000',
  recoveredOn: '2024-01-05',
};

describe('what a request lacks', () => {
  it('is nothing of a whole record', () => {
    expect(missingFor(WHOLE)).toEqual([]);
  });

  it('is what is empty or unknown, in the order of the form', () => {
    expect(
      missingFor({ ...WHOLE, ori: null, manufacturer: 'unknown', firearmType: 'unknown', recoveredOn: null }),
    ).toEqual(['manufacturer', 'firearm_type', 'ori', 'recovery_date']);
  });

  it.each([
    ['USA', []],
    ['United States of America', []],
    ['BRAZIL', ['importer']],
    [null, ['country_of_origin']],
  ])('is an importer of guns from abroad alone: %s', (countryOfOrigin, missing) => {
    expect(missingFor({ ...WHOLE, countryOfOrigin, importer: null })).toEqual(missing);
  });
});

it.each([
  ['2024-03-31', 'month'],
  ['2024-03-01', 'month'],
  ['2024-02-29', 'quarter'],
  ['2024-01-01', 'quarter'],
  ['2023-12-31', 'year'],
  ['2023-04-01', 'year'],
  ['2023-03-31', 'older'],
  [null, 'unknown'],
])('a gun recovered on %s is of the class %s at the end of March 2024', (day, band) => {
  expect(ageBandOf(day, '2024-03-31')).toBe(band);
});

it('counts days, and none for a day to come', () => {
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  expect(daysBetween('2024-03-02', '2024-03-01')).toBe(0);
});
