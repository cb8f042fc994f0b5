import { describe, expect, it } from 'vitest';
import type { GunTraits } from '../../../domain/guns/same-gun.ts';
import { compareGuns, gunVerdict, recordsOfGun } from '../../../domain/guns/same-gun.ts';

const gun = (manufacturer: string | null, traits: Partial<GunTraits> = {}): GunTraits => ({
  manufacturer,
  importer: null,
  firearmType: 'pistol',
  caliber: '9MM',
  ...traits,
});

describe('two records with one serial number', () => {
  it.each<[string, GunTraits, GunTraits, 'same' | 'unsure' | 'different']>([
    ['of one maker and type', gun('GLOCK GMBH'), gun('GLOCK'), 'same'],
    ['written with another caliber', gun('GLOCK'), gun('GLOCK', { caliber: '.40' }), 'same'],
    ['of a maker whose type nobody says', gun('GLOCK'), gun('GLOCK', { firearmType: 'unknown' }), 'same'],
    ['of one maker, pistol and revolver', gun('RUGER'), gun('RUGER', { firearmType: 'revolver' }), 'same'],
    ['of one maker, pistol and rifle', gun('RUGER'), gun('RUGER', { firearmType: 'rifle' }), 'unsure'],
    ['of two makers', gun('GLOCK'), gun('RUGER'), 'different'],
    ['of a maker and nobody', gun('GLOCK'), gun(null), 'unsure'],
    [
      'of a maker and nobody, pistol and rifle',
      gun('GLOCK'),
      gun(null, { firearmType: 'rifle' }),
      'different',
    ],
    ['by an importer', gun('HS PRODUKT', { importer: 'SPRINGFIELD' }), gun('SPRINGFIELD ARMORY'), 'same'],
    [
      'by the maker and by the importer alone',
      gun('ZASTAVA', { importer: 'CENTURY ARMS' }),
      gun('CENTURY ARMS INTERNATIONAL'),
      'same',
    ],
  ])('%s', (_what, one, other, verdict) => {
    expect(gunVerdict(compareGuns(one, other))).toBe(verdict);
    expect(gunVerdict(compareGuns(other, one))).toBe(verdict);
  });

  it('have one caliber where the first number is the same', () => {
    const caliber = (one: string | null, other: string | null) =>
      compareGuns(gun('GLOCK', { caliber: one }), gun('GLOCK', { caliber: other })).caliber;
    expect(caliber('9MM LUGER', '9')).toBe('agrees');
    expect(caliber('.40 S&W', '40')).toBe('agrees');
    expect(caliber('9MM', '.40')).toBe('differs');
    expect(caliber('9MM', null)).toBe('unknown');
    expect(caliber('9MM', 'UNKNOWN')).toBe('unknown');
  });
});

describe('the records of a gun', () => {
  it('are found through others that say more, and apart from those of which nobody can say', () => {
    const asked = gun('ZASTAVA', { caliber: null });
    const byImporter = gun('CENTURY');
    const both = gun('ZASTAVA', { importer: 'CENTURY' });
    const nobody = gun(null);
    const other = gun('GLOCK');
    const { same, unsure } = recordsOfGun(asked, [byImporter, other, both, nobody]);
    expect(same.map(({ record }) => record)).toEqual([asked, both, byImporter]);
    expect(same.map(({ comparison }) => comparison?.maker ?? null)).toEqual([null, 'agrees', 'agrees']);
    expect(unsure).toEqual([
      { record: nobody, comparison: { maker: 'unknown', firearmType: 'agrees', caliber: 'unknown' } },
    ]);
  });

  it('are none that contradicts one of them, whatever a third says', () => {
    const untold = gun('RUGER', { firearmType: 'unknown' });
    const shotgun = gun('RUGER', { firearmType: 'shotgun' });
    const { same, unsure } = recordsOfGun(gun('RUGER'), [
      shotgun,
      untold,
      gun(null, { firearmType: 'rifle' }),
    ]);
    expect(same.map(({ record }) => record)).toEqual([gun('RUGER'), untold]);
    expect(unsure.map(({ record }) => record)).toEqual([shotgun]);
  });
});
