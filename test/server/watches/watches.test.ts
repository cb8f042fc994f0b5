import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../domain/access.ts';
import { inboxSchema, MOST_WATCHES, watchesSchema } from '../../../domain/watches.ts';
import { undoImport } from '../../../server/imports/undo-import.ts';
import { keepGunDetailsNow } from '../../../server/rollups/keep-gun-details.ts';
import { checkWatches } from '../../../server/watches/check-watches.ts';
import { runWatches } from '../../../server/watches/keep-watches.ts';
import { createWatchesRoutes } from '../../../server/watches/watches-routes.ts';
import { cookieOf } from '../../helpers/access.ts';
import { useMailServer } from '../../helpers/mail-server.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies, importInto, rowsOf, useTextFiles } from '../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
const mailServer = useMailServer();
const mail = () => ({
  smtpUrl: mailServer.url,
  from: 'tracemap@region.example',
  publicUrl: 'https://tracemap.region.example',
});

const HEADER = 'Trace Number,Recovery Date,Recovery State,Purchase Date,Dealer Name,Dealer State';
let files = 0;
/** Imports guns of an agency: state of the dealer, and days from sale to recovery. */
async function bring(agency: string, ...guns: readonly (readonly [state: string, days: number])[]) {
  files += 1;
  const rows = guns.map(([state, days], index) => {
    const sold = new Date(Date.UTC(2024, 4, 1) - days * 86_400_000).toISOString().slice(0, 10);
    return `${agency}-${files}-${index},2024-05-01,MD,${sold},GUNS OF ${state},${state}`;
  });
  const result = await importInto(
    database.current,
    'traces',
    agency,
    textFile(`${files}.csv`, [HEADER, ...rows, ''].join('\n')),
  );
  expect(result.rowsAccepted).toBe(guns.length);
  return result;
}

const cookies = new Map<string, string>();
async function as(agency: string, role: Role = 'analyst') {
  const email = `${role}-${agency.toLowerCase()}@region.example`;
  const cookie = cookies.get(email) ?? (await cookieOf(database.current, { email, role, agency }));
  cookies.set(email, cookie);
  const app = routeApp(createWatchesRoutes(database.current, { sendsMail: true }));
  return {
    email,
    get: (path: string) => request(app).get(path).set('Cookie', cookie),
    post: (path: string, body: object) => request(app).post(path).set('Cookie', cookie).send(body),
    delete: (path: string) => request(app).delete(path).set('Cookie', cookie),
    watch: async (filter: string, byMail = false, language = 'en') => {
      const { body } = await request(app)
        .post('/api/watches')
        .set('Cookie', cookie)
        .set('Accept-Language', language)
        .send({ name: `Watch of ${filter}`, filter, byMail })
        .expect(201);
      return Number(body.id);
    },
    watches: async () =>
      watchesSchema.parse((await request(app).get('/api/watches').set('Cookie', cookie).expect(200)).body)
        .items,
    inbox: async () =>
      inboxSchema.parse((await request(app).get('/api/inbox').set('Cookie', cookie).expect(200)).body),
  };
}

beforeAll(async () => {
  await addAgencies(database.current, 'BPD', 'NPD');
  await bring('BPD', ['VA', 100]);
});
beforeEach(async () => {
  await database.current.knex('watch').delete();
  await database.current.knex('agreement').delete();
  mailServer.mails.length = 0;
  mailServer.refused.clear();
});

describe('watches', () => {
  it('find what an import brings for their question, once', async () => {
    const bpd = await as('BPD');
    await bpd.watch('source_state=VA&ttc_max=1095');
    await bpd.watch('source_state=PA');
    // Nothing of what was there before.
    expect(await checkWatches(database.current)).toBe(0);
    await bring('BPD', ['VA', 50], ['VA', 3000], ['GA', 50]);
    expect(await checkWatches(database.current)).toBe(1);
    expect(await checkWatches(database.current)).toBe(0);
    const { items, unread } = await bpd.inbox();
    expect(items).toMatchObject([
      { watch: { filter: 'ttc_max=1095&source_state=VA' }, guns: 1, isRead: false },
    ]);
    expect(items[0]?.list).toMatchObject([
      { agency: 'BPD', recoveredOn: '2024-05-01', place: 'MD', timeToCrimeDays: 50 },
    ]);
    expect(unread).toBe(1);

    await bpd.post('/api/inbox/read', { upTo: items[0]?.id }).expect(204);
    expect((await bpd.get('/api/inbox/unread')).body).toEqual({ unread: 0 });
    expect((await bpd.watches()).map(({ filter, guns }) => [filter, guns])).toEqual([
      ['source_state=PA', 0],
      ['ttc_max=1095&source_state=VA', 1],
    ]);
  });

  it('find of a partner’s guns what its agreement shows, and tell no more of it when that ends', async () => {
    const npd = await as('NPD');
    await npd.watch('source_state=GA');
    await bring('BPD', ['GA', 10]);
    expect(await checkWatches(database.current)).toBe(0);
    const agencies = await database.current.knex('agency').select('id', 'code');
    const idOf = (code: string) => agencies.find((agency) => agency.code === code)?.id;
    await database.current.knex('agreement').insert({
      giving_agency_id: idOf('BPD'),
      receiving_agency_id: idOf('NPD'),
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
    // As agreeing does: its guns are packed as they are shown.
    await keepGunDetailsNow(database.current);
    await bring('BPD', ['GA', 20], ['GA', 30]);
    expect(await checkWatches(database.current)).toBe(1);
    expect((await npd.inbox()).items).toMatchObject([
      { guns: 2, list: [{ agency: 'BPD' }, { agency: 'BPD' }] },
    ]);
    await database.current.knex('agreement').update({ revoked_by: 'tests', revoked_at: new Date() });
    expect((await npd.inbox()).items).toMatchObject([{ guns: 2, list: [] }]);
  });

  it('forget guns whose import was undone', async () => {
    const bpd = await as('BPD');
    await bpd.watch('source_state=NC');
    const { batchId } = await bring('BPD', ['NC', 20]);
    await checkWatches(database.current);
    await undoImport(database.current, batchId ?? 0);
    expect((await bpd.inbox()).items).toMatchObject([{ guns: 1, list: [] }]);
  });

  it('say why they cannot be checked', async () => {
    const bpd = await as('BPD');
    const agency = await database.current.knex('agency').where('code', 'BPD').first('id');
    const [corridor] = await database.current
      .knex('corridor')
      .insert({ agency_id: agency.id, name: 'To be deleted' })
      .returning('id');
    await database.current.knex('corridor_end').insert([
      { corridor_id: corridor.id, side: 'origin', level: 'state', code: 'VA' },
      { corridor_id: corridor.id, side: 'destination', level: 'state', code: 'MD' },
    ]);
    await bpd.watch(`corridor=${corridor.id}`);
    await database.current.knex('corridor').delete();
    await bring('BPD', ['VA', 20]);
    expect(await checkWatches(database.current)).toBe(0);
    expect(await bpd.watches()).toMatchObject([{ problem: expect.stringMatching(/corridor/) }]);
  });

  it('are their account’s alone, and for those who see records', async () => {
    const [bpd, other, staff] = [await as('BPD'), await as('BPD', 'steward'), await as('BPD', 'briefing')];
    const id = await bpd.watch('');
    expect(await other.watches()).toEqual([]);
    await other.delete(`/api/watches/${id}`).expect(404);
    await staff.get('/api/watches').expect(403);
    await staff.post('/api/watches', { name: 'Mine', filter: '', byMail: false }).expect(403);
    await bpd.delete(`/api/watches/${id}`).expect(204);
    expect(await bpd.watches()).toEqual([]);
  });

  it.each([
    ['name', { name: ' ' }],
    ['filter', { filter: 'source_state=Virginia' }],
    ['filter', { filter: 'colour=red' }],
    ['byMail', { byMail: 'yes' }],
  ])('refuse a wrong %s in words', async (parameter, wrong) => {
    const bpd = await as('BPD');
    const { status, body } = await bpd.post('/api/watches', {
      name: 'W',
      filter: '',
      byMail: false,
      ...wrong,
    });
    expect([status, body.parameter]).toEqual([400, parameter]);
  });

  it('are as many as one can keep in view', async () => {
    const bpd = await as('BPD');
    for (let count = 0; count < MOST_WATCHES; count += 1) await bpd.watch('');
    const { status, body } = await bpd.post('/api/watches', { name: 'W', filter: '', byMail: false });
    expect([status, body.detail]).toEqual([400, expect.stringContaining(`${MOST_WATCHES} watches`)]);
  });
});

describe('mail', () => {
  it('says how much there is and where, once for each account, and names neither gun nor watch', async () => {
    const [bpd, steward] = [await as('BPD'), await as('BPD', 'steward')];
    await bpd.watch('source_state=VA', true);
    await bpd.watch('ttc_max=100', true);
    await steward.watch('source_state=VA');
    await bring('BPD', ['VA', 50], ['VA', 3000]);
    await runWatches(database.current, mail());
    await runWatches(database.current, mail());
    expect(mailServer.mails.map(({ to }) => to)).toEqual([[bpd.email]]);
    const text = mailServer.mails[0]?.text ?? '';
    expect(text).toContain('Subject: Tracemap: 3 new guns for 2 watches of yours');
    expect(text).toContain('https://tracemap.region.example/?view=3Dwatches');
    expect(text).not.toMatch(/Watch of|GUNS OF|\bVA\b/);
  });

  it('is in the language of the page on which the newest of its watches was set up', async () => {
    const [bpd, npd] = [await as('BPD'), await as('NPD')];
    await bpd.watch('source_state=VA', true);
    await bpd.watch('ttc_max=100', true, 'es');
    await npd.watch('', true);
    await bring('BPD', ['VA', 50]);
    await bring('NPD', ['VA', 50]);
    await runWatches(database.current, mail());
    const [spanish, english] = mailServer.mails.map(({ text }) => text);
    expect(spanish).toContain('Subject: Tracemap: 2 armas nuevas para 2 alertas suyas');
    // Encoded as mails are: é is =C3=A9.
    expect(spanish).toContain('V=C3=A9alas aqu=C3=AD');
    expect(english).toContain('Subject: Tracemap: 1 new gun for a watch of yours');
    expect(english).toContain('There is 1 new gun for a watch of yours. See them here');
  });

  it('is tried again where it could not be sent, without holding up that of others', async () => {
    const [bpd, npd] = [await as('BPD'), await as('NPD')];
    for (const one of [bpd, npd]) await one.watch('', true);
    mailServer.refused.add(bpd.email);
    await bring('BPD', ['VA', 1]);
    await bring('NPD', ['VA', 1]);
    await expect(runWatches(database.current, mail())).rejects.toThrow('1 of 2 mails could not be sent.');
    expect(mailServer.mails.map(({ to }) => to)).toEqual([[npd.email]]);
    mailServer.refused.clear();
    await runWatches(database.current, mail());
    expect(mailServer.mails.map(({ to }) => to)).toEqual([[npd.email], [bpd.email]]);
  });

  it('is not sent of what was read, nor to accounts that were closed', async () => {
    const [bpd, npd] = [await as('BPD'), await as('NPD')];
    for (const one of [bpd, npd]) await one.watch('', true);
    await bring('BPD', ['VA', 1]);
    await bring('NPD', ['VA', 1]);
    await checkWatches(database.current);
    const { items } = await bpd.inbox();
    await bpd.post('/api/inbox/read', { upTo: items[0]?.id }).expect(204);
    await database.current.knex('account').where('email', npd.email).update({ disabled_at: new Date() });
    await runWatches(database.current, mail());
    expect(mailServer.mails).toEqual([]);
    await database.current.knex('account').where('email', npd.email).update({ disabled_at: null });
    expect(
      await rowsOf(database.current, 'SELECT 1 FROM watch_finding WHERE mailed_at IS NULL'),
    ).toHaveLength(2);
  });
});
