import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jaroWinkler } from '../../../domain/linkage/jaro-winkler.ts';

describe('jaroWinkler', () => {
  // Winkler (1990), table of examples.
  it.each([
    ['MARTHA', 'MARHTA', 0.961],
    ['DWAYNE', 'DUANE', 0.84],
    ['DIXON', 'DICKSONX', 0.813],
    ['JONES', 'JOHNSON', 0.832],
    ['SAME', 'SAME', 1],
    ['ABC', 'XYZ', 0],
    ['', 'A', 0],
  ])('%s and %s: %d', (one, other, expected) => {
    expect(jaroWinkler(one, other)).toBeCloseTo(expected, 3);
  });

  it('is the same either way round, from 0 to 1, and 1 for the same word alone', () => {
    const word = fc.string({ unit: fc.constantFrom('A', 'B', 'C', 'D'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        const alike = jaroWinkler(one, other);
        expect(alike).toBeCloseTo(jaroWinkler(other, one), 12);
        expect(alike).toBeGreaterThanOrEqual(0);
        expect(alike === 1).toBe(one === other);
      }),
    );
  });
});
