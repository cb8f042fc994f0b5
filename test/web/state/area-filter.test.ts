import { expect, it } from 'vitest';
import { areaFilterKey, isNarrowedTo, pathFilter } from '../../../web/state/area-filter.ts';

it.each([
  ['state', 'MD', 'dealer', 'sourceState'],
  ['state', 'MD', 'recovery', 'recoveryState'],
  ['zip', '21202', 'purchaser', 'purchaserZip'],
  ['county', '24510', 'dealer', 'sourceCounty'],
  ['zip', '21202', 'recovery', 'recoveryZip'],
  ['cell', '882aa8464bfffff', 'dealer', null],
  ['county', '24510+3', 'dealer', null],
  ['state', 'MD', 'theft', null],
  ['zip', '21202', 'debrief', null],
] as const)('finds the filter for the %s %s as the %s end', (level, code, end, key) => {
  expect(areaFilterKey(level, code, end)).toBe(key);
});

it('narrows flows of buyers by their homes', () => {
  expect(pathFilter({ level: 'state', from: ['dealer', 'VA'], to: ['purchaser', 'MD'] })).toEqual({
    sourceState: ['VA'],
    purchaserState: ['MD'],
  });
});

it('narrows to both ends of a flow, and knows when that is done', () => {
  const path = pathFilter({ level: 'county', from: ['dealer', '51760'], to: ['recovery', '24510'] });
  expect(path).toEqual({ sourceCounty: ['51760'], recoveryCounty: ['24510'] });
  const cluster = ['dealer', '51760+2'] as const;
  expect(pathFilter({ level: 'county', from: cluster, to: ['recovery', '24510'] })).toBeNull();
  expect(isNarrowedTo({ ttcMax: 9, ...path }, path ?? {})).toBe(true);
  expect(isNarrowedTo({ sourceCounty: ['51760'] }, path ?? {})).toBe(false);
});
