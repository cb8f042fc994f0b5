import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../domain/access.ts';
import { listedPurchasersSchema } from '../../../domain/purchasers/listed-purchasers.ts';
import { purchaserDetailSchema } from '../../../domain/purchasers/purchaser-responses.ts';
import { createListedPurchasersRoutes } from '../../../server/purchasers/listed-purchasers-routes.ts';
import { createPurchasersRoutes } from '../../../server/purchasers/purchasers-routes.ts';
import { cookieOf } from '../../helpers/access.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { rowsOf } from '../imports/import-bench.ts';

const database = useTestDatabase();
let agencies: Readonly<Record<string, number>>;
/** The purchaser of a gun of BPD, and that of one of NPD. */
let ofBpd = 0;
let ofNpd = 0;

/** NPD gives BPD its traces de-identified; BPD gives nothing. */
beforeAll(async () => {
  ({ agencies } = await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    recoveries: ['BPD', 'NPD'].map((agency) => ({
      agency,
      on: '2024-01-10',
      outcome: 'purchaser' as const,
      to: { state: 'MD' },
      home: { state: 'MD' },
    })),
  }));
  await database.current.knex('agreement').insert({
    giving_agency_id: agencies.NPD,
    receiving_agency_id: agencies.BPD,
    recoveries: 'deidentified',
    traces: 'deidentified',
    ballistics: 'nothing',
    debriefs: 'nothing',
    sales: 'nothing',
    legal_basis: 'tests',
    starts_on: '2020-01-01',
    written_by: 'tests',
    accepted_by: 'tests',
    accepted_at: new Date(),
  });
  const rows = await database.current.knex('purchaser').select('id', 'agency_id');
  const of = (code: string): number => rows.find(({ agency_id }) => agency_id === agencies[code])?.id ?? 0;
  [ofBpd, ofNpd] = [of('BPD'), of('NPD')];
});

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const draft = (purchaser: number, given: object = {}) => ({
  purchaser,
  basis: 'Named by two witnesses as the buyer.',
  caseNumber: 'C-24-17',
  reviewOn: day(365),
  ...given,
});

const cookies = new Map<string, string>();

async function asOf(agency: string, role: Role = 'analyst') {
  const email = `${role}-${agency.toLowerCase()}@region.example`;
  const cookie = cookies.get(email) ?? (await cookieOf(database.current, { email, role, agency }));
  cookies.set(email, cookie);
  const app = routeApp(
    createListedPurchasersRoutes(database.current),
    createPurchasersRoutes(database.current),
  );
  return {
    get: (path = '') => request(app).get(`/api/listed-purchasers${path}`).set('Cookie', cookie),
    purchaser: (id: number) => request(app).get(`/api/purchasers/${id}`).set('Cookie', cookie),
    post: (body: object) => request(app).post('/api/listed-purchasers').set('Cookie', cookie).send(body),
    put: (id: number, body: object) =>
      request(app).put(`/api/listed-purchasers/${id}`).set('Cookie', cookie).send(body),
    delete: (id: number) => request(app).delete(`/api/listed-purchasers/${id}`).set('Cookie', cookie),
    items: async () => {
      const { body } = await request(app).get('/api/listed-purchasers').set('Cookie', cookie).expect(200);
      return listedPurchasersSchema.parse(body).items;
    },
  };
}
const eventsOf = (purchaser: number) =>
  rowsOf(
    database.current,
    `SELECT agency_id, action, detail FROM audit_event WHERE subject = 'purchaser ${purchaser}' AND action LIKE 'purchaser.%'
     ORDER BY position`,
  );

describe('the list of purchasers an agency looks into', () => {
  it('takes a purchaser of a partner with basis, case and day of review, reviews it and lets it go', async () => {
    const bpd = await asOf('BPD');
    expect(await bpd.items()).toEqual([]);
    const { body } = await bpd.post(draft(ofNpd, { reviewOn: day(20) })).expect(201);
    const [entry] = await bpd.items();
    expect(entry).toMatchObject({
      id: body.id,
      purchaser: { id: ofNpd, guns: 1, agencies: [{ code: 'NPD' }] },
      basis: 'Named by two witnesses as the buyer.',
      caseNumber: 'C-24-17',
      reviewOn: day(20),
      isDue: true,
      listedBy: 'analyst-bpd@region.example',
      reviewedBy: null,
    });
    expect((await bpd.get('/due').expect(200)).body).toEqual({ due: 1 });
    const { body: detail } = await bpd.purchaser(ofNpd).expect(200);
    expect(purchaserDetailSchema.parse(detail).listing).toBe(body.id);

    await bpd.put(body.id, { basis: 'Still named by two witnesses.', reviewOn: day(400) }).expect(204);
    expect(await bpd.items()).toMatchObject([
      { basis: 'Still named by two witnesses.', isDue: false, reviewedBy: 'analyst-bpd@region.example' },
    ]);
    expect((await bpd.get('/due')).body).toEqual({ due: 0 });

    await bpd.delete(body.id).expect(204);
    expect(await bpd.items()).toEqual([]);
    // The agency whose records they are is told who put them on a list, and no more.
    expect(await eventsOf(ofNpd)).toEqual([
      {
        agency_id: agencies.BPD,
        action: 'purchaser.listed',
        detail: { caseNumber: 'C-24-17', reviewOn: day(20) },
      },
      {
        agency_id: agencies.NPD,
        action: 'purchaser.listed',
        detail: { caseNumber: 'C-24-17', reviewOn: day(20), listing: 'BPD' },
      },
      {
        agency_id: agencies.BPD,
        action: 'purchaser.reviewed',
        detail: { caseNumber: 'C-24-17', reviewOn: day(400) },
      },
      { agency_id: agencies.BPD, action: 'purchaser.unlisted', detail: { caseNumber: 'C-24-17' } },
    ]);
  });

  it('is the agency’s alone', async () => {
    const [bpd, npd] = [await asOf('BPD'), await asOf('NPD')];
    const { body } = await bpd.post(draft(ofNpd)).expect(201);
    expect(await npd.items()).toEqual([]);
    expect((await npd.get('/due')).body).toEqual({ due: 0 });
    await npd.put(body.id, { basis: 'Named by two witnesses.', reviewOn: day(9) }).expect(404);
    await npd.delete(body.id).expect(404);
    expect(purchaserDetailSchema.parse((await npd.purchaser(ofNpd).expect(200)).body).listing).toBeNull();
    await (await asOf('BPD', 'briefing')).get().expect(403);
    await bpd.delete(body.id).expect(204);
  });

  it('takes nobody who is not in scope, and nobody twice', async () => {
    const [bpd, npd] = [await asOf('BPD'), await asOf('NPD')];
    await npd.post(draft(ofBpd)).expect(404);
    await bpd.post(draft(999_999)).expect(404);
    const { body } = await bpd.post(draft(ofBpd)).expect(201);
    await bpd.post(draft(ofBpd)).expect(409);
    await bpd.delete(body.id).expect(204);
  });

  it.each([
    ['basis', { basis: ' why  not ' }],
    ['caseNumber', { caseNumber: ' ' }],
    ['reviewOn', { reviewOn: day(0) }],
    ['reviewOn', { reviewOn: day(5 * 366) }],
    ['reviewOn', { reviewOn: 'soon' }],
    ['purchaser', { purchaser: 'ROE' }],
  ])('refuses a wrong %s in words', async (parameter, given) => {
    const bpd = await asOf('BPD');
    const { status, body } = await bpd.post(draft(ofBpd, given));
    expect([status, body.parameter]).toEqual([400, parameter]);
    expect(await bpd.items()).toEqual([]);
  });

  it('keeps the entry of a purchaser whose records are shared no longer, without telling of them', async () => {
    const bpd = await asOf('BPD');
    const { body } = await bpd.post(draft(ofNpd)).expect(201);
    await database.current.knex('agreement').update({ revoked_by: 'tests', revoked_at: new Date() });
    expect(await bpd.items()).toMatchObject([{ id: body.id, purchaser: null, caseNumber: 'C-24-17' }]);
    await bpd.delete(body.id).expect(204);
  });
});
