import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { firearmsSchema } from '../../../domain/firearms-responses.ts';
import { createFirearmsRoutes } from '../../../server/firearms/firearms-routes.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import type { RecoveryRecord } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const app = () => signedInApp(database.current, createFirearmsRoutes(database.current));
const ask = async (query: string, cookie?: string) => {
  const asked = request(app()).get(`/api/firearms?${query}`);
  const { body } = await (cookie === undefined ? asked : asked.set('Cookie', cookie)).expect(200);
  return firearmsSchema.strict().parse(body);
};
type Answer = Awaited<ReturnType<typeof ask>>;
const rows = ({ groups }: Answer) =>
  groups.map(({ kind, label, guns, counts }) => [label ?? kind, guns, counts]);

const times = (count: number, record: Omit<RecoveryRecord, 'agency'>): RecoveryRecord[] =>
  Array.from({ length: count }, () => ({ agency: 'BPD', to: { state: 'MD' }, ...record }));

/**
 * From March 2022 to May 2024: eight guns by Smith & Wesson, six of them as S&W writes itself; thirty Glocks, twenty of the
 * last year; three privately made; one of no known maker; one of no known day.
 */
beforeAll(async () => {
  await insertRecords(database.current, {
    agencies: ['BPD'],
    recoveries: [
      ...times(6, { on: '2022-03-01', manufacturer: 'S&W', model: 'SD9VE', caliber: '9MM', ttc: 100 }),
      ...times(2, {
        on: '2022-04-01',
        manufacturer: 'SMITH & WESSON',
        model: '10',
        caliber: '.38',
        type: 'revolver',
      }),
      ...times(10, { on: '2022-06-15', manufacturer: 'GLOCK', model: '19', caliber: '9MM', ttc: 2000 }),
      ...times(20, { on: '2024-05-31', manufacturer: 'GLOCK', model: '17', caliber: '9MM', ttc: 200 }),
      ...times(3, { on: '2024-05-02', manufacturer: 'PMF', caliber: '9MM', serialObliterated: true }),
      ...times(1, { on: '2023-01-01', type: 'unknown' }),
      ...times(1, { manufacturer: 'GLOCK', model: '19' }),
    ],
  });
});

describe('firearms over time', () => {
  it('tells each maker once, however it is written, by period; all add up', async () => {
    const answer = await ask('by=manufacturer&unit=year');
    expect(answer).toMatchObject({ guns: 43, undated: 1, newest: '2024-05-31', otherClasses: 0 });
    expect(answer.periods).toEqual(['2022-01-01', '2023-01-01', '2024-01-01']);
    expect(rows(answer)).toEqual([
      ['GLOCK', 31, [10, 0, 20]],
      ['S&W', 8, [8, 0, 0]],
      ['privately_made', 3, [0, 0, 3]],
      ['unknown', 1, [0, 1, 0]],
    ]);
    expect(answer.groups[1]?.values).toEqual(['S&W', 'SMITH & WESSON']);
  });

  it('tells shares of all guns, times and the change, and refuses where there are too few', async () => {
    const { groups, change } = await ask('by=manufacturer&unit=year');
    const [glock, smith] = groups;
    expect(glock?.share?.value).toBeCloseTo(31 / 43, 10);
    expect(glock).toMatchObject({ known: 30, median: { value: 200 }, withinThreeYears: { value: 20 / 30 } });
    // 1 June 2023 to 31 May 2024 against the 365 days before, which begin on 2 June 2022.
    expect(glock?.change).toMatchObject({ last: 20, before: 10, ratio: 2 });
    expect(smith?.change).toMatchObject({ refused: 'few' });
    expect(change).toMatchObject({ last: 23, before: 11 });
  });

  it.each([
    [
      'by=model&unit=year',
      [
        ['GLOCK 17', 20],
        ['GLOCK 19', 11],
        ['S&W SD9VE', 6],
        ['privately_made', 3],
        ['SMITH & WESSON 10', 2],
        ['unknown', 1],
      ],
    ],
    [
      'by=caliber',
      [
        ['9MM', 39],
        ['.38', 2],
        ['unknown', 2],
      ],
    ],
    [
      'by=type',
      [
        ['pistol', 40],
        ['revolver', 2],
        ['unknown', 1],
      ],
    ],
    [
      'by=ghost',
      [
        ['by_a_maker', 39],
        ['privately_made', 3],
        ['unknown', 1],
      ],
    ],
    [
      'by=serial',
      [
        ['not_obliterated', 40],
        ['obliterated', 3],
      ],
    ],
    ['by=caliber&manufacturer=PMF', [['9MM', 3]]],
    ['by=type&recovered_from=2024-01-01', [['pistol', 23]]],
  ])('answers %s', async (query, expected) => {
    const answer = await ask(query);
    const told = answer.groups.map(({ kind, key, label, guns }) => [
      key === 'by_a_maker' || key?.includes('obliterated') ? key : (label ?? kind),
      guns,
    ]);
    expect(told).toEqual(expected);
    expect(answer.groups.reduce((sum, { guns }) => sum + guns, 0)).toBe(answer.guns);
  });

  it('has every month, also those without a gun', async () => {
    const { periods, groups } = await ask('by=type&unit=month&recovered_to=2022-07-01');
    expect(periods).toEqual(['2022-03-01', '2022-04-01', '2022-05-01', '2022-06-01']);
    expect(groups[0]?.counts).toEqual([6, 0, 0, 10]);
  });

  it('tells nothing of no gun', async () => {
    expect(await ask('recovered_to=1990-01-01')).toMatchObject({
      guns: 0,
      periods: [],
      newest: null,
      groups: [],
    });
  });

  it('tells who counts alone types, and that nothing else is told', async () => {
    const cookie = await accountCookie(database.current, 'BPD', 'briefing');
    expect(rows(await ask('by=type&unit=year', cookie)).map(([label]) => label)).toEqual([
      'pistol',
      'revolver',
      'unknown',
    ]);
    const makers = await ask('by=manufacturer&unit=year', cookie);
    expect(rows(makers)).toEqual([['untold', 43, [18, 1, 23]]]);
    expect(makers.groups[0]?.share).toBeNull();
  });

  it.each(['by=name', 'unit=week'])('refuses %s by name', async (query) => {
    const { body } = await request(app()).get(`/api/firearms?${query}`).expect(400);
    expect(body.parameter).toBe(query.split('=')[0]);
  });
});
