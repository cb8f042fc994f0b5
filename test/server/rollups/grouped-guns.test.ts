import { expect, it } from 'vitest';
import { groupGuns, UNKNOWN_DAY } from '../../../server/rollups/grouped-guns.ts';
import { GunPlaces } from '../../../server/rollups/gun-places.ts';
import { UNKNOWN_TIME } from '../../../server/rollups/packed-guns.ts';

/** Packed numbers of a gun: places 0, then facts, record, dealer, purchaser. */
const gun = (time: number, day: number, record: number, dealer: number, purchaser: number) => [
  record + 100,
  record + 200,
  record + 300,
  ((time << 16) | (day << 11)) >>> 0,
  record,
  dealer,
  purchaser,
];

const packed = {
  months: [
    {
      month: '1970-02-01',
      agencyId: 1,
      guns: Uint32Array.from([...gun(90, 3, 1, 40, 7), ...gun(5, 1, 2, 9, 0), ...gun(6, 2, 3, 0, 7)]),
    },
    { month: '1970-01-01', agencyId: 2, guns: Uint32Array.from(gun(UNKNOWN_TIME, 31, 4, 40, 8)) },
    { month: null, agencyId: 2, guns: Uint32Array.from(gun(UNKNOWN_TIME, 0, 5, 40, 7)) },
  ],
  places: new GunPlaces(),
};
const plain = (columns: object) =>
  Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [
      name,
      typeof values === 'number' ? values : [...values],
    ]),
  );

it('brings guns together by dealer, in the order of their days; those that name none are left out', () => {
  expect(plain(groupGuns(packed, {}, 'dealer'))).toEqual({
    ids: [9, 40],
    starts: [0, 1, 4],
    unnamed: 1,
    times: [5, UNKNOWN_TIME, UNKNOWN_TIME, 90],
    days: [31, UNKNOWN_DAY, 30, 33],
    others: [0, 7, 8, 7],
    recoveryPlaces: [102, 105, 104, 101],
    dealerPlaces: [202, 205, 204, 201],
    purchaserPlaces: [302, 305, 304, 301],
    agencies: [1, 2, 2, 1],
    records: [2, 5, 4, 1],
  });
});

it('brings them together by purchaser, as far as the filter lets them through', () => {
  const { ids, starts, others, records } = groupGuns(packed, { recoveredFrom: '1970-01-01' }, 'purchaser');
  expect(plain({ ids, starts, others, records })).toEqual({
    ids: [7, 8],
    starts: [0, 2, 3],
    others: [0, 40, 40],
    records: [3, 1, 4],
  });
});

it('has nothing of nothing', () => {
  const { ids, starts, days } = groupGuns({ ...packed, months: [] }, {}, 'dealer');
  expect([...ids, ...starts, ...days]).toEqual([0]);
});
