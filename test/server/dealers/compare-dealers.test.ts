import { describe, expect, it } from 'vitest';
import { compareDealers, soldOn } from '../../../server/dealers/compare-dealers.ts';
import type { SalesPeriod } from '../../../server/dealers/dealer-sales-read-model.ts';
import { withoutOverlaps } from '../../../server/dealers/dealer-sales-read-model.ts';
import { SalesAtRisk } from '../../../server/dealers/sales-at-risk.ts';
import type { GroupedGuns } from '../../../server/rollups/grouped-guns.ts';
import { UNKNOWN_DAY } from '../../../server/rollups/grouped-guns.ts';
import { UNKNOWN_TIME } from '../../../server/rollups/packed-guns.ts';

/** Guns by dealer: of each the day of recovery and the time-to-crime. */
function gunsOf(
  dealers: Readonly<Record<number, readonly (readonly [day: number, time: number])[]>>,
): GroupedGuns {
  const all = Object.values(dealers).flat();
  const starts = [0];
  for (const of of Object.values(dealers)) starts.push((starts.at(-1) ?? 0) + of.length);
  const none = new Uint32Array(all.length);
  return {
    ids: Uint32Array.from(Object.keys(dealers), Number),
    starts: Uint32Array.from(starts),
    unnamed: 0,
    times: Uint16Array.from(all, ([, time]) => time),
    days: Int32Array.from(all, ([day]) => day),
    others: none,
    recoveryPlaces: none,
    dealerPlaces: none,
    purchaserPlaces: none,
    agencies: none,
    records: none,
  };
}

const period = (from: number, to: number, guns: number): SalesPeriod => ({ from, to, guns });

describe('sales that files tell of', () => {
  it.each([
    ['apart', [period(365, 730, 5), period(0, 365, 4)], [period(0, 365, 4), period(365, 730, 5)]],
    ['told twice: the newer counts', [period(0, 365, 5), period(0, 365, 4)], [period(0, 365, 5)]],
    [
      'a year told by its months later',
      [period(31, 59, 2), period(0, 31, 1), period(0, 365, 9)],
      [period(0, 31, 1), period(31, 59, 2)],
    ],
    ['none', [], []],
  ])('are %s', (_, newestFirst, expected) => {
    expect(withoutOverlaps(newestFirst)).toEqual(expected);
  });
});

describe('sales at risk', () => {
  // A quarter is seen on the day of sale, a half on the next, all on the third.
  const seen = { horizonDays: 2, seen: Float64Array.of(0.25, 0.5, 1), variance: new Float64Array(3) };

  it.each([
    ['long ago', period(0, 10, 30), -Infinity, 100, 30],
    ['on the last day', period(99, 100, 8), -Infinity, 100, 2],
    ['on the last two days', period(98, 100, 8), -Infinity, 100, 3],
    ['on the last four days', period(96, 100, 8), -Infinity, 100, 5.5],
    ['after it', period(100, 110, 8), -Infinity, 100, 0],
    ['long before the days looked at', period(0, 10, 30), 50, 100, 0],
    ['on the day before them', period(49, 50, 8), 50, 100, 6],
    ['on their first day, and that alone', period(50, 51, 8), 50, 51, 2],
  ])('are, sold %s, the part that could be seen', (_, sold, from, to, expected) => {
    expect(new SalesAtRisk(seen, { from, to }).of(sold)).toBeCloseTo(expected, 12);
  });
});

describe('dealers compared by their sales', () => {
  const guns = gunsOf({
    // Sold on days 10 and 5 of the period, one before it, one on an unknown day.
    1: [
      [20, 10],
      [25, 20],
      [30, 40],
      [UNKNOWN_DAY, 3],
      [40, UNKNOWN_TIME],
    ],
    2: [[50, 1]],
    3: Array.from({ length: 40 }, (_, index) => [60 + index, 30] as const),
  });
  const salesOf = new Map([
    [1, [period(0, 100, 100)]],
    [3, [period(0, 100, 200)]],
    [4, [period(0, 100, 700)]],
    [5, [period(500, 600, 50)]],
  ]);
  const compared = compareDealers(guns, salesOf, ({ from, guns: sold }) => (from < 100 ? sold : 0), 'none');

  it('are those with sales that could be seen; traces are guns known to be sold in their periods', () => {
    const dealers = compared.describe([1, 2, 3, 4, 5]);
    expect([...compared.columns.ids]).toEqual([1, 3, 4]);
    expect([...dealers.keys()]).toEqual([1, 3, 4]);
    expect([...dealers.values()].map(({ sold, traces, atRisk }) => [sold, traces, atRisk])).toEqual([
      [100, 2, 100],
      [200, 40, 200],
      [700, 0, 700],
    ]);
    expect(compared.model.overall).toBeCloseTo(42 / 1000, 12);
  });

  it('have exact rates, expected traces, a place in the funnel and ranks', () => {
    const dealers = compared.describe([4, 3, 1]);
    const [one, three, four] = [1, 3, 4].map((id) => dealers.get(id));
    expect([...compared.expectedRanks()]).toEqual([one, three, four].map((dealer) => dealer?.rank.expected));
    // Garwood's interval of 2: 0.2422 to 7.2247.
    expect(one?.rate.value).toBe(20);
    expect(one?.rate.low).toBeCloseTo(2.4221, 3);
    expect(one?.rate.high).toBeCloseTo(72.247, 2);
    expect(
      [one?.expected, three?.expected, four?.expected].map((value) => Number(value?.toFixed(6))),
    ).toEqual([4.2, 8.4, 29.4]);
    expect([one?.place, three?.place, four?.place]).toEqual(['within', 'above998', 'below998']);
    expect(three?.rank).toMatchObject({ low: 1, high: 1 });
    expect(four?.rank.high).toBe(3);
    expect(three?.exceedsTwice).toBeGreaterThan(0.99);
  });

  it('are none where no sales are known', () => {
    const none = compareDealers(guns, new Map(), ({ guns: sold }) => sold, 'none');
    expect(none.columns.ids).toHaveLength(0);
    expect(none.describe([1]).size).toBe(0);
  });
});

it('knows the day of sale where both dates are known', () => {
  const guns = gunsOf({
    1: [
      [20, 10],
      [UNKNOWN_DAY, 3],
      [40, UNKNOWN_TIME],
    ],
  });
  expect([0, 1, 2].map((gun) => soldOn(guns, gun))).toEqual([10, null, null]);
});
