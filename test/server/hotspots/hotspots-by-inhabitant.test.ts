import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { IN_ENGLISH } from '../../../domain/languages/speech.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { parseTraceFilter } from '../../../domain/trace-filter.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { HOTSPOT_PARAMETERS, hotspotQuestion } from '../../../server/hotspots/hotspot-question.ts';
import { readHotspots } from '../../../server/hotspots/hotspots-read-model.ts';
import { loadReference, removeReference } from '../../../server/reference/sources/load-reference.ts';
import type { InsertedRecords } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { useTextFiles } from '../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
let inserted: InsertedRecords;

/** Resolution 8, about half a kilometre an edge. */
const MIDDLE = latLngToCell(39.29, -76.61, 8);
const NEAR = gridDisk(MIDDLE, 1).filter((cell) => cell !== MIDDLE);
const [FACTORY = ''] = NEAR;
const AROUND = gridDisk(MIDDLE, 3).filter((cell) => cell !== MIDDLE && cell !== FACTORY);
const NEWARK = latLngToCell(40.73, -74.17, 8);

/**
 *   where                       guns  agency  who lives there
 *   the middle cell               30  BPD     600 and 400
 *   each of its six neighbours     2  BPD     100; of one of them nobody
 *   the cells 2 and 3 rings away   –          100 each
 *   ZIP only                       3  BPD
 *   Newark, one cell               4  NPD     2,000
 */
beforeAll(async () => {
  const gunsAt = (agency: string, cell: string, count: number, state: string) => {
    const [lat, lon] = cellToLatLng(cell);
    return Array.from({ length: count }, () => ({
      agency,
      at: [lon, lat] as [number, number],
      to: { state },
    }));
  };
  inserted = await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    recoveries: [
      ...gunsAt('BPD', MIDDLE, 30, 'MD'),
      ...NEAR.flatMap((cell) => gunsAt('BPD', cell, 2, 'MD')),
      ...Array.from({ length: 3 }, () => ({ agency: 'BPD', to: { state: 'MD', zip: '21202' } })),
      ...gunsAt('NPD', NEWARK, 4, 'NJ'),
    ],
  });
});

const place = (cell: string, inhabitants: number) => {
  const [lat, lon] = cellToLatLng(cell);
  return `24,510,010100,1,${inhabitants},+${lat},${lon}`;
};
const HEADINGS = 'STATEFP,COUNTYFP,TRACTCE,BLKGRPCE,POPULATION,LATITUDE,LONGITUDE';

function load(places: readonly string[], name = 'census') {
  const filePath = textFile(`${name}.csv`, `${[HEADINGS, ...places].join('\n')}\n`);
  return loadReference(database.current, { kind: 'population', filePath });
}

const CENSUS = [
  place(MIDDLE, 600),
  place(MIDDLE, 400),
  ...AROUND.map((cell) => place(cell, 100)),
  place(FACTORY, 0),
  place(NEWARK, 2000),
];

function byInhabitant(text: string, agencies: readonly string[]) {
  const query = new URLSearchParams(`resolution=8&rings=2&rate=population&${text}`);
  const scope = scopeOfAllRecords(agencies.map((code) => inserted.agencies[code] ?? 0));
  return withScope(database.current, scope, {}, (read) =>
    readHotspots(read, parseTraceFilter(query, HOTSPOT_PARAMETERS), hotspotQuestion(query), IN_ENGLISH),
  );
}

describe('hotspots by inhabitant', () => {
  it('say what to do where nobody has loaded who lives where', async () => {
    const { method, features, totals } = await byInhabitant('', ['BPD']);
    expect(method.untested).toMatch(/reference load FILE --kind population/);
    expect(method.population).toEqual([]);
    expect(features).toEqual([]);
    expect(totals).toMatchObject({ count: 45, placed: 0, unplaced: 3, uninhabited: 42 });
  });

  it('test the rates of the cells in which people live, and count the guns of others apart', async () => {
    await load(CENSUS);
    const { method, features, totals } = await byInhabitant('', ['BPD']);
    // A disk of 3 has 37 cells; in one of them nobody lives.
    expect(method).toMatchObject({ n: 36, rate: 'population', population: ['census'], untested: null });
    expect(method.studyArea).toMatch(/in which people live$/);
    expect(totals).toMatchObject({ count: 45, placed: 40, unplaced: 3, uninhabited: 2 });
    expect(features.map(({ id }) => id)).not.toContain(FACTORY);
    const middle = features.find(({ id }) => id === MIDDLE)?.properties;
    // Marshall's estimator by hand: 40 guns of 1,000 + 35 × 100 people.
    const overall = 40 / 4500;
    const squares = 1000 * (0.03 - overall) ** 2 + 5 * 100 * (0.02 - overall) ** 2 + 30 * 100 * overall ** 2;
    const between = squares / 4500 - overall / (4500 / 36);
    const smoothed = (rate: number, people: number) =>
      overall + ((rate - overall) * between) / (between + overall / people);
    expect(middle).toMatchObject({ count: 30, outOf: 1000, rate: 0.03, nearby: 40 });
    expect(middle?.smoothedRate).toBeCloseTo(smoothed(0.03, 1000), 7);
    // 18 other cells within 2 rings, one of them nobody's: 2,700 people.
    expect(middle?.expected).toBeCloseTo(2700 * overall, 4);
    // Gi* of the middle: itself, five neighbours with guns and twelve cells without.
    const [own, near, none] = [smoothed(0.03, 1000), smoothed(0.02, 100), smoothed(0, 100)];
    const mean = (own + 5 * near + 30 * none) / 36;
    const s = Math.sqrt((own ** 2 + 5 * near ** 2 + 30 * none ** 2) / 36 - mean ** 2);
    const z = (own + 5 * near + 12 * none - 18 * mean) / (s * Math.sqrt((36 * 18 - 18 ** 2) / 35));
    expect(middle?.z).toBeCloseTo(z, 4);
  });

  it('show cells without any gun only where they stand out', async () => {
    const { features } = await byInhabitant('', ['BPD']);
    for (const { properties } of features) {
      expect(properties.count > 0 || properties.class !== 'none').toBe(true);
    }
  });

  it('are of what a reader may see: an owner’s, a partner’s both, an outsider’s nothing', async () => {
    const seen = async (agencies: readonly string[]) => {
      const { totals, method } = await byInhabitant('', agencies);
      return [totals.count, totals.placed, method.n];
    };
    expect(await seen(['NPD'])).toEqual([4, 4, 1]);
    expect(await seen(['BPD', 'NPD'])).toEqual([49, 44, 37]);
    expect(await seen([])).toEqual([0, 0, 0]);
  });

  it('are not told where the people loaded live elsewhere', async () => {
    await load([place(MIDDLE, 5)]);
    const { method } = await byInhabitant('', ['NPD']);
    expect(method.untested).toMatch(/those of other places/);
    await load(CENSUS);
  });

  it('ask again when other people are loaded, or none', async () => {
    expect((await byInhabitant('', ['BPD'])).method.n).toBe(36);
    await removeReference(database.current, 'population', 'census');
    expect((await byInhabitant('', ['BPD'])).method).toMatchObject({ n: 0, population: [] });
  });
});
