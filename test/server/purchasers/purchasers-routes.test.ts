import type { Knex } from 'knex';
import request from 'supertest';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { purchaserDetailSchema, purchasersSchema } from '../../../domain/purchasers/purchaser-responses.ts';
import { noteChange } from '../../../server/database/data-version.ts';
import { createPurchasersRoutes } from '../../../server/purchasers/purchasers-routes.ts';
import { rebuildRollups } from '../../../server/rollups/refresh-rollups.ts';
import { cookieOf, viewsOf } from '../../helpers/access.ts';
import type { InsertedRecords } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { PARTNER, signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const app = () => signedInApp(database.current, createPurchasersRoutes(database.current));
let inserted: InsertedRecords;
/** By recovery: the row of the purchaser of its gun. */
let buyers: readonly number[];

const md = { state: 'MD', county: '24510', zip: '21201' };
const va = { state: 'VA', county: '51760', zip: '23220' };

/**
 * Five guns. The first two, of BPD, are one purchaser's; the third, of NPD, is another row that is joined with it. The fourth is
 * of somebody with nothing to show, the fifth of somebody with a multiple sale. Purchaser and possessor of the first three are
 * named: the first was held by somebody else, the second by the purchaser, the third by somebody of the same birth date.
 */
beforeAll(async () => {
  inserted = await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    areas: [
      { level: 'zip', code: '21201', name: '21201', state: 'MD', at: [-76.62, 39.29] },
      { level: 'zip', code: '23220', name: '23220', state: 'VA', at: [-77.46, 37.55] },
      { level: 'county', code: '51760', name: 'Richmond city', state: 'VA', at: [-77.44, 37.54] },
    ],
    dealers: [
      { name: 'Alder Arms', state: 'VA' },
      { name: 'Birch Guns', state: 'MD' },
    ],
    recoveries: [
      { agency: 'BPD', on: '2024-01-10', dealer: 'Alder Arms', from: va, home: va, to: md, ttc: 100 },
      { agency: 'BPD', on: '2024-02-10', dealer: 'Alder Arms', from: va, home: va, to: md, ttc: 2000 },
      { agency: 'NPD', on: '2024-03-10', dealer: 'Alder Arms', from: va, home: va, to: va, ttc: 50 },
      { agency: 'NPD', on: '2024-03-11', dealer: 'Birch Guns', from: md, home: md, to: md, ttc: 3000 },
      {
        agency: 'BPD',
        on: '2024-03-12',
        dealer: 'Alder Arms',
        from: va,
        home: md,
        to: md,
        multipleSale: true,
      },
    ],
  });
  await database.current.knex.transaction(async (trx) => {
    const rows = await trx('recovery').select('id', 'purchaser_id').orderBy('id');
    const [first, second] = rows;
    for (const table of ['recovery', 'trace']) {
      await trx(table)
        .where('purchaser_id', second.purchaser_id)
        .update({ purchaser_id: first.purchaser_id });
    }
    buyers = rows.map((row: { purchaser_id: number }, index: number) =>
      index === 1 ? first.purchaser_id : row.purchaser_id,
    );
    await trx('purchaser').where('id', second.purchaser_id).delete();
    await nameHolders(trx);
    await trx('purchaser_pair').insert({
      a_purchaser_id: buyers[0],
      b_purchaser_id: buyers[2],
      a_agency_id: inserted.agencies.BPD,
      b_agency_id: inserted.agencies.NPD,
      weight: 20,
      probability: 0.99,
      parts: '[]',
      same_hash: false,
      found: 'joined',
    });
    await rebuildRollups(trx);
    await noteChange(trx, 'everyone');
  });
});

async function nameHolders(trx: Knex.Transaction): Promise<void> {
  await trx('purchaser')
    .whereIn('id', [buyers[0] ?? 0, buyers[2] ?? 0])
    .update({ full_name: 'ROE, RICHARD', birth_date: '1990-01-01' });
  for (const [index, full_name, birth_date] of [
    [0, 'DOE, JOHN', null],
    [1, 'Roe, Richard', '1990-01-02'],
    [2, 'ROW, RICHARD', '1990-01-01'],
  ] as const) {
    const recovery = trx('recovery').where('id', inserted.recoveries[index]);
    const { agency_id, import_batch_id, source_row } = await recovery
      .clone()
      .first('agency_id', 'import_batch_id', 'source_row');
    const [held] = await trx('possessor')
      .insert({ agency_id, import_batch_id, source_row, full_name, birth_date })
      .returning('id');
    await recovery.clone().update({ possessor_id: held.id });
  }
  // As an import does.
  await trx.raw(
    `UPDATE recovery r SET held_by_another = is_another_person(h.full_name, h.birth_date, b.full_name, b.birth_date)
     FROM possessor h, purchaser b WHERE h.id = r.possessor_id AND b.id = r.purchaser_id`,
  );
}

const list = async (query = '') => {
  const { body } = await request(app()).get(`/api/purchasers?${query}`).expect(200);
  return purchasersSchema.parse(body);
};

describe('GET /api/purchasers', () => {
  it('lists persons, those with the most indicators first, without a name', async () => {
    const { items, total, purchasers, guns } = await list();
    expect({ total, purchasers, guns }).toEqual({ total: 3, purchasers: 3, guns: 5 });
    expect(items[0]).toEqual({
      id: buyers[0],
      purchasers: [buyers[0], buyers[2]],
      agencies: [
        { code: 'BPD', name: 'BPD' },
        { code: 'NPD', name: 'NPD' },
      ],
      home: { state: 'VA', county: '51760', countyName: 'Richmond city, VA', zip: '23220' },
      guns: 3,
      dealers: 1,
      shortestDays: 50,
      indicators: [
        'severalTracedGuns',
        'shortTimeToCrime',
        'recoveredFarFromHome',
        'heldByAnother',
        'severalAgencies',
      ],
    });
    expect(items.map(({ id, indicators }) => [id, indicators])).toEqual([
      [buyers[0], items[0]?.indicators],
      [buyers[4], ['multipleSale']],
      [buyers[3], []],
    ]);
  });

  it('counts who shows each indicator, and how many would by chance', async () => {
    const { indicators } = await list();
    expect(indicators.map(({ indicator, purchasers }) => [indicator, purchasers])).toEqual([
      ['severalTracedGuns', 1],
      ['multipleSale', 1],
      ['shortTimeToCrime', 1],
      ['recoveredFarFromHome', 1],
      ['heldByAnother', 1],
      ['severalAgencies', 1],
      ['linkedToDebriefOrChain', 0],
    ]);
    const expected = Object.fromEntries(indicators.map((one) => [one.indicator, one.expected]));
    // 1 of 5 guns: purchasers of 3, 1 and 1 guns.
    expect(expected.multipleSale).toBeCloseTo(1 - 0.8 ** 3 + 0.2 + 0.2, 10);
    // 2 of 4 guns of known time: purchasers of 3 and 1 of these.
    expect(expected.shortTimeToCrime).toBeCloseTo(1 - 0.5 ** 3 + 0.5, 10);
    expect(expected.recoveredFarFromHome).toBeCloseTo(1 - 0.6 ** 3 + 0.4 + 0.4, 10);
    // 1 of 3 guns whose purchaser and possessor are named, all of one purchaser.
    expect(expected.heldByAnother).toBeCloseTo(1 - (2 / 3) ** 3, 10);
    expect(expected.linkedToDebriefOrChain).toBe(0);
    expect(expected).toMatchObject({ severalTracedGuns: null, severalAgencies: null });
  });

  it.each([
    ['has=multipleSale', [4]],
    ['has=severalTracedGuns,shortTimeToCrime', [0]],
    ['has=severalTracedGuns&has=multipleSale', []],
    ['recovered_from=2024-03-01', [2, 4, 3]],
    ['agency=BPD', [0, 4]],
  ])('narrows by %s', async (query, expected) => {
    const { items, total } = await list(query);
    expect(items.map(({ id }) => id)).toEqual(expected.map((index) => buyers[index]));
    expect(total).toBe(expected.length);
  });

  it('tells pages that follow each other', async () => {
    const ids: number[] = [];
    let after = '';
    for (let page = 0; page < 3; page++) {
      const { items, next } = await list(`limit=1${after}`);
      ids.push(...items.map(({ id }) => id));
      after = `&after=${next}`;
      expect(next === null).toBe(page === 2);
    }
    expect(ids).toEqual([buyers[0], buyers[4], buyers[3]]);
  });

  it.each(['has=trafficker', 'limit=0', 'after=nonsense', 'order=guns'])(
    'refuses %s by name',
    async (query) => {
      const { status, body } = await request(app()).get(`/api/purchasers?${query}`);
      expect([status, body.parameter]).toEqual([400, query.split('=')[0]]);
    },
  );
});

describe('GET /api/purchasers/:id', () => {
  it('tells its guns, why it shows its indicators, and its neighbours, and is noted for both agencies', async () => {
    const { body } = await request(app()).get(`/api/purchasers/${buyers[2]}`).expect(200);
    const { gunList, neighbours, ...purchaser } = purchaserDetailSchema.parse(body);
    expect(purchaser).toMatchObject({ id: buyers[0], guns: 3, neighboursLeftOut: 0 });
    expect(gunList.map(({ recovery, distanceKm, indicators }) => [recovery, distanceKm, indicators])).toEqual(
      [
        [inserted.recoveries[0], 207, ['shortTimeToCrime', 'recoveredFarFromHome', 'heldByAnother']],
        [inserted.recoveries[1], 207, ['recoveredFarFromHome']],
        [inserted.recoveries[2], 0, ['shortTimeToCrime']],
      ],
    );
    expect(gunList[0]).toMatchObject({
      purchaser: buyers[0],
      recoveredOn: '2024-01-10',
      timeToCrimeDays: 100,
      dealer: { id: inserted.dealers['Alder Arms'], name: 'Alder Arms' },
    });
    expect(neighbours).toEqual([
      {
        id: buyers[4],
        guns: 1,
        indicators: ['multipleSale'],
        sharedDealers: [inserted.dealers['Alder Arms']],
        sharedChains: [],
      },
    ]);
    for (const row of [buyers[0], buyers[2]]) {
      await vi.waitFor(
        async () => expect(await viewsOf(database.current, `purchaser ${row}`)).toEqual([{ actor: PARTNER }]),
        { timeout: 5000 },
      );
    }
  });

  it.each(['999999', 'x'])('answers 404 where there is none: %s', async (id) => {
    await request(app()).get(`/api/purchasers/${id}`).expect(404);
  });
});

describe('who sees purchasers', () => {
  const asAnalystOf = async (agency: string) => {
    const cookie = await cookieOf(database.current, {
      email: `analyst-${agency.toLowerCase()}@region.example`,
      role: 'analyst',
      agency,
    });
    const alone = routeApp(createPurchasersRoutes(database.current));
    return (path: string) => request(alone).get(path).set('Cookie', cookie);
  };

  it('an agency without agreements sees its own alone, not joined with what it does not see', async () => {
    const ask = await asAnalystOf('NPD');
    const { body } = await ask('/api/purchasers');
    expect(
      purchasersSchema.parse(body).items.map(({ id, purchasers, guns }) => [id, purchasers, guns]),
    ).toEqual([
      [buyers[2], [buyers[2]], 1],
      [buyers[3], [buyers[3]], 1],
    ]);
    await ask(`/api/purchasers/${buyers[0]}`).expect(404);
  });

  it('refuses those who see counts alone', async () => {
    const cookie = await cookieOf(database.current, {
      email: 'briefing@region.example',
      role: 'briefing',
      agency: 'BPD',
    });
    const alone = routeApp(createPurchasersRoutes(database.current));
    await request(alone).get('/api/purchasers').set('Cookie', cookie).expect(403);
  });
});
