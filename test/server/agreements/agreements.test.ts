import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { ALL_RECORDS, sharingOf } from '../../../domain/access.ts';
import { agreementSchema, agreementsSchema } from '../../../domain/access-responses.ts';
import { recoveriesSchema } from '../../../domain/responses.ts';
import { createAgreementsRoutes } from '../../../server/agreements/agreements-routes.ts';
import { compareRollups } from '../../../server/cli/doctor-command.ts';
import { createFlowsRoutes } from '../../../server/flows/flows-routes.ts';
import { createRecoveriesRoutes } from '../../../server/traces/recoveries-routes.ts';
import { createSummaryRoutes } from '../../../server/traces/summary-routes.ts';
import { auditOf, cookieOf } from '../../helpers/access.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const cookies: Record<string, string> = {};
let changes = 0;
const AGGREGATES = sharingOf(() => 'aggregates');

beforeAll(async () => {
  await insertRecords(database.current, {
    agencies: ['BPD', 'NPD', 'WPD'],
    recoveries: [
      {
        agency: 'BPD',
        on: '2024-01-10',
        at: [-76.6, 39.3],
        to: { state: 'MD', county: '24510', zip: '21201' },
      },
      { agency: 'BPD', on: '2024-01-11', to: { state: 'MD', county: '24510', zip: '21201' } },
      {
        agency: 'NPD',
        on: '2024-02-10',
        at: [-74.1, 40.7],
        to: { state: 'NJ', county: '34013', zip: '07102' },
      },
    ],
  });
  for (const [name, role, agency] of [
    ['bpd', 'steward', 'BPD'],
    ['npd', 'steward', 'NPD'],
    ['wpd', 'steward', 'WPD'],
    ['analyst', 'analyst', 'NPD'],
    ['mayor', 'briefing', 'NPD'],
    ['region', 'administrator', undefined],
  ] as const) {
    const email = `${name}@region.example`;
    cookies[name] = await cookieOf(database.current, {
      email,
      role,
      ...(agency === undefined ? {} : { agency }),
    });
  }
});

const app = () =>
  routeApp(
    createAgreementsRoutes(database.current, () => {
      changes += 1;
    }),
    createRecoveriesRoutes(database.current),
    createFlowsRoutes(database.current),
    createSummaryRoutes(database.current),
  );
const as = (name: string) => ({
  get: (path: string) =>
    request(app())
      .get(path)
      .set('Cookie', cookies[name] ?? ''),
  post: (path: string, body: object = {}) =>
    request(app())
      .post(path)
      .set('Cookie', cookies[name] ?? '')
      .send(body),
});

const draft = (changes: object = {}) => ({
  receiving: 'NPD',
  sharing: ALL_RECORDS,
  legalBasis: 'MOU 12',
  startsOn: '2024-01-01',
  endsOn: null,
  ...changes,
});
const offer = async (changes: object = {}) =>
  agreementSchema.parse((await as('bpd').post('/api/agreements', draft(changes)).expect(201)).body);
const recoveriesSeenBy = async (name: string) =>
  recoveriesSchema.parse((await as(name).get('/api/recoveries')).body).numberMatched;
const recoveredSeenBy = async (name: string): Promise<number> =>
  (await as(name).get('/api/summary').expect(200)).body.funnel.recovered;

describe('an agreement', () => {
  it('gives nothing until the other accepts it, then at the next request, and nothing once it is revoked', async () => {
    expect(await recoveriesSeenBy('analyst')).toBe(1);
    const { id, state, actions } = await offer();
    expect([state, actions]).toEqual(['offered', ['revoke']]);
    expect(await recoveriesSeenBy('analyst')).toBe(1);

    const accepted = agreementSchema.parse(
      (await as('npd').post(`/api/agreements/${id}/accept`).expect(200)).body,
    );
    expect(accepted).toMatchObject({
      state: 'in_force',
      acceptedBy: 'npd@region.example',
      actions: ['revoke'],
    });
    expect(await recoveriesSeenBy('analyst')).toBe(3);
    expect(await recoveredSeenBy('mayor')).toBe(3);
    // It goes one way.
    expect(await recoveriesSeenBy('bpd')).toBe(2);

    await as('bpd').post(`/api/agreements/${id}/revoke`).expect(200);
    expect(await recoveriesSeenBy('analyst')).toBe(1);
    expect(await recoveredSeenBy('mayor')).toBe(1);
    // What follows from it, such as comparing purchasers, was asked for both times.
    expect(changes).toBe(2);
    expect(await compareRollups(database.current.knex)).toBe(true);
  });

  it('of counts alone adds to figures, and to no list', async () => {
    const { id } = await offer({ sharing: AGGREGATES });
    await as('npd').post(`/api/agreements/${id}/accept`).expect(200);
    expect(await recoveriesSeenBy('analyst')).toBe(1);
    expect(await recoveredSeenBy('analyst')).toBe(3);
    const { body } = await as('analyst').get('/api/summary?recovery_county=24510');
    expect(body.funnel.recovered).toBe(2);
    expect(await compareRollups(database.current.knex)).toBe(true);
    await as('npd').post(`/api/agreements/${id}/revoke`).expect(200);
    expect(await recoveredSeenBy('analyst')).toBe(1);
  });

  it('accepted last counts where several are in force', async () => {
    const first = await offer();
    const second = await offer({ sharing: AGGREGATES });
    await as('npd').post(`/api/agreements/${first.id}/accept`).expect(200);
    await as('npd').post(`/api/agreements/${second.id}/accept`).expect(200);
    expect(await recoveriesSeenBy('analyst')).toBe(1);
    const { matrix } = agreementsSchema.parse((await as('region').get('/api/agreements')).body);
    expect(matrix).toEqual([{ giving: 'BPD', receiving: 'NPD', sharing: AGGREGATES }]);
    await as('bpd').post(`/api/agreements/${second.id}/revoke`).expect(200);
    expect(await recoveriesSeenBy('analyst')).toBe(3);
    await as('bpd').post(`/api/agreements/${first.id}/revoke`).expect(200);
  });

  it('gives nothing before its first day nor from its last on', async () => {
    for (const dates of [{ startsOn: '2999-01-01' }, { startsOn: '2020-01-01', endsOn: '2021-01-01' }]) {
      const { id, state } = await offer(dates);
      if (state === 'offered') await as('npd').post(`/api/agreements/${id}/accept`).expect(200);
      expect(await recoveriesSeenBy('analyst')).toBe(1);
    }
  });

  it('can be declined, and then does nothing', async () => {
    const { id } = await offer();
    await as('npd').post(`/api/agreements/${id}/decline`).expect(200);
    await as('npd').post(`/api/agreements/${id}/accept`).expect(409);
    expect(await recoveriesSeenBy('analyst')).toBe(1);
  });

  it('is told to both agencies in the audit log, with its terms', async () => {
    const told = await auditOf(database.current, 'agreement.%');
    expect(told.slice(0, 2)).toEqual([
      expect.objectContaining({
        actor: 'bpd@region.example',
        action: 'agreement.offered',
        detail: expect.objectContaining({
          giving: 'BPD',
          receiving: 'NPD',
          traces: 'records',
          legalBasis: 'MOU 12',
        }),
      }),
      expect.objectContaining({ action: 'agreement.offered' }),
    ]);
  });
});

describe('who may', () => {
  it('accept is the receiving agency alone; another does not even learn that it is there', async () => {
    const { id } = await offer();
    await as('bpd').post(`/api/agreements/${id}/accept`).expect(409);
    await as('wpd').post(`/api/agreements/${id}/accept`).expect(404);
    await as('wpd').post(`/api/agreements/${id}/revoke`).expect(404);
    await as('analyst').post(`/api/agreements/${id}/accept`).expect(403);
    await as('region').post(`/api/agreements/${id}/accept`).expect(403);
    await request(app()).post(`/api/agreements/${id}/accept`).expect(401);
    await as('bpd').post(`/api/agreements/${id}/revoke`).expect(200);
  });

  it('read is each agency its own, and an administrator all', async () => {
    const own = agreementsSchema.parse((await as('bpd').get('/api/agreements').expect(200)).body);
    expect(own.total).toBeGreaterThan(3);
    expect(own.agencies.map(({ code }) => code)).toEqual(['BPD', 'NPD', 'WPD']);
    const others = agreementsSchema.parse((await as('wpd').get('/api/agreements').expect(200)).body);
    expect([others.items, others.matrix]).toEqual([[], []]);
    const all = agreementsSchema.parse((await as('region').get('/api/agreements').expect(200)).body);
    expect(all.total).toBe(own.total);
    expect(all.items.every(({ actions }) => actions.length === 0)).toBe(true);
    await as('mayor').get('/api/agreements').expect(403);
  });
});

describe('refused in words', () => {
  it.each([
    [{ receiving: 'BPD' }, /other than your own/],
    [{ receiving: 'NOBODY' }, /Choose an agency/],
    [{ sharing: sharingOf(() => 'nothing') }, /share nothing/],
    [{ sharing: { ...ALL_RECORDS, traces: 'aggregates' } }, /give each trace away/],
    [{ sharing: { ...AGGREGATES, traces: 'records' } }, /give each trace away/],
    [{ endsOn: '2023-01-01' }, /end before it begins/],
    [{ legalBasis: ' ' }, /legalBasis is not like that/],
    [{ sharing: { recoveries: 'all' } }, /sharing/],
    [{ startsOn: 'tomorrow' }, /startsOn/],
  ])('%o', async (changes, words) => {
    const { status, body } = await as('bpd').post('/api/agreements', draft(changes));
    expect(status).toBe(400);
    expect(body.detail).toMatch(words);
  });
});
