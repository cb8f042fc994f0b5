import { describe, expect, it } from 'vitest';
import { EXPORT_LAYERS } from '../../../../domain/exports/export-layers.ts';
import { IMPORT_FORMATS } from '../../../../domain/vocabulary.ts';
import { recordFiles } from '../../../../web/views/data/record-files.ts';

describe('recordFiles', () => {
  it('are of every format but those that the map shows', () => {
    const without = IMPORT_FORMATS.filter((format) => recordFiles(format).length === 0);
    expect([...without].sort()).toEqual(['atf-state-tables', 'ffl', 'traces']);
  });

  it('are of layers that can be exported, each of its own', () => {
    const layers = IMPORT_FORMATS.flatMap((format) => {
      const files = recordFiles(format).map(({ layer }) => layer);
      return [...new Set(files)];
    });
    expect(layers.filter((layer) => !EXPORT_LAYERS.some((known) => known === layer))).toEqual([]);
    expect(new Set(layers).size).toBe(layers.length);
  });

  it.each([
    ['ballistics', ['Download leads and hits (CSV)', 'Download leads and hits (GeoJSON)']],
    ['thefts', ['Download stolen and lost guns (CSV)', 'Download stolen and lost guns (GeoJSON)']],
    // Nothing to draw: a dealer's place is the dealer's, a buyer's is nobody's to know.
    ['inspections', ['Download inspections (CSV)']],
    ['multiple-sales', ['Download multiple sales (CSV)']],
  ] as const)('of %s are %j', (format, words) => {
    expect(recordFiles(format).map((file) => file.words)).toEqual(words);
  });
});
