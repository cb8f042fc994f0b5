import { describe, expect, it } from 'vitest';
import { GunPlaces } from '../../../server/rollups/gun-places.ts';
import {
  countGuns,
  DEALER,
  DEALER_PLACE,
  largestPlace,
  outcomeAt,
  PURCHASER,
  PURCHASER_PLACE,
  packedGuns,
  partyAt,
  placeAt,
  RECOVERY_PLACE,
  recordAt,
  selectGuns,
  timeToCrimeAt,
  typeAt,
  UNKNOWN_TIME,
} from '../../../server/rollups/packed-guns.ts';
import { RecordSet } from '../../../server/rollups/record-set.ts';
import { TimesToCrime } from '../../../server/rollups/times-to-crime.ts';

const facts = (time: number, day: number, type: number, outcome: number) =>
  ((time << 16) | (day << 11) | (type << 8) | (outcome << 6)) >>> 0;

function pack(
  ...guns: readonly (readonly [
    recovery: number,
    dealer: number,
    purchaser: number,
    facts: number,
    record: number,
    dealerId: number,
    purchaserId: number,
  ])[]
) {
  const bytes = Buffer.alloc(guns.length * 28);
  for (const [index, numbers] of guns.entries()) {
    for (const [part, number] of numbers.entries()) bytes.writeUInt32BE(number, index * 28 + part * 4);
  }
  return packedGuns.parse(bytes.toString('base64'));
}

describe('packed guns', () => {
  const guns = pack(
    [7, 0, 70_000, facts(1096, 31, 2, 3), 33, 4, 5],
    [0, 2_000_000_000, 0, facts(UNKNOWN_TIME, 1, 0, 1), 2_000_000_001, 0, 0],
  );
  const records = { months: [{ month: '2024-01-01', agencyId: 1, guns }], places: new GunPlaces() };

  it('are told one by one', () => {
    const seen: unknown[] = [];
    selectGuns(records, {}, ({ month, guns: part, at, count }) => {
      for (const gun of at.subarray(0, count)) {
        const places = [RECOVERY_PLACE, DEALER_PLACE, PURCHASER_PLACE] as const;
        seen.push([
          ...places.map((which) => placeAt(part, gun, which)),
          timeToCrimeAt(part, gun),
          typeAt(part, gun),
          outcomeAt(part, gun),
          recordAt(part, gun),
          partyAt(part, gun, DEALER),
          partyAt(part, gun, PURCHASER),
          month,
        ]);
      }
    });
    expect(seen).toEqual([
      [7, 0, 70_000, 1096, 2, 3, 33, 4, 5, '2024-01-01'],
      [0, 2_000_000_000, 0, UNKNOWN_TIME, 0, 1, 2_000_000_001, 0, 0, '2024-01-01'],
    ]);
  });

  it('are picked by record', () => {
    const [first, second] = [guns.subarray(0, 7), guns.subarray(7)];
    const january = { month: '2024-01-01', agencyId: 1 };
    const february = { month: '2024-02-01', agencyId: 2 };
    const months = [
      { ...january, guns },
      { ...february, guns: second },
    ];
    const pick = (...ids: number[]) => new RecordSet(Uint32Array.from(ids)).pick(months);
    expect(pick(1, 33, 34)).toEqual([{ ...january, guns: first }]);
    expect(pick(32, 34, 1)).toEqual([]);
    expect(pick()).toEqual([]);
    // In the database no two guns have one record; here the second is in two parts, so it is named twice.
    expect(pick(2_000_000_001, 2_000_000_001)).toEqual([
      { ...january, guns: second },
      { ...february, guns: second },
    ]);
  });

  it('are counted, and say which place is their largest', () => {
    expect(countGuns(records)).toBe(2);
    expect(largestPlace([guns])).toBe(2_000_000_000);
    expect(largestPlace([])).toBe(0);
  });
});

describe('TimesToCrime', () => {
  it.each([
    [[], null, null, 0],
    [[UNKNOWN_TIME], null, null, 0],
    [[5], 5, 1, 1],
    [[4000, UNKNOWN_TIME, 10], 2005, 0.5, 2],
    [[1095, 1096, 0], 1095, 2 / 3, 3],
  ])('of %j have median %s and short share %s', (days, median, share, known) => {
    const times = TimesToCrime.of(Uint16Array.from(days));
    expect([times.median(), times.shortShare(), times.known]).toEqual([median, share, known]);
  });

  it('sorts many by counting to the same order', () => {
    const days = Array.from({ length: 5001 }, (_, index) => (index * 7919) % 20_000);
    const sorted = [...days].sort((a, b) => a - b);
    const times = TimesToCrime.of(Uint16Array.from(days));
    expect(times.median()).toBe(sorted[2500]);
    expect(times.countUpTo(1000)).toBe(days.filter((day) => day <= 1000).length);
  });
});
