import { describe, expect, it } from 'vitest';
import type { QualityChoice } from '../../../web/state/quality-choice.ts';
import {
  formatQualityChoice,
  parseQualityChoice,
  QUALITY_AT_FIRST,
} from '../../../web/state/quality-choice.ts';

describe('what of the quality is looked at', () => {
  it.each<[string, QualityChoice | null]>([
    ['', null],
    ['all', QUALITY_AT_FIRST],
    ['dealer-sales', { kind: 'dealer-sales', batch: null, rows: null }],
    ['traces,file12', { kind: 'traces', batch: 12, rows: null }],
    [
      'traces,missing.serial_number',
      { kind: 'traces', batch: null, rows: { check: 'missing', field: 'serial_number', month: null } },
    ],
    [
      'thefts,file3,late_30,2024-03',
      { kind: 'thefts', batch: 3, rows: { check: 'late_30', field: null, month: '2024-03' } },
    ],
  ])('is "%s" in the address', (text, choice) => {
    expect(formatQualityChoice(choice)).toBe(text);
    expect(parseQualityChoice(text)).toEqual(choice);
  });

  it.each([
    ['guns', QUALITY_AT_FIRST],
    ['guns,records', QUALITY_AT_FIRST],
    ["traces,';--,-1", { kind: 'traces', batch: null, rows: null }],
  ])('is as it comes where "%s" cannot be read', (text, choice) => {
    expect(parseQualityChoice(text)).toEqual(choice);
  });
});
