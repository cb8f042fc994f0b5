import { expect, it } from 'vitest';
import { figuresOfDealer } from '../../../server/dealers/dealer-figures.ts';
import { UNKNOWN_DAY } from '../../../server/rollups/grouped-guns.ts';
import { GunPlaces } from '../../../server/rollups/gun-places.ts';
import { UNKNOWN_TIME } from '../../../server/rollups/packed-guns.ts';

const day = (date: string) => Date.parse(date) / 86_400_000;
const none = new Uint32Array(5);
const guns = {
  ids: Uint32Array.of(7),
  starts: Uint32Array.of(0, 5),
  unnamed: 0,
  times: Uint16Array.of(UNKNOWN_TIME, 1095, 10, 1096, 20),
  days: Int32Array.of(
    UNKNOWN_DAY,
    day('2022-12-31'),
    day('2023-01-01'),
    day('2023-05-05'),
    day('2023-06-06'),
  ),
  others: Uint32Array.of(0, 5, 6, 5, 0),
  recoveryPlaces: none,
  dealerPlaces: none,
  purchaserPlaces: none,
  agencies: none,
  records: none,
};

it('tells what the guns of a dealer say', () => {
  expect(figuresOfDealer(guns, new GunPlaces(), 7, 2)).toMatchObject({
    traces: 5,
    knownTimeToCrime: 4,
    shortTimeToCrime: 3,
    medianTimeToCrimeDays: (20 + 1095) / 2,
    purchasers: 2,
    repeatPurchasers: 1,
    statesKnown: 0,
    otherState: 0,
    firstYear: 2022,
    lastYear: 2023,
    yearsAtThreshold: [2023],
  });
  const { shortShare } = figuresOfDealer(guns, new GunPlaces(), 7, 2);
  // Clopper and Pearson's interval of 3 of 4.
  expect(shortShare?.low).toBeCloseTo(0.19412, 4);
  expect(shortShare?.high).toBeCloseTo(0.99369, 4);
});

it('knows nothing of a dealer without guns', () => {
  expect(figuresOfDealer(guns, new GunPlaces(), 8, 2)).toMatchObject({
    traces: 0,
    shortShare: null,
    purchasers: null,
  });
});
