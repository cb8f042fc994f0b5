import { createHash } from 'node:crypto';
import { Compression, TileType, zxyToTileId } from 'pmtiles';
import { describe, expect, it } from 'vitest';
import { pmtilesArchive, tileId } from '../../../server/tiles/pmtiles-archive.ts';
import { readArchive, tileOfArchive } from '../../helpers/read-archive.ts';

const ABOUT = {
  metadata: { name: 'Guns' },
  bounds: [-180, -15, 179.5, 72],
  centre: { lon: -76.6, lat: 39.3, zoom: 3 },
} as const;
const tileAt = (z: number, x: number, y: number, text: string) => ({
  tile: { z, x, y },
  bytes: Buffer.from(text),
});

describe('an archive of tiles', () => {
  it('numbers tiles as the library that reads them does', () => {
    for (let z = 0; z <= 6; z += 1) {
      for (let x = 0; x < 2 ** z; x += 1) {
        for (let y = 0; y < 2 ** z; y += 1) {
          expect(tileId({ z, x, y }), `${z}/${x}/${y}`).toBe(zxyToTileId(z, x, y));
        }
      }
    }
  });

  it('is read back as it was written, in whichever order', async () => {
    const archive = readArchive(
      pmtilesArchive({
        ...ABOUT,
        tiles: [tileAt(2, 3, 1, 'near'), tileAt(0, 0, 0, 'far'), tileAt(1, 1, 1, 'x'.repeat(1000))],
      }),
    );
    expect(await archive.getHeader()).toMatchObject({
      specVersion: 3,
      minZoom: 0,
      maxZoom: 2,
      minLon: -180,
      minLat: -15,
      maxLon: 179.5,
      maxLat: 72,
      centerZoom: 3,
      centerLon: -76.6,
      centerLat: 39.3,
      tileType: TileType.Mvt,
      tileCompression: Compression.Gzip,
      internalCompression: Compression.Gzip,
      clustered: true,
      numAddressedTiles: 3,
    });
    expect(await archive.getMetadata()).toEqual({ name: 'Guns' });
    const text = async (...at: [number, number, number]) =>
      Buffer.from(await tileOfArchive(archive, ...at)).toString();
    expect(await text(2, 3, 1)).toBe('near');
    expect(await text(0, 0, 0)).toBe('far');
    expect(await text(1, 1, 1)).toBe('x'.repeat(1000));
    expect(await text(1, 0, 0)).toBe('');
  });

  it('holds the same bytes once', async () => {
    // Ids 1 to 4 at zoom 1: 0/0, 0/1, 1/1, 1/0.
    const archive = readArchive(
      pmtilesArchive({
        ...ABOUT,
        tiles: [
          tileAt(0, 0, 0, 'all'),
          tileAt(1, 0, 0, 'same'),
          tileAt(1, 0, 1, 'same'),
          tileAt(1, 1, 1, 'other'),
          tileAt(1, 1, 0, 'same'),
        ],
      }),
    );
    expect(await archive.getHeader()).toMatchObject({
      numAddressedTiles: 5,
      numTileEntries: 4,
      numTileContents: 3,
    });
    const texts = [];
    for (const [x, y] of [
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 0],
    ] as const) {
      texts.push(Buffer.from(await tileOfArchive(archive, 1, x, y)).toString());
    }
    expect(texts).toEqual(['same', 'same', 'other', 'same']);
  });

  it('says when its tiles are too many for one directory', () => {
    const side = Array.from({ length: 128 }, (_, index) => index);
    // Lengths that nobody could foresee: a directory of others is packed into a few bytes.
    const bytesOf = (text: string) => {
      const length = createHash('sha256').update(text).digest().readUInt16BE(0) % 1000;
      return createHash('shake256', { outputLength: 1 + length })
        .update(text)
        .digest();
    };
    const tiles = side.flatMap((x) =>
      side.map((y) => ({ tile: { z: 7, x, y }, bytes: bytesOf(`${x} ${y}`) })),
    );
    expect(() => pmtilesArchive({ ...ABOUT, tiles })).toThrow('16384 tiles are too many');
  });
});
