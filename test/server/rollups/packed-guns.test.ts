import { describe, expect, it } from 'vitest';
import {
  outcomeAt,
  packedGuns,
  placeAt,
  placeCode,
  recoveryAt,
  selectGuns,
  sourceAt,
  timeToCrimeAt,
  typeAt,
  UNKNOWN_TIME,
} from '../../../server/rollups/packed-guns.ts';
import { TimesToCrime } from '../../../server/rollups/times-to-crime.ts';

/** Places as the head of packed-guns.ts describes: Maryland is the 21st state of the list. */
const BALTIMORE = (21 << 10) | 510;
const facts = (day: number, type: number, outcome: number) => (day << 5) | (type << 2) | outcome;

function pack(
  ...guns: readonly (readonly [recovery: number, source: number, time: number, facts: number])[]
) {
  const bytes = Buffer.alloc(guns.length * 8);
  for (const [index, numbers] of guns.entries()) {
    for (const [part, number] of numbers.entries()) bytes.writeUInt16BE(number, index * 8 + part * 2);
  }
  return packedGuns.parse(bytes.toString('base64'));
}

describe('packed guns', () => {
  it('are told one by one', () => {
    const guns = pack([BALTIMORE, 0, 1096, facts(31, 2, 3)], [0, BALTIMORE, UNKNOWN_TIME, facts(1, 0, 1)]);
    const seen: unknown[] = [];
    selectGuns([{ month: '2024-01-01', guns }], {}, ({ month, guns: part, at, count }) => {
      for (const gun of at.subarray(0, count)) {
        const time = timeToCrimeAt(part, gun);
        seen.push([
          sourceAt(part, gun),
          recoveryAt(part, gun),
          time,
          typeAt(part, gun),
          outcomeAt(part, gun),
          month,
        ]);
      }
    });
    expect(seen).toEqual([
      [0, BALTIMORE, 1096, 2, 3, '2024-01-01'],
      [BALTIMORE, 0, UNKNOWN_TIME, 0, 1, '2024-01-01'],
    ]);
  });

  it('name their places as far as a level tells them', () => {
    expect(placeCode(BALTIMORE, 'county')).toBe('24510');
    expect(placeCode(BALTIMORE, 'state')).toBe('MD');
    expect(placeCode(placeAt(BALTIMORE, 'state'), 'county')).toBeNull();
    expect(placeCode(0, 'state')).toBeNull();
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
