import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Compression, PMTiles, SharedPromiseCache, TileType } from 'pmtiles';
import { z } from 'zod';
import type { ArchiveBasemap } from '../../domain/basemap.ts';
import { attributionText } from '../../domain/basemap.ts';
import { SetupError } from '../errors.ts';
import type { Tile } from '../tiles/tile.ts';
import { ArchiveFile } from './archive-file.ts';

/** A tile as the archive holds it. */
export interface ArchivedTile {
  readonly bytes: Buffer;
  readonly isGzipped: boolean;
}

/** The operator's archive of basemap tiles, open for as long as the server runs. */
export interface BasemapArchive {
  /** What the page is told of it. */
  readonly basemap: ArchiveBasemap;
  /** Another text for another file: what a browser has kept of it is told apart by that. */
  readonly version: string;
  /** Null where the archive has no such tile. */
  tile(tile: Tile): Promise<ArchivedTile | null>;
  close(): Promise<void>;
}

/** Of Protomaps' basemap schema, what the page draws. */
const KNOWN_LAYERS = ['earth', 'water', 'landuse', 'roads', 'buildings', 'boundaries', 'places'];
const DEFAULT_ATTRIBUTION = '© OpenStreetMap';

const metadataShape = z.object({
  attribution: z.string().optional().catch(undefined),
  vector_layers: z.array(z.object({ id: z.string() })),
});

const unzip = promisify(gunzip);
/** A part of 64 MB unpacked is no basemap's. */
const MOST_UNPACKED = 64 * 1024 * 1024;

async function unpacked(data: ArrayBuffer, compression: Compression): Promise<ArrayBuffer> {
  if (compression === Compression.None) return data;
  if (compression !== Compression.Gzip) throw new Error('it is compressed otherwise than with gzip');
  return new Uint8Array(await unzip(data, { maxOutputLength: MOST_UNPACKED })).buffer;
}

/** Opens an archive. A {@link SetupError} of one line where it is missing or nothing the page can draw. */
export async function openBasemapArchive(path: string): Promise<BasemapArchive> {
  const refused = (why: string) => new SetupError(`BASEMAP_PMTILES: ${path} ${why}.`);
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw refused(error.code === 'ENOENT' ? 'does not exist' : `cannot be read (${error.code})`);
  });
  try {
    const status = await handle.stat();
    if (!status.isFile()) throw refused('is no file');
    const file = new ArchiveFile(handle, path);
    const version = `${status.mtimeMs.toString(36)}-${status.size.toString(36)}`;
    const archive = await readArchive(file, refused);
    return { ...archive, version, close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readArchive(
  file: ArchiveFile,
  refused: (why: string) => SetupError,
): Promise<Pick<BasemapArchive, 'basemap' | 'tile'>> {
  const directories = new SharedPromiseCache(undefined, undefined, unpacked);
  const reader = new PMTiles(file, directories, unpacked);
  const header = await reader.getHeader().catch(() => {
    throw refused('is not a PMTiles archive of version 3');
  });
  if (header.tileType !== TileType.Mvt) throw refused('holds no vector tiles');
  if (header.tileCompression !== Compression.Gzip && header.tileCompression !== Compression.None) {
    throw refused('holds tiles that are compressed otherwise than with gzip; make it anew with gzip');
  }
  const metadata = metadataShape.safeParse(await reader.getMetadata().catch(() => null));
  const layers = metadata.data?.vector_layers.map(({ id }) => id) ?? [];
  if (!layers.some((id) => KNOWN_LAYERS.includes(id))) {
    throw refused(`has none of the layers of the Protomaps basemap (${KNOWN_LAYERS.join(', ')})`);
  }
  // Tiles go to the page as they are: it unpacks them itself.
  const packed = new PMTiles(file, directories, async (data) => data);
  return {
    basemap: {
      kind: 'archive',
      minZoom: header.minZoom,
      maxZoom: header.maxZoom,
      attribution: attributionText(metadata.data?.attribution ?? '') || DEFAULT_ATTRIBUTION,
    },
    async tile({ z: zoom, x, y }) {
      const found = await packed.getZxy(zoom, x, y);
      if (found === undefined || found.data.byteLength === 0) return null;
      return {
        bytes: Buffer.from(found.data),
        isGzipped: header.tileCompression === Compression.Gzip,
      };
    },
  };
}
