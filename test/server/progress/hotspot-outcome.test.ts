import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Progress } from '../../../domain/progress.ts';
import { progressSchema } from '../../../domain/progress.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { createInterventionsRoutes } from '../../../server/progress/interventions-routes.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import type { RecoveryRecord } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();

const FIRST_YEAR = 2021;
/** January 2024; the two years before it are 2022 and 2023. */
const BEGAN = 36;
/** With guns; the last has none on its last day, so that it is not over. */
const MONTHS = 45;
const WHOLE = MONTHS - 1;
const CORNER = [-76.6, 39.3] as const;
/** So far apart that none lies near another, and so many that one of them stands out. */
const PLACES = Array.from({ length: 24 }, (_, place) => [CORNER[0] + 0.4 * (place + 1), CORNER[1]] as const);
/** Of these each month, one after the other. */
const A_MONTH = 4;

const times = (count: number, record: RecoveryRecord) => Array.from({ length: count }, () => record);

/**
 * Each month of 2021 to September 2024, recovered in Maryland by BPD, sold in Virginia:
 *
 *   at the corner    2 a month in 2021, 6 in 2022 and 2023, 3 from January 2024 on
 *   elsewhere        1 at each of the next four of the 24 places
 *   to its county    1
 */
beforeAll(async () => {
  const day = (month: number) =>
    `${FIRST_YEAR + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-28`;
  const gun = { agency: 'BPD', to: { state: 'MD' }, from: { state: 'VA' }, ttc: 200 };
  await insertRecords(database.current, {
    agencies: ['BPD'],
    recoveries: Array.from({ length: MONTHS }, (_, month) => [
      ...times(month < 12 ? 2 : month < BEGAN ? 6 : 3, { ...gun, on: day(month), at: CORNER }),
      ...Array.from({ length: A_MONTH }, (_, index) => {
        const at = PLACES[(A_MONTH * month + index) % PLACES.length];
        return { ...gun, on: day(month), ...(at !== undefined && { at }) };
      }),
      { ...gun, on: day(month) },
    ]).flat(),
  });
});

async function progressOf(
  filter: string,
  startedOn: string,
  role: 'analyst' | 'briefing' = 'analyst',
  language = 'en',
): Promise<Progress> {
  const [row] = await selectRows(
    database.current.knex,
    z.object({ id: z.number() }),
    `INSERT INTO intervention (name, kind, started_on, filter, written_by)
     VALUES (gen_random_uuid()::text, 'policing', ?, ?, 'tests') RETURNING id`,
    [startedOn, filter],
  );
  const answer = await request(routeApp(createInterventionsRoutes(database.current)))
    .get(`/api/interventions/${row?.id}/progress?outcome=hotspot_guns`)
    .set('Cookie', await accountCookie(database.current, 'BPD', role))
    .set('Accept-Language', language);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  await database.current.knex.raw('DELETE FROM intervention');
  return progressSchema.parse(answer.body);
}

describe('guns in what were hotspots before', () => {
  it('are counted in cells fixed by the two years before, against all other cells', async () => {
    const progress = await progressOf('source_state=VA', '2024-01-01');
    // The corner's cell and all within two rings of it have the same sum nearby.
    expect(progress.hotspots).toMatchObject({
      cells: 19,
      from: '2022-01',
      to: '2023-12',
      inside: 12 * 2 + 24 * 6 + 8 * 3,
      outside: WHOLE * A_MONTH,
      unplaced: WHOLE,
    });
    expect(progress.months.map(({ count }) => count)).toEqual([
      ...new Array(12).fill(2),
      ...new Array(24).fill(6),
      ...new Array(8).fill(3),
    ]);
    expect(progress.beforeAfter).toMatchObject({ before: 168, after: 24 });
    expect(progress.beforeAfter?.ratio.value).toBeCloseTo((24 / 8) * (36 / 168), 12);
    expect(progress.months.every(({ outOf }) => outOf === null)).toBe(true);
  });

  it('always say that cells chosen for many guns have fewer later, with the months to judge it by', async () => {
    const { warnings } = await progressOf('', '2024-01-01');
    const toTheMean = warnings.filter(({ kind }) => kind === 'regression-to-the-mean');
    expect(toTheMean.map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining('Guns a month in them: 2.0 before these two years, 6.0 in them, 3.0 since.'),
    ]);
  });

  it('are not counted where nothing was a hotspot, or too few are known to the street to tell', async () => {
    const early = await progressOf('', '2021-02-01');
    expect(early.verdict).toMatchObject({
      kind: 'refused',
      sentence: expect.stringContaining('the two years before cannot be tested for them. Only 6 of this'),
    });
    expect([early.months, early.hotspots, early.beforeAfter]).toEqual([[], null, null]);
  });

  it('are refused in words to those who see counts alone', async () => {
    const { verdict, months } = await progressOf('', '2024-01-01', 'briefing');
    expect(verdict.sentence).toMatch(/you see counts alone, which name no street/);
    expect(months).toEqual([]);
  });

  it('are kept for whoever asks next, each told of them in their own language', async () => {
    const ask = (filter: string, startedOn: string) => async (language: string) =>
      progressOf(filter, startedOn, 'analyst', language);
    const early = ask('recovery_state=MD', '2021-02-01');
    const refused = [await early('es'), await early('en'), await early('es')];
    expect(refused.map(({ verdict: { sentence } }) => sentence)).toEqual([
      expect.stringContaining('Solo de 6 de esta selección se conoce la calle'),
      expect.stringContaining('Only 6 of this selection are known to the street'),
      expect.stringContaining('Solo de 6 de esta selección se conoce la calle'),
    ]);
    const { warnings } = await ask('', '2024-01-01')('es');
    expect(warnings.find(({ kind }) => kind === 'regression-to-the-mean')?.sentence).toContain(
      'Armas por mes en ellas: 2.0 antes de estos dos años, 6.0 en ellos, 3.0 desde entonces.',
    );
  });
});
