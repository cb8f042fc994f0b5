import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { sessionSchema } from '../../../domain/responses.ts';
import { createSessionRoutes } from '../../../server/access/session-routes.ts';
import { createAgenciesRoutes } from '../../../server/agencies/agencies-routes.ts';
import { noteChange } from '../../../server/database/data-version.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const app = () => routeApp(createSessionRoutes(database.current), createAgenciesRoutes(database.current));

describe('without records', () => {
  it('has no days and no agencies', async () => {
    const { body } = await request(app()).get('/api/session');
    expect(body).toMatchObject({
      account: null,
      scope: { label: '0 agencies', agencies: [] },
      synthetic: false,
      recoveredFrom: null,
      recoveredTo: null,
    });
    expect((await request(app()).get('/api/agencies')).body).toEqual({ items: [], total: 0, next: null });
  });
});

describe('with records', () => {
  beforeAll(async () => {
    await insertRecords(database.current, {
      agencies: ['NPD', 'BPD'],
      recoveries: [
        { agency: 'BPD', on: '2024-01-10' },
        { agency: 'NPD', on: '2025-06-30' },
        { agency: 'NPD', on: '2023-06-30' },
        { agency: 'NPD' },
      ],
    });
  });

  it('tells scope, data version and the first and last day', async () => {
    const { body } = await request(app()).get('/api/session');
    expect(sessionSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      scope: {
        label: '2 agencies',
        agencies: [
          { code: 'BPD', name: 'BPD', state: 'MD' },
          { code: 'NPD', name: 'NPD', state: 'MD' },
        ],
      },
      synthetic: false,
      dataVersion: 2,
      recoveredFrom: '2023-06-30',
      recoveredTo: '2025-06-30',
    });
  });

  it('lists the agencies in scope', async () => {
    const { body } = await request(app()).get('/api/agencies');
    expect(body.total).toBe(2);
    expect(body.items[0]).toEqual({ code: 'BPD', name: 'BPD', state: 'MD', synthetic: false });
  });

  it('says that records are made up as soon as some are', async () => {
    await database.current.knex.transaction(async (trx) => {
      await noteChange(trx, 'everyone');
      await trx('agency').update({ synthetic: true }).where('code', 'NPD');
    });
    expect((await request(app()).get('/api/session')).body.synthetic).toBe(true);
  });

  it.each(['/api/session', '/api/agencies'])('%s takes no parameters', async (path) => {
    const { status, body } = await request(app()).get(`${path}?ttc_max=3`);
    expect(status).toBe(400);
    expect(body.parameter).toBe('ttc_max');
  });
});
