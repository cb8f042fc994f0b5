import request from 'supertest';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  dealerComparisonSchema,
  dealerDetailSchema,
  dealersSchema,
} from '../../../domain/dealer-responses.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { noteChange } from '../../../server/database/data-version.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { readDealersCompared } from '../../../server/dealers/dealers-compared.ts';
import { readDealer, readDealerPage } from '../../../server/dealers/dealers-read-model.ts';
import { createDealersRoutes } from '../../../server/dealers/dealers-routes.ts';
import { viewsOf } from '../../helpers/access.ts';
import type { InsertedRecords } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { PARTNER, signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const app = () => signedInApp(database.current, createDealersRoutes(database.current));
let inserted: InsertedRecords;

beforeAll(async () => {
  const to = { state: 'MD', county: '24510' };
  inserted = await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    areas: [
      { level: 'state', code: 'NJ', name: 'New Jersey', state: 'NJ', at: [-74.7, 40.2] },
      { level: 'county', code: '24510', name: 'Baltimore city', state: 'MD', at: [-76.61, 39.3] },
    ],
    dealers: [
      {
        name: 'Alder Arms',
        license: '1-54-01809',
        listed: true,
        state: 'VA',
        county: '51760',
        zip: '23220',
        city: 'Richmond',
      },
      { name: 'Birch Guns', state: 'PA', at: [-76.3, 40.04] },
      { name: 'Cedar 100% Pawn', state: 'GA' },
      { name: 'Dogwood Traders', listed: true, state: 'GA' },
    ],
    recoveries: [
      { agency: 'BPD', on: '2024-01-10', dealer: 'Birch Guns', from: { state: 'PA' }, ttc: 100, to },
      { agency: 'BPD', on: '2024-02-10', dealer: 'Birch Guns', from: { state: 'PA' }, ttc: 2000, to },
      { agency: 'NPD', on: '2024-03-10', dealer: 'Birch Guns', from: { state: 'PA' }, to: { state: 'NJ' } },
      { agency: 'NPD', on: '2024-03-11', dealer: 'Cedar 100% Pawn', from: { state: 'GA' }, ttc: 7 },
      { agency: 'BPD', on: '2024-03-12', dealer: 'Alder Arms', from: { state: 'VA' }, ttc: 9, type: 'rifle' },
    ],
  });
  await database.current.knex.transaction(async (trx) => {
    const [batch] = await trx('import_batch').select('id').where('file_name', 'BPD.csv');
    await trx('dealer_source')
      .insert({
        dealer_id: inserted.dealers['Birch Guns'],
        agency_id: inserted.agencies.BPD,
        import_batch_id: batch.id,
        source_row: 7,
        listed: false,
        fields: '{}',
      })
      .onConflict(['dealer_id', 'import_batch_id'])
      .merge();
  });
});

/** Sales of the year 2023, each by agency, dealer and guns sold. */
async function addSales(
  sales: readonly (readonly [agency: string, dealer: string, guns: number])[],
): Promise<void> {
  for (const [agency, dealer, guns] of sales) {
    await database.current.knex.raw(
      `INSERT INTO dealer_sales (agency_id, import_batch_id, source_row, dealer_id, period_from, period_to, guns_sold)
       SELECT agency_id, id, 1, :dealer::int, '2023-01-01', '2024-01-01', :guns::int FROM import_batch WHERE file_name = :file`,
      { dealer: inserted.dealers[dealer] ?? 0, guns, file: `${agency}.csv` },
    );
  }
  await database.current.knex.transaction((trx) => noteChange(trx, 'everyone'));
}

const names = (body: { items: readonly { name: string }[] }) => body.items.map(({ name }) => name);

describe('GET /api/dealers', () => {
  it('lists by traces of the filter where that is asked for, with exact figures', async () => {
    const { body } = await request(app()).get('/api/dealers?sort=traces');
    expect(dealersSchema.parse(body)).toEqual(body);
    expect(body.total).toBe(4);
    expect(names(body)).toEqual(['Birch Guns', 'Alder Arms', 'Cedar 100% Pawn', 'Dogwood Traders']);
    expect(body.items[0]).toMatchObject({
      traces: 3,
      knownTimeToCrime: 2,
      shortTimeToCrime: 1,
      medianTimeToCrimeDays: 1050,
      precision: 'point',
      location: [-76.3, 40.04],
      listed: false,
    });
    expect(body.items[3]).toMatchObject({ traces: 0, medianTimeToCrimeDays: null, location: null });
  });

  it.each(['source_county=51760', 'source_zip=23220', 'source_state=VA'])(
    'lists those of %s',
    async (filter) => {
      const { body } = await request(app()).get(`/api/dealers?${filter}`);
      expect(names(body)).toEqual(['Alder Arms']);
    },
  );

  it.each([
    ['ttc_max=100', [1, 1, 1, 0]],
    ['recovered_from=2024-03-01', [1, 1, 1, 0]],
    ['firearm_type=rifle', [1, 0, 0, 0]],
  ])('counts the traces of %s', async (filter, traces) => {
    const { body } = await request(app()).get(`/api/dealers?sort=traces&${filter}`);
    expect(body.items.map((dealer: { traces: number }) => dealer.traces)).toEqual(traces);
  });

  it.each([
    ['q=arms', ['Alder Arms']],
    ['q=01809', ['Alder Arms']],
    ['q=richmond', ['Alder Arms']],
    ['q=100%25', ['Cedar 100% Pawn']],
    ['q=1_0', []],
    ['source_state=GA', ['Cedar 100% Pawn', 'Dogwood Traders']],
  ])('finds %s', async (query, found) => {
    const { body } = await request(app()).get(`/api/dealers?${query}`);
    expect(names(body)).toEqual(found);
    expect(body.total).toBe(found.length);
  });

  it.each(['traces', 'name', 'rank', 'short'])('pages by %s without gap or repeat', async (sort) => {
    const { body: all } = await request(app()).get(`/api/dealers?sort=${sort}`);
    const { body: first } = await request(app()).get(`/api/dealers?sort=${sort}&limit=3`);
    const { body: second } = await request(app()).get(
      `/api/dealers?sort=${sort}&limit=3&after=${first.next}`,
    );
    expect([...names(first), ...names(second)]).toEqual(names(all));
    expect([first.total, second.total, second.next]).toEqual([4, 4, null]);
  });

  it.each([
    ['sort=size', 'sort'],
    ['limit=0', 'limit'],
    ['after=x', 'after'],
    ['name=x', 'name'],
    ['dealer=abc', 'dealer'],
  ])('refuses %s and names it', async (query, parameter) => {
    const { status, body } = await request(app()).get(`/api/dealers?${query}`);
    expect(status).toBe(400);
    expect(body.parameter).toBe(parameter);
  });
});

describe('GET /api/dealers/:id', () => {
  it('tells where its guns were recovered and which lines name it', async () => {
    const { body } = await request(app()).get(`/api/dealers/${inserted.dealers['Birch Guns']}`);
    expect(dealerDetailSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      traces: 3,
      destinations: [
        { code: '24510', name: 'Baltimore city, MD', count: 2 },
        { code: 'NJ', name: 'New Jersey', count: 1 },
      ],
      // The partner's line is told, its file is not.
      sources: [
        { file: 'BPD.csv', row: 7 },
        { file: null, row: 4 },
      ],
    });
  });

  it('counts under the filter', async () => {
    const path = `/api/dealers/${inserted.dealers['Birch Guns']}?recovered_to=2024-02-01&source_state=VA`;
    const { body } = await request(app()).get(path);
    expect(body).toMatchObject({ traces: 1, destinations: [{ code: '24510', count: 1 }] });
  });

  it('is kept by nobody, and noted as opened whatever the client says it has', async () => {
    const id = inserted.dealers['Alder Arms'];
    await request(app()).get(`/api/dealers/${id}`).set('If-None-Match', '*');
    await vi.waitFor(
      async () => expect(await viewsOf(database.current, `dealer ${id}`)).toEqual([{ actor: PARTNER }]),
      { timeout: 30_000, interval: 250 },
    );
    const { headers } = await request(app())
      .get(`/api/dealers/${id}`)
      .set('If-None-Match', 'W/"known"')
      .expect(200);
    expect([headers['cache-control'], headers.etag]).toEqual(['no-store', undefined]);
  });

  it.each(['999999', 'x'])('does not know %s', async (id) => {
    expect((await request(app()).get(`/api/dealers/${id}`)).status).toBe(404);
  });
});

describe('GET /api/dealers/comparison', () => {
  beforeAll(() =>
    addSales([
      ['BPD', 'Birch Guns', 500],
      ['NPD', 'Cedar 100% Pawn', 100],
      ['NPD', 'Dogwood Traders', 400],
    ]),
  );

  it('compares the dealers whose sales are known, by guns sold in the periods that files tell of', async () => {
    const { body } = await request(app()).get('/api/dealers/comparison');
    expect(dealerComparisonSchema.strict().parse(body)).toEqual(body);
    // Of Birch Guns one gun was sold in 2023, one years before, one on an unknown day; that of Cedar in 2024.
    expect(body).toMatchObject({
      dealers: 3,
      compared: 3,
      traces: 5,
      unnamed: 0,
      tracesOfSales: 1,
      sold: 1000,
      lastDay: '2024-03-12',
    });
    expect(body.points.map(({ traces }: { traces: number }) => traces).sort()).toEqual([0, 0, 1]);
    expect(body.concentration).toMatchObject({ dealers: 4, traces: 5 });
  });

  it('puts them in the list with rate and rank, ranked ones first', async () => {
    const { body } = await request(app()).get('/api/dealers');
    const listed = dealersSchema.parse(body).items;
    expect(listed.map(({ name, sales }) => [name, sales?.traces ?? null, sales?.sold ?? null])).toEqual([
      ['Birch Guns', 1, 500],
      ['Cedar 100% Pawn', 0, 100],
      ['Dogwood Traders', 0, 400],
      ['Alder Arms', null, null],
    ]);
    expect(listed[0]?.sales?.rate.value).toBe(2);
  });

  it('compares those whose guns can be of the filter, and leaves them so when some are chosen', async () => {
    const ask = async (query: string) => (await request(app()).get(`/api/dealers/comparison?${query}`)).body;
    // Dealers of other states have no guns of Georgia by what was asked, and no part in the rate of all.
    expect(await ask('source_state=GA')).toMatchObject({ compared: 2, sold: 500 });
    const all = await ask('');
    const birch = inserted.dealers['Birch Guns'];
    expect(await ask(`dealer=${birch}`)).toMatchObject({ compared: 3, overallRate: all.overallRate });
    const { body: list } = await request(app()).get('/api/dealers');
    const { body: chosen } = await request(app()).get(`/api/dealers?dealer=${birch}`);
    const { body: opened } = await request(app()).get(`/api/dealers/${birch}`);
    const standing = list.items.find(({ id }: { id: number }) => id === birch).sales;
    expect([chosen.items[0].sales, opened.sales]).toEqual([standing, standing]);
  });

  it('knows nothing of sales that are not shared', async () => {
    const all = scopeOfAllRecords(Object.values(inserted.agencies));
    const withoutSales = {
      ...all,
      agencies: all.agencies.map((one) => ({
        ...one,
        sharing: { ...one.sharing, sales: 'nothing' as const },
      })),
    };
    await withScope(database.current, withoutSales, {}, async (read) => {
      expect((await readDealersCompared(read, {}, 'none')).compared).toBe(0);
      const { items } = await readDealerPage(
        read,
        {},
        { search: null, sort: 'rank', limit: 9, after: null, threshold: 25 },
      );
      expect(items.map(({ sales, thefts, multipleSales }) => [sales, thefts, multipleSales])).toEqual(
        items.map(() => [null, null, null]),
      );
    });
  });

  it.each([
    ['overdispersion=wide', 'overdispersion'],
    ['threshold=5', 'threshold'],
  ])('refuses %s', async (query, parameter) => {
    const { status, body } = await request(app()).get(`/api/dealers/comparison?${query}`);
    expect([status, body.parameter]).toEqual([400, parameter]);
  });
});

it('shows listed dealers to all, others only with their traces', async () => {
  const seen = (agencies: readonly string[]) =>
    withScope(
      database.current,
      scopeOfAllRecords(agencies.map((code) => inserted.agencies[code] ?? 0)),
      {},
      async (read) => {
        const { items } = await readDealerPage(
          read,
          {},
          { search: null, sort: 'name', limit: 9, after: null, threshold: 25 },
        );
        const birch = await readDealer(read, inserted.dealers['Birch Guns'] ?? 0, {});
        return [
          Object.fromEntries(items.map(({ name, traces }) => [name, traces])),
          birch?.sources.length ?? null,
        ];
      },
    );
  expect(await seen(['BPD'])).toEqual([{ 'Alder Arms': 1, 'Birch Guns': 2, 'Dogwood Traders': 0 }, 1]);
  expect(await seen(['NPD'])).toEqual([
    { 'Alder Arms': 0, 'Birch Guns': 1, 'Cedar 100% Pawn': 1, 'Dogwood Traders': 0 },
    1,
  ]);
  expect(await seen([])).toEqual([{ 'Alder Arms': 0, 'Dogwood Traders': 0 }, null]);
});
