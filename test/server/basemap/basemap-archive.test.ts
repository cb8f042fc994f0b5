import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Compression, TileType } from 'pmtiles';
import { afterAll, describe, expect, it } from 'vitest';
import { openBasemapArchive } from '../../../server/basemap/basemap-archive.ts';
import { SetupError } from '../../../server/errors.ts';
import { vectorTile, writeArchive } from '../../helpers/pmtiles-archive.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-basemap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SQUARE: [number, number][][] = [
  [
    [0, 0],
    [4096, 0],
    [4096, 4096],
    [0, 4096],
    [0, 0],
  ],
];
const bytes = vectorTile({ earth: [{ type: 3, geometry: SQUARE, tags: { kind: 'earth' } }] });
const tiles = [
  { at: [0, 0, 0], bytes },
  { at: [4, 4, 6], bytes },
] as const;
const fileOf = (name: string) => path.join(folder, name);

describe('an archive', () => {
  it('tells its zooms and whom it is of, in plain words', async () => {
    writeArchive(fileOf('whole'), { tiles });
    const archive = await openBasemapArchive(fileOf('whole'));
    expect(archive.basemap).toEqual({
      kind: 'archive',
      minZoom: 0,
      maxZoom: 4,
      attribution: 'Protomaps © OpenStreetMap',
    });
    await archive.close();
  });

  it('names OpenStreetMap where it says nothing of its makers', async () => {
    writeArchive(fileOf('silent'), { tiles, metadata: { vector_layers: [{ id: 'water' }] } });
    const archive = await openBasemapArchive(fileOf('silent'));
    expect(archive.basemap.attribution).toBe('© OpenStreetMap');
    await archive.close();
  });

  it.each([Compression.None, Compression.Gzip])(
    'gives its tiles, compressed as %i',
    async (tileCompression) => {
      writeArchive(fileOf('packed'), { tiles, tileCompression });
      const archive = await openBasemapArchive(fileOf('packed'));
      const found = await archive.tile({ z: 4, x: 4, y: 6 });
      expect(found?.isGzipped).toBe(tileCompression === Compression.Gzip);
      expect(await archive.tile({ z: 4, x: 5, y: 6 })).toBeNull();
      expect(await archive.tile({ z: 9, x: 5, y: 6 })).toBeNull();
      await archive.close();
    },
  );
});

describe('is refused in one line that names it', () => {
  const refusal = async (name: string): Promise<unknown> =>
    openBasemapArchive(fileOf(name)).then(
      () => null,
      (error: unknown) => error,
    );

  it.each<[string, RegExp, () => void]>([
    ['missing', /does not exist/, () => {}],
    ['.', /is no file|cannot be read \(EISDIR\)/, () => {}],
    ['empty', /is not a PMTiles archive/, () => writeFileSync(fileOf('empty'), '')],
    ['text', /is not a PMTiles archive/, () => writeFileSync(fileOf('text'), 'root:x:0:0:'.repeat(100))],
    [
      'pictures',
      /holds no vector tiles/,
      () => writeArchive(fileOf('pictures'), { tiles, tileType: TileType.Png }),
    ],
    [
      'brotli',
      /compressed otherwise than with gzip/,
      () => writeArchive(fileOf('brotli'), { tiles, tileCompression: Compression.Brotli }),
    ],
    [
      'another-schema',
      /none of the layers of the Protomaps basemap/,
      () =>
        writeArchive(fileOf('another-schema'), {
          tiles,
          metadata: { vector_layers: [{ id: 'transportation' }] },
        }),
    ],
    [
      'without-metadata',
      /none of the layers of the Protomaps basemap/,
      () => writeArchive(fileOf('without-metadata'), { tiles, metadata: 'nothing' }),
    ],
  ])('%s', async (name, why, write) => {
    write();
    const error = await refusal(name);
    expect(error).toBeInstanceOf(SetupError);
    expect(String(error)).toMatch(
      /^SetupError: BASEMAP_PMTILES: [^\n]+\.$|^Error: BASEMAP_PMTILES: [^\n]+\.$/,
    );
    expect(String(error)).toMatch(why);
  });
});
