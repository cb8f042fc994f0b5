import request from 'supertest';
import { beforeAll, expect, it } from 'vitest';
import { timesToCrimeSchema } from '../../../domain/times-to-crime-responses.ts';
import { createTimesToCrimeRoutes } from '../../../server/times-to-crime/times-to-crime-routes.ts';
import type { RecoveryRecord } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const app = () => signedInApp(database.current, createTimesToCrimeRoutes(database.current));
const ask = async (query: string) => {
  const { body } = await request(app()).get(`/api/time-to-crime?${query}`).expect(200);
  return timesToCrimeSchema.strict().parse(body);
};

/** Twenty pistols recovered after 100, 200, … 2,000 days, twenty rifles after ten times as long, one of unknown days, one untraced. */
beforeAll(async () => {
  const gun = (type: RecoveryRecord['type'], ttc?: number): RecoveryRecord => ({
    agency: 'BPD',
    on: '2024-06-01',
    dealer: 'Birch Guns',
    from: { state: 'PA' },
    to: { state: 'MD' },
    ...(type === undefined ? {} : { type }),
    ...(ttc === undefined ? {} : { ttc }),
  });
  const twenty = Array.from({ length: 20 }, (_, index) => index + 1);
  await insertRecords(database.current, {
    agencies: ['BPD'],
    dealers: [{ name: 'Birch Guns', state: 'PA' }],
    recoveries: [
      ...twenty.map((step) => gun('pistol', 100 * step)),
      ...twenty.map((step) => gun('rifle', 1000 * step)),
      gun('pistol'),
      { agency: 'BPD', on: '2024-06-02', type: 'shotgun', to: { state: 'MD' } },
    ],
  });
});

it('tells medians and parts of each group, and how many times are unknown', async () => {
  const { groups } = await ask('');
  expect(groups.map(({ key, guns, known }) => [key, guns, known])).toEqual([
    ['pistol', 21, 20],
    ['rifle', 20, 20],
  ]);
  const [pistols, rifles] = groups;
  // Half of twenty are recovered by the tenth: halfway to the next.
  expect(pistols?.median).toMatchObject({ value: 1050 });
  expect(rifles?.median?.value).toBe(10_500);
  expect(pistols?.withinYear).toMatchObject({ value: 3 / 20 });
  expect(pistols?.withinThreeYears).toMatchObject({ value: 10 / 20 });
  // Clopper and Pearson of 3 of 20.
  expect(pistols?.withinYear?.low).toBeCloseTo(0.0321, 3);
  expect(pistols?.withinYear?.high).toBeCloseTo(0.3789, 3);
  expect(pistols?.curve.find(({ days }) => days === 300)?.recovered).toBe(3 / 20);
});

it('tells whether groups differ, of those that have enough guns', async () => {
  const { logRank } = await ask('by=firearm_type');
  expect(logRank).toMatchObject({ degreesOfFreedom: 1, groups: 2 });
  expect(logRank?.p).toBeLessThan(0.001);
  expect((await ask('by=source_state')).logRank).toBeNull();
  expect((await ask('by=year')).groups.map(({ key }) => key)).toEqual(['2024']);
  expect((await ask('by=recovery_state')).groups.map(({ key }) => key)).toEqual(['MD']);
});

it('applies the filter', async () => {
  const { groups } = await ask('ttc_max=1000');
  expect(groups.map(({ key, known }) => [key, known])).toEqual([
    ['pistol', 10],
    ['rifle', 1],
  ]);
});

it('refuses another grouping by name', async () => {
  const { body } = await request(app()).get('/api/time-to-crime?by=name').expect(400);
  expect(body.parameter).toBe('by');
});
