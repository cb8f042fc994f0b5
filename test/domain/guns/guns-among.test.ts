import { describe, expect, it } from 'vitest';
import { gunsAmong, traitsOfGun } from '../../../domain/guns/guns-among.ts';
import type { GunTraits } from '../../../domain/guns/same-gun.ts';

const gun = (manufacturer: string | null, traits: Partial<GunTraits> = {}): GunTraits => ({
  manufacturer,
  importer: null,
  firearmType: 'pistol',
  caliber: '9MM',
  ...traits,
});

describe('records with one serial number', () => {
  it('are one gun under any name of its maker, by an importer too', () => {
    const records = [
      gun('S&W'),
      gun('ZASTAVA'),
      gun('SMITH & WESSON CORP'),
      gun('CENTURY ARMS'),
      gun('ZASTAVA', { importer: 'CENTURY' }),
    ];
    expect(gunsAmong(records).map((of) => of.map((record) => records.indexOf(record)))).toEqual([
      [0, 2],
      [1, 3, 4],
    ]);
  });

  it('are several guns where types contradict each other, and none where nobody names a maker', () => {
    const records = [
      gun('RUGER'),
      gun('RUGER', { firearmType: 'rifle' }),
      gun(null),
      gun('UNKNOWN'),
      gun('RUGER'),
    ];
    expect(gunsAmong(records).map((of) => of.map((record) => records.indexOf(record)))).toEqual([
      [0, 4],
      [1],
    ]);
  });

  it('are told apart in no time, however many have one number', () => {
    const makers = ['GLOCK', 'RUGER', 'TAURUS', null];
    const many = Array.from({ length: 20_000 }, (_, at) => gun(makers[at % 4] ?? null));
    const started = performance.now();
    expect(gunsAmong(many).map((of) => of.length)).toEqual([5000, 5000, 5000]);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

it('says of a gun what the first record says that says anything', () => {
  const records = [
    gun(null, { firearmType: 'unknown', caliber: null }),
    gun('GLOCK', { importer: 'GLOCK INC' }),
  ];
  expect(traitsOfGun(records)).toEqual({
    manufacturer: 'GLOCK',
    importer: 'GLOCK INC',
    firearmType: 'pistol',
    caliber: '9MM',
  });
});
