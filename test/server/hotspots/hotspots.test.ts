import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  hotspotAccuracySchema,
  hotspotDensitySchema,
  hotspotDetailSchema,
  hotspotsSchema,
} from '../../../domain/hotspots.ts';
import { IN_ENGLISH } from '../../../domain/languages/speech.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { parseTraceFilter } from '../../../domain/trace-filter.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../../domain/vocabulary.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { readHotspotAccuracy } from '../../../server/hotspots/hotspot-accuracy-read-model.ts';
import { HOTSPOT_PARAMETERS, hotspotQuestion } from '../../../server/hotspots/hotspot-question.ts';
import { readHotspot, readHotspots } from '../../../server/hotspots/hotspots-read-model.ts';
import { createHotspotsRoutes } from '../../../server/hotspots/hotspots-routes.ts';
import type { InsertedRecords, RecoveryRecord } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let inserted: InsertedRecords;

/** Resolution 8, about half a kilometre an edge. */
const MIDDLE = latLngToCell(39.29, -76.61, 8);
const NEAR = gridDisk(MIDDLE, 1).filter((cell) => cell !== MIDDLE);
const NEWARK = latLngToCell(40.73, -74.17, 8);

const at = (cell: string): [number, number] => {
  const [lat, lon] = cellToLatLng(cell);
  return [lon, lat];
};
const times = (count: number, record: RecoveryRecord) => Array.from({ length: count }, () => record);

/**
 *   where                       guns  agency  when        times-to-crime
 *   the middle cell               30  BPD     2024-03-10  20 of 100 days, 5 of 2,000, 5 unknown
 *   each of its six neighbours     2  BPD     2025-03-10  100 days
 *   one at a distance of 6 rings   1  BPD     unknown     unknown
 *   ZIP only                       3  BPD     2025-03-11
 *   Newark, one cell              25  NPD     one each month of 2023 and 2024, and one in 2025-01
 *   ten cells far apart            1  CPD     unknown     unknown
 */
const LONELY = Array.from({ length: 10 }, (_, index) => latLngToCell(38 + index / 10, -78, 8));
const FAR = gridDisk(MIDDLE, 6).find((cell) => !gridDisk(MIDDLE, 5).includes(cell)) ?? '';

beforeAll(async () => {
  const month = (index: number) =>
    `${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-15`;
  inserted = await insertRecords(database.current, {
    agencies: ['BPD', 'NPD', 'CPD'],
    recoveries: [
      ...times(20, { agency: 'BPD', on: '2024-03-10', at: at(MIDDLE), ttc: 100, to: { state: 'MD' } }),
      ...times(5, { agency: 'BPD', on: '2024-03-10', at: at(MIDDLE), ttc: 2000, to: { state: 'MD' } }),
      ...times(5, { agency: 'BPD', on: '2024-03-10', at: at(MIDDLE), to: { state: 'MD' } }),
      ...NEAR.flatMap((cell) =>
        times(2, { agency: 'BPD', on: '2025-03-10', at: at(cell), ttc: 100, to: { state: 'MD' } }),
      ),
      { agency: 'BPD', at: at(FAR), to: { state: 'MD' } },
      ...LONELY.map((cell) => ({ agency: 'CPD', at: at(cell), to: { state: 'VA' } })),
      ...times(3, { agency: 'BPD', on: '2025-03-11', to: { state: 'MD', zip: '21202' } }),
      ...Array.from(
        { length: 25 },
        (_, index): RecoveryRecord => ({
          agency: 'NPD',
          on: month(index),
          at: at(NEWARK),
          to: { state: 'NJ', county: '34013', zip: '07102' },
        }),
      ),
    ],
  });
});

async function within<Result>(
  agencies: readonly string[],
  read: (scoped: Parameters<Parameters<typeof withScope>[3]>[0]) => Promise<Result>,
): Promise<Result> {
  const scope = scopeOfAllRecords(agencies.map((code) => inserted.agencies[code] ?? 0));
  return (await withScope(database.current, scope, {}, read)) as Result;
}

function hotspots(text: string, agencies: readonly string[] = ['BPD']) {
  const query = new URLSearchParams(text);
  return within(agencies, (read) =>
    readHotspots(read, parseTraceFilter(query, HOTSPOT_PARAMETERS), hotspotQuestion(query), IN_ENGLISH),
  );
}

/** Cells within one ring of the middle's disk of 1 (19), and of the far cell (7): they do not overlap. */
const BPD_CELLS = 19 + 7;

describe('hotspots', () => {
  it('counts every gun once, by cell, and says how many have none', async () => {
    const found = await hotspots('resolution=8&rings=1');
    const counts = new Map(found.features.map(({ id, properties }) => [id, properties.count]));
    const near = NEAR.map((cell): [string, number] => [cell, 2]);
    expect(counts).toEqual(new Map([[MIDDLE, 30], [FAR, 1], ...near]));
    expect(found.totals).toMatchObject({ count: 46, placed: 43, unplaced: 3, outsidePeriods: 0 });
    expect(found.numberMatched).toBe(8);
  });

  it('tests no fewer than 30 cells, and says so', async () => {
    const { method, features } = await hotspots('resolution=8&rings=1');
    expect(method.n).toBe(BPD_CELLS);
    expect(method.untested).toMatch(/Only 26 cells have anything to test/);
    expect(features[0]?.properties).toMatchObject({ z: null, p: null, adjustedP: null, class: 'none' });
  });

  it('finds the raised cells by Gi* over all cells of the study area, zeros too', async () => {
    const { method, features, totals } = await hotspots('resolution=8&rings=2');
    // Within 2 rings of the middle's disk of 1: a disk of 3, 37 cells; and 19 around the far one, 6 rings away: 7 are shared.
    const cells = new Set([...gridDisk(MIDDLE, 3), ...gridDisk(FAR, 2)]);
    expect(method).toMatchObject({ n: cells.size, rings: 2, resolution: 8, untested: null });
    // Two steps of √3 times the mean edge of 531.4 m.
    expect(method.bandwidthMetres).toBe(1841);
    const middle = features.find(({ id }) => id === MIDDLE)?.properties;
    // All of the disk of 2 is in the area: 19 cells with 42 guns. Gi* by hand:
    const n = cells.size;
    const [sum, squares] = [43, 30 ** 2 + 6 * 2 ** 2 + 1];
    const mean = sum / n;
    const s = Math.sqrt(squares / n - mean ** 2);
    const z = (42 - 19 * mean) / (s * Math.sqrt((n * 19 - 19 ** 2) / (n - 1)));
    expect(middle).toMatchObject({ count: 30, nearby: 42, outOf: null, rate: null });
    expect(middle?.z).toBeCloseTo(z, 4);
    expect(middle?.expected).toBeCloseTo(19 * mean, 4);
    expect(Object.values(totals.classes).reduce((all, count) => all + count, 0)).toBe(n);
  });

  it('keeps the study area whatever kind and time is looked at, and narrows it by place', async () => {
    const both = ['BPD', 'NPD'];
    const { method } = await hotspots('resolution=8&rings=2', both);
    expect((await hotspots('resolution=8&rings=2&ttc_max=100', both)).method.n).toBe(method.n);
    expect((await hotspots('resolution=8&rings=2&recovered_from=2025-01-01', both)).method.n).toBe(method.n);
    for (const place of ['recovery_state=NJ', 'recovery_county=34013', 'recovery_zip=07102']) {
      expect((await hotspots(`resolution=8&rings=2&${place}`, both)).method.n).toBe(19);
    }
    expect((await hotspots('resolution=8&rings=2&agency=BPD', both)).method.n).toBe(method.n - 19);
  });

  it('counts guns sold within 3 years, and their part of those of known time with few drawn to all', async () => {
    const short = await hotspots('of=shortTimeToCrime&resolution=8');
    expect(short.features.find(({ id }) => id === MIDDLE)?.properties.count).toBe(20);
    const rate = await hotspots('of=shortTimeToCrime&rate=recoveries&resolution=8');
    expect(rate.method).toMatchObject({ n: 7, smoothing: 'empirical Bayes' });
    expect(rate.method.untested).toMatch(/Only 7 cells/);
    const middle = rate.features.find(({ id }) => id === MIDDLE)?.properties;
    expect(middle).toMatchObject({ count: 20, outOf: 25, rate: 0.8 });
    // 32 of 37 overall; drawn towards it.
    expect(middle?.smoothedRate).toBeGreaterThanOrEqual(0.8);
    expect(middle?.smoothedRate).toBeLessThanOrEqual(0.864865);
  });

  it('makes larger cells of the same guns', async () => {
    const coarse = await hotspots('resolution=5');
    expect(coarse.features.reduce((sum, { properties }) => sum + properties.count, 0)).toBe(43);
    expect(coarse.features.map(({ id }) => id)).toContain(latLngToCell(39.29, -76.61, 5));
    expect((await hotspots('zoom=10.2')).method.resolution).toBe(8);
  });

  it('tells the course over whole months, from records with a date', async () => {
    const found = await hotspots('resolution=8&periods=months', ['NPD', 'BPD']);
    expect(found.method.periods).toMatchObject({ unit: 'months', to: '2025-04-01' });
    expect(found.method.periods?.from).toHaveLength(27);
    expect(found.totals.outsidePeriods).toBe(1);
    const newark = found.features.find(({ id }) => id === NEWARK)?.properties;
    expect(newark?.trend?.p).toBeGreaterThanOrEqual(0);
    expect(newark).toHaveProperty('emerging');
  });

  it.each([
    ['periods=quarters&recovered_from=2024-01-01&recovered_to=2025-01-01', /Only 4 whole quarters/],
    ['periods=months&recovered_from=2024-01-02&recovered_to=2024-11-01', /Only 9 whole months/],
  ])('says of %s that it is too short', async (query, message) => {
    await expect(hotspots(`resolution=8&${query}`, ['NPD', 'BPD'])).rejects.toThrow(message);
  });

  it('shows an owner its own, a partner both, an outsider nothing', async () => {
    const cellsOf = async (agencies: readonly string[]) =>
      (await hotspots('resolution=8', agencies)).features.map(({ id }) => id);
    expect(await cellsOf(['NPD'])).toEqual([NEWARK]);
    expect((await cellsOf(['BPD', 'NPD'])).length).toBe(9);
    const nothing = await hotspots('resolution=8', []);
    expect(nothing).toMatchObject({ features: [], numberMatched: 0, totals: { count: 0 }, method: { n: 0 } });
    expect(nothing.method.untested).toMatch(/Nothing of this selection/);
  });
});

describe('one hotspot', () => {
  const detail = (cell: string, agencies: readonly string[]) =>
    within(agencies, (read) =>
      readHotspot(read, {}, hotspotQuestion(new URLSearchParams('resolution=8')), cell, IN_ENGLISH),
    );

  it('has its count by month', async () => {
    expect(await detail(NEWARK, ['NPD'])).toMatchObject({
      id: NEWARK,
      months: Array.from({ length: 25 }, (_, index) => ({
        month: `${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
        count: 1,
      })),
      undated: 0,
    });
    expect(await detail(FAR, ['BPD'])).toMatchObject({ months: [], undated: 1 });
  });

  it('is not there for whoever sees none of its area', async () => {
    expect(await detail(NEWARK, ['BPD'])).toBeNull();
    expect(await detail(MIDDLE, [])).toBeNull();
  });
});

describe('accuracy', () => {
  const accuracy = (text: string, agencies: readonly string[]) => {
    const query = new URLSearchParams(text);
    return within(agencies, (read) =>
      readHotspotAccuracy(
        read,
        parseTraceFilter(query, HOTSPOT_PARAMETERS),
        hotspotQuestion(query),
        IN_ENGLISH,
      ),
    );
  };

  it('holds the hotspots of one period against the next', async () => {
    const year = 'recovered_from=2025-01-01&recovered_to=2026-01-01';
    const found = await accuracy(`resolution=8&rings=1&${year}`, ['BPD', 'CPD']);
    expect(found).toMatchObject({
      previous: { from: '2024-01-01', to: '2025-01-01' },
      current: { from: '2025-01-01', to: '2026-01-01' },
      previousCount: 30,
      count: 12,
    });
    // The middle and all its neighbours, where every gun of 2025 was recovered.
    expect(found).toMatchObject({ cells: BPD_CELLS + 10 * 7, hotCells: 7, hits: 12 });
    expect(found.hitRate?.value).toBe(1);
    expect(found.predictionAccuracyIndex).toBeCloseTo(96 / 7, 9);
  });

  it('takes the last twelve months with records where no dates are chosen', async () => {
    const found = await accuracy('resolution=8', ['NPD']);
    expect(found).toMatchObject({
      previous: { from: '2023-02-01', to: '2024-02-01' },
      current: { from: '2024-02-01', to: '2025-02-01' },
      previousCount: 12,
      count: 12,
      hotCells: 0,
      hits: 0,
      predictionAccuracyIndex: null,
    });
  });
});

describe('GET /api/hotspots', () => {
  const app = () => signedInApp(database.current, createHotspotsRoutes(database.current));

  it('answers the promised shapes, with outlines as RFC 7946 has them', async () => {
    const { body, status } = await request(app()).get('/api/hotspots?resolution=8&periods=months');
    expect(status).toBe(200);
    const parsed = hotspotsSchema.parse(body);
    expect(parsed).toEqual(body);
    expect(parsed.notice).toBe(NOT_A_RANDOM_SAMPLE);
    for (const { geometry } of parsed.features) {
      const ring = geometry.coordinates[0] ?? [];
      expect(ring.at(0)).toEqual(ring.at(-1));
      const doubleArea = ring.reduce((sum, [x, y], index) => {
        const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
        return sum + x * nextY - nextX * y;
      }, 0);
      expect(doubleArea).toBeGreaterThan(0);
    }
    const detail = await request(app()).get(`/api/hotspots/${MIDDLE}?resolution=8`);
    expect(hotspotDetailSchema.parse(detail.body)).toEqual(detail.body);
    const accuracy = await request(app()).get('/api/hotspots/accuracy?resolution=8');
    expect(hotspotAccuracySchema.parse(accuracy.body)).toEqual(accuracy.body);
  });

  it('draws a surface that holds what was placed', async () => {
    const { body } = await request(app()).get('/api/hotspots/density?resolution=8&rings=1&recovery_state=MD');
    const surface = hotspotDensitySchema.parse(body);
    expect(surface.values).toHaveLength(surface.columns * surface.rows);
    expect(surface.totals).toEqual({ count: 46, placed: 43, unplaced: 3 });
    // Degrees to kilometres at 39.29 north.
    const [west, south, east, north] = surface.bbox;
    const squareKm = (east - west) * 111.32 * Math.cos((39.29 * Math.PI) / 180) * (north - south) * 111.32;
    const sum = surface.values.reduce((all, value) => all + value, 0);
    expect((sum * squareKm) / surface.values.length / 43).toBeCloseTo(1, 1);
  });

  it('refuses what contradicts itself, in plain words', async () => {
    const refused = async (query: string) => {
      const { body, status } = await request(app()).get(`/api/hotspots?${query}`);
      expect(status).toBe(400);
      return body;
    };
    expect(await refused('rate=population&periods=months')).toMatchObject({ parameter: 'periods' });
    expect(await refused('rate=recoveries')).toMatchObject({ parameter: 'rate' });
    expect(await refused('of=shortTimeToCrime&rate=recoveries&periods=months')).toMatchObject({
      parameter: 'periods',
    });
    expect(await refused('rings=6')).toMatchObject({ parameter: 'rings' });
    expect(await refused('resolution=3')).toMatchObject({ parameter: 'resolution' });
    expect(await refused('zoom=near')).toMatchObject({ parameter: 'zoom' });
    expect(await refused('colour=red')).toMatchObject({ parameter: 'colour' });
    const extent = await request(app()).get('/api/hotspots/density?extent=1,2,3');
    expect(extent.body.detail).toMatch(/extent must be west,south,east,north/);
  });

  it('knows no cell of another size', async () => {
    const other = await request(app()).get(`/api/hotspots/${latLngToCell(39.29, -76.61, 7)}?resolution=8`);
    expect(other.status).toBe(404);
  });
});
