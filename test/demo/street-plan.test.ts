import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DemoPlaces } from '../../demo/places.ts';
import { Random } from '../../demo/random.ts';
import { makeStreetFiles, makeStreetPlans } from '../../demo/street-plan/street-files.ts';
import { OUTSIDE_NAMES } from '../../demo/streets.ts';
import { StreetNames } from '../../server/geocoding/match/street-names.ts';
import { streetKey } from '../../server/geocoding/parse/street.ts';

const places = new DemoPlaces();
const plans = makeStreetPlans(new Random('a seed'), places);
const segments = plans.flatMap(({ cities }) => cities.flatMap((city) => city.segments));
const digests = (files: ReturnType<typeof makeStreetFiles>) =>
  files.map(({ name, bytes }) => `${name} ${createHash('sha256').update(bytes).digest('hex')}`);

describe('the streets of the demo', () => {
  it('are the same for the same seed', () => {
    const again = makeStreetPlans(new Random('a seed'), places);
    expect(digests(makeStreetFiles(again))).toEqual(digests(makeStreetFiles(plans)));
  });

  it('are a few hundred or thousand blocks in each city', () => {
    const counts = plans.flatMap(({ cities }) => cities.map((city) => city.segments.length));
    expect(Math.min(...counts)).toBeGreaterThan(200);
    expect(Math.max(...counts)).toBeLessThan(8000);
    expect(segments.length).toBeLessThan(40_000);
  });

  it('have odd numbers on one side of a block and even ones on the other, of one hundred', () => {
    const numbered = segments.flatMap(({ left, right }) => (left && right ? [[left, right]] : []));
    expect(numbered.length).toBeGreaterThan(segments.length * 0.9);
    const wrong: number[][] = [];
    for (const sides of numbered) {
      const numbers = sides.flatMap(({ from, to }) => [from, to]);
      const [first = 0] = numbers;
      const isOneBlock = numbers.every((number) => Math.floor(number / 100) === Math.floor(first / 100));
      const isParityKept = sides.every(({ from, to }) => (from - to) % 2 === 0);
      const isOddAndEven = sides.reduce((sum, { from }) => sum + from, 0) % 2 === 1;
      if (!isOneBlock || !isParityKept || !isOddAndEven) wrong.push(numbers);
    }
    expect(wrong).toEqual([]);
  });

  it('keep to the ZIPs of their city', () => {
    for (const { cities } of plans) {
      for (const { city, state, segments: blocks } of cities) {
        const zips = new Set(places.zipsOfCity(state, city).map(({ zip }) => zip));
        expect(blocks.every(({ zip }) => zips.has(zip.zip))).toBe(true);
      }
    }
  });

  it('have streets that only their direction tells apart, alleys without numbers, and divided avenues', () => {
    const baltimore = plans.find(({ name }) => name === 'baltimore')?.cities[0]?.segments ?? [];
    const directions = new Map<string, Set<string>>();
    for (const { street, left } of baltimore) {
      const key = `${street.name} ${street.type} ${Math.floor((left?.from ?? 0) / 100)}`;
      directions.set(key, new Set([...(directions.get(key) ?? []), street.before]));
    }
    expect([...directions.values()].filter(({ size }) => size > 1).length).toBeGreaterThan(50);
    expect(baltimore.some(({ left, right }) => left === null && right === null)).toBe(true);
    expect(baltimore.some(({ left, right }) => (left === null) !== (right === null))).toBe(true);
  });

  it('are not called, nor nearly called, like the streets outside of the cities', () => {
    const keys = [...new Set(segments.map(({ street }) => streetKey(street.name.toUpperCase())))];
    const names = new StreetNames(keys.map((key, id) => ({ id, key })));
    for (const name of OUTSIDE_NAMES) {
      expect([name, names.exact(name.toUpperCase()), names.alike(name.toUpperCase())]).toEqual([
        name,
        undefined,
        [],
      ]);
    }
  });
});
