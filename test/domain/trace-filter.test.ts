import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FilterError, formatTraceFilter, parseTraceFilter } from '../../domain/trace-filter.ts';
import { FIREARM_TYPES, INDICATORS, PRECISIONS } from '../../domain/vocabulary.ts';

const parse = (text: string) => parseTraceFilter(new URLSearchParams(text));

describe('parseTraceFilter', () => {
  it.each<[string, TraceFilter]>([
    ['', {}],
    [
      'recovered_from=2024-02-29&recovered_to=2025-01-01',
      { recoveredFrom: '2024-02-29', recoveredTo: '2025-01-01' },
    ],
    ['ttc_min=0&ttc_max=1095', { ttcMin: 0, ttcMax: 1095 }],
    ['source_state=pa,GA&source_state=PA', { sourceState: ['PA', 'GA'] }],
    [
      'source_county=24510,01001&recovery_zip=21202',
      { sourceCounty: ['24510', '01001'], recoveryZip: ['21202'] },
    ],
    ['firearm_type=pistol, rifle', { firearmType: ['pistol', 'rifle'] }],
    ['dealer=7', { dealer: [7] }],
    ['corridor=3,12', { corridor: [3, 12] }],
    ['bbox=-77,39,-76,40', { bbox: [-77, 39, -76, 40] }],
    ['indicator=multipleSale&precision_min=block', { indicator: ['multipleSale'], precisionMin: 'block' }],
  ])('reads %s', (text, filter) => {
    expect(parse(text)).toEqual(filter);
  });

  it.each([
    ['colour=red', 'colour'],
    ['recovered_from=2025-02-30', 'recovered_from'],
    ['recovered_from=01/02/2025', 'recovered_from'],
    ['recovered_from=2025-01-01,2025-01-02', 'recovered_from'],
    ['recovered_from=2025-01-02&recovered_to=2025-01-01', 'recovered_to'],
    ['ttc_min=-1', 'ttc_min'],
    ['ttc_max=3y', 'ttc_max'],
    ['ttc_min=5&ttc_max=4', 'ttc_max'],
    ['source_state=Maryland', 'source_state'],
    ['source_county=2451', 'source_county'],
    ['recovery_county=MD510', 'recovery_county'],
    ['source_zip=21202-1234', 'source_zip'],
    ['recovery_zip=2120', 'recovery_zip'],
    ['purchaser_state=Virginia', 'purchaser_state'],
    ['purchaser_county=VA760', 'purchaser_county'],
    ['purchaser_zip=232', 'purchaser_zip'],
    ['source_state=', 'source_state'],
    ['source_state=MD,,PA', 'source_state'],
    ['firearm_type=cannon', 'firearm_type'],
    ['dealer=1;DROP', 'dealer'],
    ['corridor=iron-pipeline', 'corridor'],
    ['bbox=1,2,3', 'bbox'],
    ['bbox=-76,39,-77,40', 'bbox'],
    ['bbox=-77,39,-76,', 'bbox'],
    ['bbox=-77,39,-76,NaN', 'bbox'],
    ['precision_min=exact', 'precision_min'],
    [`caliber=${'9'.repeat(101)}`, 'caliber'],
  ])('refuses %s and names %s', (text, parameter) => {
    const refusal = (() => {
      try {
        return parse(text);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(FilterError);
    expect(refusal).toMatchObject({ parameter, message: expect.stringContaining(parameter) });
  });

  it("leaves the caller's own parameters alone", () => {
    expect(parseTraceFilter(new URLSearchParams('limit=5&ttc_max=9'), ['limit'])).toEqual({ ttcMax: 9 });
  });

  it('reads back what it writes, and writes equal filters alike', () => {
    const states = fc.uniqueArray(fc.constantFrom('MD', 'PA', 'GA', 'WA'), { minLength: 1 });
    const filters: fc.Arbitrary<TraceFilter> = fc.record(
      {
        recoveredFrom: fc.constantFrom('2019-12-31', '2020-02-29'),
        recoveredTo: fc.constantFrom('2020-03-01', '2026-01-01'),
        ttcMin: fc.integer({ min: 0, max: 500 }),
        ttcMax: fc.integer({ min: 500, max: 30_000 }),
        agency: fc.uniqueArray(fc.constantFrom('BPD', 'NPD'), { minLength: 1 }),
        sourceState: states,
        recoveryState: states,
        sourceCounty: fc.uniqueArray(fc.constantFrom('24510', '01001'), { minLength: 1 }),
        recoveryCounty: fc.uniqueArray(fc.constantFrom('24510', '01001'), { minLength: 1 }),
        sourceZip: fc.uniqueArray(fc.constantFrom('21202', '00501'), { minLength: 1 }),
        recoveryZip: fc.uniqueArray(fc.constantFrom('21202', '00501'), { minLength: 1 }),
        purchaserState: states,
        purchaserCounty: fc.uniqueArray(fc.constantFrom('24510', '01001'), { minLength: 1 }),
        purchaserZip: fc.uniqueArray(fc.constantFrom('21202', '00501'), { minLength: 1 }),
        firearmType: fc.uniqueArray(fc.constantFrom(...FIREARM_TYPES), { minLength: 1 }),
        dealer: fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 1 }),
        corridor: fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 1 }),
        indicator: fc.uniqueArray(fc.constantFrom(...INDICATORS), { minLength: 1 }),
        precisionMin: fc.constantFrom(...PRECISIONS),
        bbox: fc.constant([-77.5, 39, -76, 40] as const),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filters, (filter) => {
        const written = formatTraceFilter(filter).toString();
        const read = parse(written);
        expect(formatTraceFilter(read).toString()).toBe(written);
        for (const key of Object.keys(filter)) expect(read).toHaveProperty(key);
      }),
    );
  });
});
