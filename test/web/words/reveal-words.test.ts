import { expect, it } from 'vitest';
import type { Reveals } from '../../../domain/reveals.ts';
import { gunWords, revealsSentence, sharedWords, withoutWords } from '../../../web/words/reveal-words.ts';

const part = (code: string, count: number) => ({
  code,
  name: `${code} Police`,
  count,
  subject: '1',
  recoveries: [],
});
const told = (...parts: readonly ReturnType<typeof part>[]) => ({
  id: '1',
  yours: 0,
  partners: 0,
  together: parts.reduce((sum, { count }) => sum + count, 0),
  agencies: parts.length,
  parts: [...parts],
});

it('says how much of it is in whose data', () => {
  expect(sharedWords('purchaser', told(part('OWN', 3), part('BALTCO', 2)), 'OWN')).toBe(
    '3 traces in your data and 2 in the data of BALTCO Police',
  );
  expect(sharedWords('purchaser', told(part('OWN', 1), part('B', 2), part('C', 4)), 'OWN')).toBe(
    '1 trace in your data and 6 in others’',
  );
  expect(sharedWords('gun', told(part('B', 1), part('C', 1)), 'OWN')).toBe(
    '1 recovery in the data of B Police and 1 in the data of C Police',
  );
});

it('says what a gun is and when it was recovered, and no serial number', () => {
  const gun = {
    ...told(part('OWN', 1), part('B', 1)),
    firearmType: 'pistol' as const,
    manufacturer: 'KNOX',
    caliber: '9MM',
    firstRecoveredOn: '2023-02-01',
    lastRecoveredOn: '2024-06-01',
  };
  expect(gunWords(gun)).toBe('KNOX pistol, 9MM, recovered 1 Feb 2023 to 1 Jun 2024');
  expect(gunWords({ ...gun, caliber: null, lastRecoveredOn: '2023-02-01' })).toBe(
    'KNOX pistol, recovered on 1 Feb 2023',
  );
  expect(gunWords({ ...gun, firstRecoveredOn: null, lastRecoveredOn: null })).toBe('KNOX pistol, 9MM');
});

it('says whose data takes no part, and nothing where all does', () => {
  expect(withoutWords('corridor', 0)).toBe('');
  expect(withoutWords('corridor', 1)).toBe('The data of 1 partner takes no part: they share no traces.');
});

it('says what there is altogether, leaving out what is closed', () => {
  const some = (total: number) => ({ items: [], total, without: 0, closed: null });
  const reveals: Reveals = {
    own: { code: 'OWN', name: 'Own Police' },
    partners: 1,
    dealers: some(2),
    purchasers: some(0),
    guns: some(1),
    corridors: some(1),
    notice: '',
  };
  expect(revealsSentence(reveals)).toBe(
    'Own Police and 1 partner: 2 dealers, 0 purchasers, 1 gun and 1 corridor that no agency sees whole.',
  );
  const closed = { ...some(0), closed: 'closed' };
  expect(revealsSentence({ ...reveals, dealers: closed, purchasers: closed, guns: closed })).toBe(
    'Own Police and 1 partner: 1 corridor that no agency sees whole.',
  );
});
