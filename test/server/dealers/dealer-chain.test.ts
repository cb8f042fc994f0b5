import request from 'supertest';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { ALL_RECORDS, DATA_KINDS } from '../../../domain/access.ts';
import { dealerDetailSchema } from '../../../domain/dealer-responses.ts';
import type { DealerChain } from '../../../domain/dealers/dealer-chain-response.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { noteChange } from '../../../server/database/data-version.ts';
import { createDealersRoutes } from '../../../server/dealers/dealers-routes.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import type { DealerRecord, InsertedRecords, RecoveryRecord } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let inserted: InsertedRecords;

const dealer = (
  name: string,
  license: string,
  street: string,
  zip: string,
  more: Partial<DealerRecord> = {},
) => ({ name, license, street, zip, state: 'MD', city: 'BALTIMORE', ...more });

/** Named by their last words below; in brackets whose traces name them. */
const DEALERS: readonly DealerRecord[] = [
  dealer('Oak Arms, LLC', '8-52-00001', '12 Main Street, Suite 4', '21201'), // asked [OWN]
  dealer('OAK ARMS INC', '8-52-00002', '12 MAIN ST', '21201'), // successor [PART]
  dealer('Oak Arm', 'name:OAK ARM|BALTIMORE|MD', '12 Main St.', '21201'), // of others [OUT]
  dealer('The Oak Arms Co.', '1-54-00003', '9 Elm St', '23220'), // later [PART]
  dealer('Oak Arms Ltd', '1-57-00004', '1 Bay Rd', '19901'), // earlier [OUT]
  dealer('River Guns', '8-52-00005', '12 Main St Ste 9', '21201', { listed: true }), // another suite
  dealer('Hill Pawn', '8-52-00006', '12 Main St # 4', '21201', { listed: true }), // same suite
  dealer('Far Arms', '8-52-00007', '12 Main St', '21230', { listed: true }), // another ZIP
];

const sale = (agency: string, seller: string, soldOn: string): RecoveryRecord => {
  const days = Math.round((Date.parse('2020-01-01') - Date.parse(soldOn)) / 86_400_000);
  return { agency, dealer: seller, on: '2020-01-01', ttc: days };
};

beforeAll(async () => {
  inserted = await insertRecords(database.current, {
    agencies: ['OWN', 'PART', 'OUT'],
    dealers: DEALERS,
    recoveries: [
      sale('OWN', 'Oak Arms, LLC', '2015-03-01'),
      sale('OWN', 'Oak Arms, LLC', '2016-06-01'),
      sale('PART', 'OAK ARMS INC', '2017-01-01'),
      sale('OUT', 'Oak Arm', '2017-01-01'),
      sale('PART', 'The Oak Arms Co.', '2019-01-15'),
      sale('PART', 'The Oak Arms Co.', '2019-02-15'),
      sale('OUT', 'Oak Arms Ltd', '2013-05-01'),
    ],
  });
  await database.current.knex.transaction(async (trx) => {
    // As licence lists write it.
    await trx.raw(`UPDATE dealer SET zip = '212011234' WHERE dealer_key = '8-52-00001'`);
    await trx.raw(
      `INSERT INTO agreement (giving_agency_id, receiving_agency_id, ${DATA_KINDS.join(', ')}, legal_basis, written_by,
         starts_on, accepted_by, accepted_at)
       SELECT g.id, r.id, ${DATA_KINDS.map((kind) => `:${kind}`).join(', ')}, 'tests', 'tests', '2020-01-01', 'tests', now()
       FROM agency g, agency r WHERE g.code = 'PART' AND r.code = 'OWN'`,
      { ...ALL_RECORDS },
    );
    await noteChange(trx, 'everyone');
  });
});

async function ask(agency: string, name: string, query = '') {
  return request(routeApp(createDealersRoutes(database.current)))
    .get(`/api/dealers/${inserted.dealers[name]}${query}`)
    .set('Cookie', await accountCookie(database.current, agency, 'analyst'));
}

async function chainOf(agency: string, name: string, query = ''): Promise<DealerChain> {
  const { status, body } = await ask(agency, name, query);
  expect(status, JSON.stringify(body)).toBe(200);
  return dealerDetailSchema.parse(body).chain;
}

const told = ({ items }: DealerChain['premises']) => items.map(({ name, traces }) => `${name}: ${traces}`);

it('tells licences at the same premises and where a dealer may have moved, with their guns and why', async () => {
  const chain = await chainOf('OWN', 'Oak Arms, LLC');
  expect(told(chain.premises)).toEqual(['OAK ARMS INC: 1', 'Hill Pawn: 0']);
  expect(chain.premises.items.map(({ reason }) => reason)).toEqual([
    'The same address, the same name',
    'The same address, another name',
  ]);
  expect(chain.movedTo.items).toEqual([
    {
      id: inserted.dealers['The Oak Arms Co.'],
      name: 'The Oak Arms Co.',
      licenseNumber: '1-54-00003',
      place: 'BALTIMORE, MD',
      reason:
        'The same name in district 1-54 instead of 8-52. Last known sale here in Jun 2016, the first there in Jan 2019',
      traces: 2,
    },
  ]);
  expect(chain.movedFrom).toEqual({ items: [], total: 0 });
  expect([chain.premises.total, chain.traces]).toEqual([2, 5]);
});

it('counts under the filter, whatever that says of dealers', async () => {
  const chain = await chainOf('OWN', 'Oak Arms, LLC', '?ttc_max=1500&source_state=VA');
  expect([told(chain.premises), told(chain.movedTo), chain.traces]).toEqual([
    ['OAK ARMS INC: 1', 'Hill Pawn: 0'],
    ['The Oak Arms Co.: 2'],
    4,
  ]);
});

it('tells a partner that is given nothing of its own dealers alone', async () => {
  const chain = await chainOf('PART', 'OAK ARMS INC');
  expect([told(chain.premises), chain.premises.total, told(chain.movedTo), chain.traces]).toEqual([
    [],
    0,
    ['The Oak Arms Co.: 2'],
    3,
  ]);
  const later = await chainOf('PART', 'The Oak Arms Co.');
  expect([told(later.movedFrom), told(later.movedTo)]).toEqual([['OAK ARMS INC: 1'], []]);
  expect((await ask('PART', 'Oak Arms, LLC')).status).toBe(404);
});

it('tells an outsider nothing of what others know', async () => {
  expect(await chainOf('OUT', 'Oak Arms Ltd')).toEqual({
    premises: { items: [], total: 0 },
    movedFrom: { items: [], total: 0 },
    movedTo: { items: [], total: 0 },
    traces: 1,
  });
  expect(await chainOf('OUT', 'Oak Arm')).toMatchObject({ premises: { total: 0 }, traces: 1 });
  // A listed dealer is everybody's, and its neighbours are still whose traces name them.
  expect(told((await chainOf('OUT', 'Hill Pawn')).premises)).toEqual([]);
  expect(told((await chainOf('OWN', 'Hill Pawn')).premises)).toEqual(['Oak Arms, LLC: 2']);
});

it('takes sales that other records tell of for activity too, and says nothing of several shops', async () => {
  const id = inserted.dealers['Oak Arms, LLC'];
  await database.current.knex.raw(
    `INSERT INTO dealer_sales (agency_id, import_batch_id, source_row, record_key, period_from, period_to, guns_sold, dealer_id)
     SELECT a.id, b.id, 1, 'S', '2018-01-01', '2019-02-01', 10, ? FROM agency a JOIN import_batch b ON b.agency_id = a.id
     WHERE a.code = 'OWN'`,
    [id ?? 0],
  );
  expect((await chainOf('OWN', 'Oak Arms, LLC')).movedTo.total).toBe(0);
});

it.each([
  ['Smith & Sons, Inc.', 'SMITH SONS'],
  ["O'Brien's Guns L.L.C.", 'OBRIENS GUNS'],
  ['The A-1 Pawn Company of Ohio', 'A 1 PAWN OF OHIO'],
  ['COX INCORPORATED', 'COX'],
  ['The Co.', null],
])('reads the name %s', async (name, key) => {
  const rows = await selectRows(
    database.current.knex,
    z.object({ key: z.string().nullable() }),
    'SELECT dealer_name_key(?) AS key',
    [name],
  );
  expect(rows).toEqual([{ key }]);
});
