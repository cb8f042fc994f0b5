import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishedFlowsSchema } from '../../../domain/responses.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { noteChange } from '../../../server/database/data-version.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { createFlowsRoutes } from '../../../server/flows/flows-routes.ts';
import { readPublishedFlows } from '../../../server/flows/published-flows-read-model.ts';
import { insertRecords } from '../../helpers/records.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const app = () => signedInApp(database.current, createFlowsRoutes(database.current));

type Cell = readonly [source: string, sourceState: string | null, recoveryState: string, count: number];

/** Adds the table of a year as a batch of the agency. */
async function publish(agency: string, year: number, cells: readonly Cell[]): Promise<void> {
  await database.current.knex.transaction(async (trx) => {
    await noteChange(trx, 'everyone');
    const [agencyRow] = await trx('agency').select('id').where('code', agency);
    const [batch] = await trx('import_batch').insert(
      {
        agency_id: agencyRow.id,
        format: 'atf-state-tables',
        file_name: `cy_${year}.xlsx`,
        content_sha256: `${agency} ${year} ${JSON.stringify(cells)}`,
        status: 'done',
      },
      ['id'],
    );
    for (const [source, source_state, recovery_state, count] of cells) {
      await trx('published_flow').insert({
        agency_id: agencyRow.id,
        import_batch_id: batch.id,
        source_row: 1,
        year,
        source,
        source_state,
        recovery: recovery_state,
        recovery_state,
        count,
      });
    }
  });
}

beforeAll(async () => {
  await insertRecords(database.current, {
    agencies: ['ATF', 'OTHER'],
    areas: [
      { level: 'state', code: 'NJ', name: 'New Jersey', state: 'NJ', at: [-74.7, 40.2] },
      { level: 'state', code: 'PA', name: 'Pennsylvania', state: 'PA', at: [-77.8, 40.9] },
    ],
  });
});

describe('GET /api/published-flows', () => {
  it('has no flows of no year while nothing has been imported', async () => {
    const { status, body } = await request(app()).get('/api/published-flows');
    expect(status).toBe(200);
    expect(publishedFlowsSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      year: null,
      years: [],
      source: null,
      totals: { count: 0, withinArea: 0, drawn: 0, notDrawn: 0, unplaced: 0, suppressed: 0 },
      features: [],
      nodes: [],
    });
  });

  it('says what to do about a year asked for while nothing has been imported', async () => {
    const { status, body } = await request(app()).get('/api/published-flows?year=2015');
    expect(status).toBe(404);
    expect(body.detail).toMatch(/no published state table of 2015. Import one of ATF/);
  });

  it('shows the newest year, a year imported twice by its latest batch, places abroad as unplaced', async () => {
    await publish('ATF', 2014, [['PENNSYLVANIA', 'PA', 'NJ', 300]]);
    await publish('ATF', 2015, [['PENNSYLVANIA', 'PA', 'NJ', 1]]);
    await publish('ATF', 2015, [
      ['PENNSYLVANIA', 'PA', 'NJ', 370],
      ['NEW JERSEY', 'NJ', 'NJ', 500],
      ['NEW JERSEY', 'NJ', 'PA', 0],
      ['CANADA', null, 'NJ', 2],
    ]);
    const { body } = await request(app()).get('/api/published-flows');
    expect(publishedFlowsSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      year: 2015,
      years: [2014, 2015],
      source: 'cy_2015.xlsx',
      level: 'state',
      totals: { count: 872, withinArea: 500, drawn: 370, notDrawn: 0, unplaced: 2, suppressed: 0 },
    });
    expect(body.features).toHaveLength(1);
    expect(body.features[0]).toMatchObject({
      id: 'PA>NJ',
      properties: { count: 370, medianTimeToCrimeDays: null, knownTimeToCrime: 0 },
    });
  });

  it('takes a year and states', async () => {
    const { body: earlier } = await request(app()).get('/api/published-flows?year=2014');
    expect(earlier.totals.count).toBe(300);
    const { body: sold } = await request(app()).get('/api/published-flows?source_state=NJ');
    expect(sold.totals.count).toBe(500);
    const { body: recovered } = await request(app()).get(
      '/api/published-flows?recovery_state=NJ&source_state=PA,NJ',
    );
    expect(recovered.totals.count).toBe(870);
  });

  it.each([
    ['year=1999', 404, 'There is no published state table of 1999. Imported are 2014, 2015.'],
    ['year=last', 400, /year must be a whole number/],
    ['ttc_max=100', 400, /There is no parameter "ttc_max" here/],
    ['recovery_state=Jersey', 400, /recovery_state must be a two-letter state code/],
  ])('refuses %s', async (query, status, detail) => {
    const answer = await request(app()).get(`/api/published-flows?${query}`);
    expect(answer.status).toBe(status);
    expect(answer.body.detail).toMatch(detail);
  });

  it('is hidden from who may not see the agency that brought it', async () => {
    const question = { year: null, recoveryStates: [], sourceStates: [], limit: 10 };
    const seen = await withScope(database.current, scopeOfAllRecords([]), {}, (read) =>
      readPublishedFlows(read, question),
    );
    expect(seen).toMatchObject({ year: null, years: [], source: null, features: [], nodes: [] });
  });
});
