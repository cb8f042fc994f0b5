import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword } from '../../../server/access/password.ts';
import { checkNewPassword } from '../../../server/access/password-rules.ts';

const EMAIL = 'marlowe@region.example';

describe('what may be a password', () => {
  it.each([
    'correct horse battery staple',
    'seven lamps under water',
    'Tz8-Wn1-Jc6-Hd3',
    'größte Pfütze im Hof',
    '写真写真と海辺の町の夜更け',
    'x'.repeat(3) + 'yz4q8-'.repeat(3) + 'w'.repeat(179),
  ])('%s', async (password) => {
    await expect(checkNewPassword(password, EMAIL)).resolves.toBeUndefined();
  });

  it.each([
    ['short', /at least 12/],
    ['elevenchars', /at least 12/],
    // Twelve code units, six characters.
    ['😀😃😄😁😆😅', /at least 12/],
    [`${'abcdefgh 1 '.repeat(19)}`, /at most 200/],
    ['Marlowe-was-here-77', /e-mail address/],
    ['MyTracemapLogin1', /"tracemap"/],
    ['tr4c3map-9182736', /"tracemap"/],
    ['password1234', /tried first/],
    ['P@ssw0rd!2026', /tried first/],
    ['passwordpassword', /tried first/],
    ['Administrator1', /tried first/],
    ['letmein-letmein', /tried first/],
    ['123456789012', /tried first/],
    ['987654321098', /tried first/],
    ['qwertyuiop12', /tried first/],
    ['1qaz2wsx3edc', /tried first/],
    ['abcdefghijkl', /tried first/],
    ['aaaaaaaaaaaa', /tried first/],
    ['abcabcabcabc', /tried first/],
    ['Sunshine!!2026', /tried first/],
  ])('not %s', async (password, reason) => {
    await expect(checkNewPassword(password, EMAIL)).rejects.toThrow(reason);
  });
});

describe('a password', () => {
  it('is kept as argon2id with the cost OWASP asks for', async () => {
    expect(await hashPassword('seven lamps under water')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('is known again, however its letters were typed', async () => {
    const hash = await hashPassword('gro\u00dfe Pf\u00fctze');
    expect(await isPassword(hash, 'gro\u00dfe Pfu\u0308tze')).toBe(true);
    expect(await isPassword(hash, 'grosse Pf\u00fctze')).toBe(false);
  });

  it('is never right where there is none', async () => {
    expect(await isPassword(null, '')).toBe(false);
    expect(await isPassword(null, 'anything')).toBe(false);
  });
});
