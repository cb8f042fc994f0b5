import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../../../server/geocoding/address.ts';
import { readQuestion } from '../../../../server/geocoding/providers/question.ts';

const address = (street: string | null, parts: Partial<Address> = {}): Address => ({
  street,
  city: 'Baltimore',
  county: null,
  state: 'MD',
  zip: '21201',
  lon: null,
  lat: null,
  ...parts,
});

describe('what leaves of an address', () => {
  it.each([
    ['1200 North Charles Street', '1200 N CHARLES ST'],
    ['1200 N Charles St Apt 4B', '1200 N CHARLES ST'],
    ['1200 N Charles St #4 REAR', '1200 N CHARLES ST'],
    ['1200 1/2 N Charles St', '1200 1/2 N CHARLES ST'],
    ['37-12 73rd St', '37-12 73RD ST'],
    ['N6W23001 Bluemound Rd', 'N6W23001 BLUEMOUND RD'],
    ['22999 US HWY 59 N', '22999 US HIGHWAY 59 N'],
  ])('of %j the house number and the street', (given, street) => {
    expect(readQuestion(address(given))).toMatchObject({
      street,
      city: 'BALTIMORE',
      state: 'MD',
      zip: '21201',
    });
  });

  it('takes an address on one line apart', () => {
    const parts = { city: null, state: null, zip: null };
    expect(readQuestion(address('1200 N Charles St, Apt 4, Baltimore, MD 21201-1234', parts))).toMatchObject({
      street: '1200 N CHARLES ST',
      city: 'BALTIMORE',
      state: 'MD',
      zip: '21201',
    });
  });

  it.each<[string, Address]>([
    ['no street', address(null)],
    ['a hundred-block', address('2900 BLK N CHARLES ST')],
    ['a crossing', address('N CHARLES ST & E READ ST')],
    ['a post box', address('PO BOX 12')],
    ['a street without a number', address('N CHARLES ST')],
    ['a remark', address('WITH HIS MOTHER')],
    ['no place', address('1200 N CHARLES ST', { city: null, state: 'MD', zip: null })],
    ['a city without a state', address('1200 N CHARLES ST', { state: null, zip: null })],
  ])('nothing of an address with %s', (_what, given) => expect(readQuestion(given)).toBeNull());

  it('is plain text, whatever a file has in its address', () => {
    const words = fc.constantFrom(
      '12',
      '37-12',
      'ELM',
      'St',
      '"',
      ',',
      '\n',
      '=1',
      'ñ',
      '½',
      '‘',
      '\u0000',
      '#4',
      '&',
      '(',
      '1/2',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(words).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(texts, texts, (street, city) => {
        const question = readQuestion(address(`12 ${street}`, { city }));
        const { street: sent = '', city: sentCity = null } = question ?? {};
        return [sent, sentCity ?? ''].every((part) => /^[A-Z0-9#/ -]*$/.test(part));
      }),
      { numRuns: 2000 },
    );
  });
});
