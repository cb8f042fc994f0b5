import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { preferredEncoding, TileContent } from '../../../server/tiles/tile-content.ts';

describe('preferredEncoding', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['br; q=0.1', 'br'],
    ['deflate', 'identity'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['identity', 'identity'],
  ])('of "%s" is %s', (header, encoding) => {
    expect(preferredEncoding(header)).toBe(encoding);
  });
});

describe('the content of a tile', () => {
  const bytes = Buffer.from('amber and teal '.repeat(200));

  it('is compressed once an encoding', async () => {
    const content = new TileContent(bytes);
    const [first, second] = await Promise.all([content.as('br'), content.as('br')]);
    expect(first.encoding).toBe('br');
    expect(second.body).toBe(first.body);
    expect(brotliDecompressSync(first.body)).toEqual(bytes);
    const zipped = await content.as('gzip');
    expect(gunzipSync(zipped.body)).toEqual(bytes);
    expect(content.sizeBytes).toBe(bytes.length + first.body.length + zipped.body.length);
    expect((await content.as('identity')).body).toBe(bytes);
  });

  it('is sent as it is where it is small', async () => {
    const content = new TileContent(Buffer.from('little'));
    expect(await content.as('br')).toEqual({ body: Buffer.from('little'), encoding: 'identity' });
  });
});
