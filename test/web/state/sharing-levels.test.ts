import { expect, it } from 'vitest';
import { ALL_RECORDS, DATA_KINDS, NOTHING, SHARING_LEVELS } from '../../../domain/access.ts';
import { levelsFor, withLevel } from '../../../web/state/sharing-levels.ts';

it.each([
  ['nothing', ['nothing']],
  ['aggregates', ['nothing', 'aggregates']],
  ['deidentified', ['nothing', 'deidentified']],
  ['records', ['nothing', 'deidentified', 'records']],
] as const)('offers traces as they fit recoveries given as %s', (recoveries, levels) => {
  expect(levelsFor('traces', { ...NOTHING, recoveries })).toEqual(levels);
});

it('offers every level of the other kinds', () => {
  for (const kind of DATA_KINDS.filter((one) => one !== 'traces')) {
    expect(levelsFor(kind, NOTHING)).toEqual(SHARING_LEVELS);
  }
});

it('takes traces along when they do not fit recoveries any more', () => {
  const less = withLevel(ALL_RECORDS, 'recoveries', 'aggregates');
  expect(less).toEqual({ ...ALL_RECORDS, recoveries: 'aggregates', traces: 'aggregates' });
  expect(withLevel(less, 'recoveries', 'records').traces).toBe('records');
  expect(withLevel({ ...ALL_RECORDS, traces: 'nothing' }, 'recoveries', 'aggregates').traces).toBe('nothing');
  expect(withLevel(ALL_RECORDS, 'sales', 'nothing')).toEqual({ ...ALL_RECORDS, sales: 'nothing' });
});
