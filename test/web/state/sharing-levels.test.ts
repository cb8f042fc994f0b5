import { expect, it } from 'vitest';
import { ALL_RECORDS, DATA_KINDS, NOTHING, SHARING_LEVELS } from '../../../domain/access.ts';
import { levelsFor, withLevel } from '../../../web/state/sharing-levels.ts';

it('offers traces at most as closely as recoveries', () => {
  expect(levelsFor('traces', NOTHING)).toEqual(['nothing']);
  expect(levelsFor('traces', { ...NOTHING, recoveries: 'deidentified' })).toEqual([
    'nothing',
    'aggregates',
    'deidentified',
  ]);
});

it('offers every level of the other kinds', () => {
  for (const kind of DATA_KINDS.filter((one) => one !== 'traces')) {
    expect(levelsFor(kind, NOTHING)).toEqual(SHARING_LEVELS);
  }
});

it('takes traces along when recoveries are given less, and not back again', () => {
  const less = withLevel(ALL_RECORDS, 'recoveries', 'aggregates');
  expect(less).toEqual({ ...ALL_RECORDS, recoveries: 'aggregates', traces: 'aggregates' });
  expect(withLevel(less, 'recoveries', 'records').traces).toBe('aggregates');
  expect(withLevel(ALL_RECORDS, 'sales', 'nothing')).toEqual({ ...ALL_RECORDS, sales: 'nothing' });
});
