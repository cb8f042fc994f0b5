import { describe, expect, it } from 'vitest';
import { chosenColumns, exportDictionary, keysOf } from '../../../domain/exports/export-dictionary.ts';
import { EXPORT_LAYERS, formatsOf } from '../../../domain/exports/export-layers.ts';
import { EXPORT_COLUMNS } from '../../../server/exports/export-pages.ts';

describe('the dictionary of exports', () => {
  it.each(EXPORT_LAYERS)('says what every column of %s means, in the order of the file', (layer) => {
    const columns = exportDictionary(layer);
    expect(columns.map(({ name }) => name)).toEqual(EXPORT_COLUMNS[layer]);
    for (const { name, means, from, type, unit } of columns) {
      expect(means, name).toMatch(/^.{5,}[.:]?/);
      expect(from, name).not.toBe('');
      if (type === 'text' || type === 'date' || type === 'boolean') expect(unit, name).toBeNull();
    }
    for (const key of keysOf(layer)) expect(EXPORT_COLUMNS[layer]).toContain(key);
  });

  it('names no accused', () => {
    const told = EXPORT_LAYERS.flatMap(exportDictionary).map(({ means }) => means);
    expect(told.join('\n')).not.toMatch(/traffick|suspect|straw/i);
  });
});

describe('columns of which some are asked for', () => {
  it('come in the order of the file, with what tells the rows apart', () => {
    const names = (...asked: Parameters<typeof chosenColumns>) =>
      chosenColumns(...asked).map(({ name }) => name);
    expect(names('flows', ['count'])).toEqual(['origin', 'destination', 'count']);
    expect(names('recoveries', ['recoveredOn', 'agency'])).toEqual(['id', 'agency', 'recoveredOn']);
    expect(names('hotspots', null)).toEqual(EXPORT_COLUMNS.hotspots);
  });

  it('are refused by name where there is none', () => {
    expect(() => chosenColumns('flows', ['count', 'serial'])).toThrow(
      /flows have no "serial" among their columns. There are origin, destination,/,
    );
  });
});

it('a layer comes in the formats that can hold it', () => {
  expect(formatsOf('flows')).toEqual(['geojson', 'csv', 'xlsx', 'gpkg', 'fgb', 'graphml']);
  expect(formatsOf('recoveries')).toEqual(['geojson', 'csv', 'xlsx', 'gpkg', 'fgb']);
  expect(formatsOf('inspections')).toEqual(['geojson', 'csv', 'xlsx', 'gpkg']);
});
