import { expect, it } from 'vitest';
import { areaFilterKey, isNarrowedTo, pathFilter } from '../../../web/state/area-filter.ts';

it.each([
  ['state', 'MD', 'sold', 'sourceState'],
  ['state', 'MD', 'recovered', 'recoveryState'],
  ['county', '24510', 'sold', 'sourceCounty'],
  ['zip', '21202', 'recovered', 'recoveryZip'],
  ['cell', '882aa8464bfffff', 'sold', null],
  ['county', '24510+3', 'sold', null],
] as const)('finds the filter for the %s %s where guns were %s', (level, code, side, key) => {
  expect(areaFilterKey(level, code, side)).toBe(key);
});

it('narrows to both ends of a flow, and knows when that is done', () => {
  const path = pathFilter('county', '51760', '24510');
  expect(path).toEqual({ sourceCounty: ['51760'], recoveryCounty: ['24510'] });
  expect(pathFilter('county', '51760+2', '24510')).toBeNull();
  expect(isNarrowedTo({ ttcMax: 9, ...path }, path ?? {})).toBe(true);
  expect(isNarrowedTo({ sourceCounty: ['51760'] }, path ?? {})).toBe(false);
});
