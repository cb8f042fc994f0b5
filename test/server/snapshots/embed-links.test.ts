import { describe, expect, it } from 'vitest';
import { opensPage, signedAddress } from '../../../server/snapshots/embed-links.ts';

const KEY = Buffer.alloc(32, 'k');
const ID = 'abcdefghij0123456789';
const NOW = Date.parse('2026-12-01T12:00:00Z');
const ENDS = new Date(NOW + 60_000);
const address = signedAddress(KEY, ID, ENDS);
const query = new URLSearchParams(address.slice(address.indexOf('?')));
const changed = (name: string, value: string) => {
  const other = new URLSearchParams(query);
  other.set(name, value);
  return other;
};
const signature = query.get('signature') ?? '';

describe('a signed link', () => {
  it('is the address of its page, with the moment it ends and 256 bits that agree with both', () => {
    expect(address).toMatch(/^\/embed\/abcdefghij0123456789\?expires=1796126460&signature=[\w-]{43}$/);
    expect(opensPage(KEY, ID, query, NOW)).toBe(true);
    expect(opensPage(KEY, ID, query, ENDS.getTime() - 1)).toBe(true);
  });

  it('is by HMAC-SHA-256 of the id, a line end and the seconds', () => {
    // printf 'abcdefghij0123456789\n1796126460' | openssl dgst -sha256 -hmac kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk -binary | basenc --base64url
    expect(`${signature}=`).toBe('f68lC39yaWNnjZtszuG6J5IsIZWP4FRZVy4RKHU2pTQ=');
  });

  it.each([
    ['nothing', new URLSearchParams()],
    ['no signature', new URLSearchParams({ expires: query.get('expires') ?? '' })],
    ['no moment', new URLSearchParams({ signature })],
    ['an empty signature', changed('signature', '')],
    ['a signature that is cut', changed('signature', signature.slice(0, -1))],
    ['a signature that is longer', changed('signature', `${signature}A`)],
    [
      'a signature with another letter',
      changed('signature', `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`),
    ],
    ['letters of other bytes', changed('signature', 'é'.repeat(43))],
    ['a later moment', changed('expires', '1796126461')],
    ['the same moment otherwise written', changed('expires', '01796126460')],
    ['no number', changed('expires', 'Infinity')],
    ['a number below zero', changed('expires', '-1')],
  ])('does not open with %s', (_what, given) => {
    expect(opensPage(KEY, ID, given, NOW)).toBe(false);
  });

  it('does not open when its moment is there, by another key, or another page', () => {
    expect(opensPage(KEY, ID, query, ENDS.getTime())).toBe(false);
    expect(opensPage(Buffer.alloc(32, 'l'), ID, query, NOW)).toBe(false);
    expect(opensPage(KEY, 'bbcdefghij0123456789', query, NOW)).toBe(false);
  });
});
