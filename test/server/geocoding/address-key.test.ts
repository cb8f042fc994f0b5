import { describe, expect, it } from 'vitest';
import type { Address } from '../../../server/geocoding/address.ts';
import { addressKey } from '../../../server/geocoding/address-key.ts';

const address = (parts: Partial<Address>): Address => ({
  street: '1200 N Charles St',
  city: 'Baltimore',
  county: null,
  state: 'MD',
  zip: '21201',
  lon: null,
  lat: null,
  ...parts,
});
const KEY = addressKey(address({}));

describe('addressKey', () => {
  it('is 22 characters that do not tell the address', () => expect(KEY).toMatch(/^[\w-]{22}$/));

  it('stays what it is: answers are kept under it', () => expect(KEY).toBe('q8oVVdc4tMM4yN7fSYM-se'));

  it.each<[string, Partial<Address>]>([
    ['case', { street: '1200 n charles st' }],
    ['punctuation', { street: '1200 N. Charles St.,', city: 'Baltimore,' }],
    ['spaces', { street: ' 1200  N Charles St ' }],
    ['nothing and an empty text', { county: '' }],
    ['coordinates', { lon: -76.6, lat: 39.3 }],
  ])('is the same for addresses that differ in %s', (_difference, parts) => {
    expect(addressKey(address(parts))).toBe(KEY);
  });

  it.each<[string, Partial<Address>]>([
    ['house number', { street: '1202 N Charles St' }],
    ['ZIP', { zip: '21202' }],
    ['state', { state: 'ME' }],
    ['county', { county: 'Baltimore' }],
    ['part the text stands in', { city: null, county: 'Baltimore' }],
  ])('is another for another %s', (_difference, parts) => {
    expect(addressKey(address(parts))).not.toBe(KEY);
  });
});
