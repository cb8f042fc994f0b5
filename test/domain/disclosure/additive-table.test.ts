import { describe, expect, it } from 'vitest';
import { cellOf, crossTable, dimensionOf } from '../../../domain/disclosure/additive-table.ts';

const AREAS = dimensionOf('area', ['baltimore', 'newark']);
const CLASSES = dimensionOf('class', ['MD', 'VA'], ['short', 'long', 'unknown']);
const DIMENSIONS = [AREAS, CLASSES];

const at = (area: string, one: string) =>
  cellOf(DIMENSIONS, [AREAS.codes.indexOf(area), CLASSES.codes.indexOf(one)]);

const leaf = (area: string, one: string, count: number) => ({
  nodes: [AREAS.codes.indexOf(area), CLASSES.codes.indexOf(one)],
  count,
});

const LEAVES = [
  leaf('baltimore', 'MD', 20),
  leaf('baltimore', 'VA', 3),
  leaf('newark', 'VA', 2),
  leaf('baltimore', 'short', 12),
  leaf('baltimore', 'long', 11),
  leaf('newark', 'unknown', 2),
];

describe('a cross table', () => {
  it('counts every combination of categories and their totals', () => {
    const { counts } = crossTable(DIMENSIONS, LEAVES);
    expect(counts).toHaveLength(3 * 6);
    expect(counts[at('baltimore', 'all')]).toBe(23);
    expect(counts[at('newark', 'all')]).toBe(2);
    expect(counts[at('all', 'VA')]).toBe(5);
    expect(counts[at('all', 'short')]).toBe(12);
    expect(counts[at('all', 'all')]).toBe(25);
  });

  it('says how its cells add up, in every way a total is told', () => {
    const { counts, sums } = crossTable(DIMENSIONS, LEAVES);
    // Each of six classes over the areas; each of two areas and their total in two ways.
    expect(sums).toHaveLength(6 + 3 * 2);
    for (const { total, parts } of sums) {
      expect(parts.reduce((sum, part) => sum + (counts[part] ?? 0), 0)).toBe(counts[total]);
    }
  });

  it('refuses guns that are missing in one way of telling them', () => {
    expect(() => crossTable(DIMENSIONS, LEAVES.slice(0, 5))).toThrow(/each gun must be in every way/);
  });
});
