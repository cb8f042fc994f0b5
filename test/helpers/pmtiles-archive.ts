/** Writes small PMTiles archives of version 3, and the vector tiles in them. */
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { Compression, TileType, zxyToTileId } from 'pmtiles';

/** Of a point, line or polygon in tile units, 0 to 4095 from the upper left. */
export interface ArchivedFeature {
  readonly type: 1 | 2 | 3;
  readonly geometry: [number, number][][];
  readonly tags: Readonly<Record<string, string | number>>;
}

/** The bytes of a vector tile with these features by layer. */
export function vectorTile(layers: Readonly<Record<string, readonly ArchivedFeature[]>>): Buffer {
  const wrapped = Object.entries(layers).map(([name, features]) => [name, { features }]);
  return Buffer.from(fromGeojsonVt(Object.fromEntries(wrapped), { version: 2, extent: 4096 }));
}

export interface Archive {
  readonly tiles: readonly {
    readonly at: readonly [z: number, x: number, y: number];
    readonly bytes: Buffer;
  }[];
  /** What the archive says of itself; as Protomaps' where left out. */
  readonly metadata?: unknown;
  readonly tileType?: TileType;
  readonly tileCompression?: Compression;
}

const HEADER_BYTES = 127;
const PROTOMAPS = {
  attribution:
    '<a href="https://protomaps.com">Protomaps</a> &copy; <a href="https://openstreetmap.org">OpenStreetMap</a>',
  vector_layers: ['earth', 'water', 'roads'].map((id) => ({ id, fields: {} })),
};

/** Writes an archive to a file; its directory and metadata are packed, as those of real ones are. */
export function writeArchive(
  file: string,
  { tiles, metadata = PROTOMAPS, tileType = TileType.Mvt, tileCompression = Compression.Gzip }: Archive,
): void {
  const sorted = tiles
    .map(({ at, bytes }) => ({
      id: zxyToTileId(...at),
      bytes: tileCompression === Compression.Gzip ? gzipSync(bytes) : bytes,
    }))
    .sort((a, b) => a.id - b.id);
  const directory = gzipSync(directoryOf(sorted));
  const described = gzipSync(JSON.stringify(metadata));
  const data = Buffer.concat(sorted.map(({ bytes }) => bytes));
  const zooms = tiles.map(({ at: [z] }) => z);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('PMTiles');
  header.writeUInt8(3, 7);
  const parts = [directory, described, Buffer.alloc(0), data];
  let offset = HEADER_BYTES;
  for (const [index, part] of parts.entries()) {
    header.writeBigUInt64LE(BigInt(offset), 8 + index * 16);
    header.writeBigUInt64LE(BigInt(part.length), 16 + index * 16);
    offset += part.length;
  }
  for (const at of [72, 80, 88]) header.writeBigUInt64LE(BigInt(sorted.length), at);
  const ends = [1, Compression.Gzip, tileCompression, tileType, Math.min(...zooms), Math.max(...zooms)];
  for (const [index, value] of ends.entries()) header.writeUInt8(value, 96 + index);
  writeFileSync(file, Buffer.concat([header, ...parts]));
}

/** Ids as steps from one to the next, then run lengths, lengths, and offsets, 0 for right after the one before. */
function directoryOf(tiles: readonly { readonly id: number; readonly bytes: Buffer }[]): Buffer {
  const steps = tiles.map(({ id }, index) => id - (tiles[index - 1]?.id ?? 0));
  const offsets = tiles.map((_, index) => (index === 0 ? 1 : 0));
  const lengths = tiles.map(({ bytes }) => bytes.length);
  return Buffer.from([tiles.length, ...steps, ...tiles.map(() => 1), ...lengths, ...offsets].flatMap(varint));
}

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
