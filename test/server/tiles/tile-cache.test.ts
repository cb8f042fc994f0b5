import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TileCache } from '../../../server/tiles/tile-cache.ts';
import { TileContent } from '../../../server/tiles/tile-content.ts';

const tile = (bytes: number) => new TileContent(Buffer.alloc(bytes));

describe('the cache of tiles', () => {
  it('lets go what was used longest ago', () => {
    const cache = new TileCache(4000);
    const [a, b, c] = [tile(1000), tile(1000), tile(1000)];
    cache.keep('a', a);
    cache.keep('b', b);
    cache.get('a');
    cache.keep('c', c);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([a, undefined, c]);
  });

  it('weighs a tile anew with its compressed form', async () => {
    const cache = new TileCache(1_000_000);
    const content = tile(10_000);
    cache.keep('a', content);
    const before = cache.bytes;
    const { body } = await content.as('br');
    cache.keep('a', content);
    expect(cache.bytes - before).toBe(body.length);
  });

  it('does not keep what is larger than all of it', () => {
    const cache = new TileCache(4000);
    cache.keep('small', tile(10));
    cache.keep('large', tile(5000));
    expect([cache.get('large'), cache.bytes]).toEqual([undefined, 0]);
  });

  it('stays within its bound, and gives what was kept last, whatever comes', () => {
    const use = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      bytes: fc.nat({ max: 3000 }),
      isKept: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(use), (uses) => {
        const cache = new TileCache(6000);
        const last = new Map<string, TileContent>();
        for (const { key, bytes, isKept } of uses) {
          if (isKept) {
            const content = tile(bytes);
            cache.keep(key, content);
            last.set(key, content);
            expect(cache.get(key)).toBe(content);
          } else {
            expect([undefined, last.get(key)]).toContain(cache.get(key));
          }
          expect(cache.bytes).toBeLessThanOrEqual(6000);
        }
      }),
    );
  });
});
