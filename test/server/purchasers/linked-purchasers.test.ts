import request from 'supertest';
import { beforeAll, expect, it } from 'vitest';
import { purchaserDetailSchema, purchasersSchema } from '../../../domain/purchasers/purchaser-responses.ts';
import { noteChange } from '../../../server/database/data-version.ts';
import { createPurchasersRoutes } from '../../../server/purchasers/purchasers-routes.ts';
import { insertRecords } from '../../helpers/records.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const app = () => signedInApp(database.current, createPurchasersRoutes(database.current));
let buyers: readonly number[];

/**
 * Five guns of five purchasers. The first is told of in a debrief; the second has the debrief's number and is another type of gun.
 * The third and fourth were recovered in cases that a link joins, the fifth in a case that is of no link.
 */
beforeAll(async () => {
  const { recoveries } = await insertRecords(database.current, {
    agencies: ['BPD'],
    recoveries: (['pistol', 'rifle', 'pistol', 'pistol', 'pistol'] as const).map((type) => ({
      agency: 'BPD',
      on: '2024-01-10',
      type,
      outcome: 'purchaser' as const,
      to: { state: 'MD' },
      home: { state: 'MD' },
    })),
  });
  await database.current.knex.transaction(async (trx) => {
    const keys = [
      { serial_key: '11' },
      { serial_key: '11' },
      { case_key: '21' },
      { case_key: '22' },
      { case_key: '23' },
    ];
    for (const [index, key] of keys.entries())
      await trx('recovery').where('id', recoveries[index]).update(key);
    const { agency_id, import_batch_id } = await trx('recovery').first('agency_id', 'import_batch_id');
    const row = { agency_id, import_batch_id, source_row: 1 };
    await trx('debrief').insert({
      ...row,
      obtained_how: 'street',
      obtained_from: 'stranger',
      serial_obliterated: false,
      firearm_type: 'pistol',
      serial_key: '11',
    });
    for (const case_key of ['21', '22']) {
      await trx('link_event').insert({
        ...row,
        case_key,
        link_key: 'L1',
        link_type: 'hit',
        event_key: `case ${case_key}`,
      });
    }
    buyers = (await trx('recovery').select('purchaser_id').orderBy('id')).map(
      ({ purchaser_id }) => purchaser_id,
    );
    await noteChange(trx, 'everyone');
  });
});

it('tells whose guns are in a debrief or a ballistic chain', async () => {
  const { body } = await request(app()).get('/api/purchasers?has=linkedToDebriefOrChain').expect(200);
  const { items, indicators } = purchasersSchema.parse(body);
  expect(items.map(({ id }) => id)).toEqual([buyers[0], buyers[2], buyers[3]]);
  // 3 of 5 guns, one of each of five purchasers.
  expect(indicators.at(-1)).toEqual({
    indicator: 'linkedToDebriefOrChain',
    purchasers: 3,
    expected: expect.closeTo(3, 10),
  });
});

it('tells who has a gun of the same chain', async () => {
  const { body } = await request(app()).get(`/api/purchasers/${buyers[2]}`).expect(200);
  const { neighbours } = purchaserDetailSchema.parse(body);
  expect(neighbours.map(({ id, sharedChains }) => [id, sharedChains.length])).toEqual([[buyers[3], 1]]);
});
