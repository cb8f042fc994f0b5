/** Writes PMTiles archives of version 3 (github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md): vector tiles in one file for any web server. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { LonLat } from '../../domain/geography/great-circle.ts';
import type { Tile } from './tile.ts';

export interface ArchivedTiles {
  readonly tiles: readonly { readonly tile: Tile; readonly bytes: Buffer }[];
  /** As TileJSON has it: `name`, `attribution`, `vector_layers` … */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Degrees. */
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  readonly centre: LonLat & { readonly zoom: number };
}

const HEADER_BYTES = 127;
/** Readers fetch header and directory as one piece of this size. */
const FIRST_BYTES = 16_384;
const GZIP = 2;
const VECTOR_TILES = 1;
/** Positions are in whole parts of a degree. */
const DEGREE_PARTS = 1e7;

interface Entry {
  readonly id: number;
  /** Tiles one after the other with these same bytes. */
  run: number;
  readonly offset: number;
  readonly length: number;
}

/** An archive as the bytes of its file: the same for the same tiles. An error where there are too many for one directory, some thousands. */
export function pmtilesArchive({ tiles, metadata, bounds, centre }: ArchivedTiles): Buffer {
  const { entries, contents } = packed(tiles);
  const directory = gzipSync(directoryOf(entries));
  if (HEADER_BYTES + directory.length > FIRST_BYTES) {
    throw new Error(
      `${tiles.length} tiles are too many for an archive with one directory. Leave out the nearest zoom.`,
    );
  }
  const described = gzipSync(JSON.stringify(metadata));
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('PMTiles');
  header.writeUInt8(3, 7);
  const data = Buffer.concat(contents);
  const parts = [directory, described, Buffer.alloc(0), data];
  let offset = HEADER_BYTES;
  for (const [index, { length }] of parts.entries()) {
    header.writeBigUInt64LE(BigInt(offset), 8 + 16 * index);
    header.writeBigUInt64LE(BigInt(length), 16 + 16 * index);
    offset += length;
  }
  const counts = [tiles.length, entries.length, contents.length];
  for (const [index, count] of counts.entries()) header.writeBigUInt64LE(BigInt(count), 72 + 8 * index);
  const zooms = tiles.map(({ tile: { z } }) => z);
  const isClustered = 1;
  const facts = [isClustered, GZIP, GZIP, VECTOR_TILES, Math.min(...zooms), Math.max(...zooms)];
  for (const [index, fact] of facts.entries()) header.writeUInt8(fact, 96 + index);
  for (const [index, degrees] of bounds.entries()) writeDegrees(header, degrees, 102 + 4 * index);
  header.writeUInt8(centre.zoom, 118);
  writeDegrees(header, centre.lon, 119);
  writeDegrees(header, centre.lat, 123);
  return Buffer.concat([header, ...parts]);
}

const writeDegrees = (header: Buffer, degrees: number, at: number) =>
  header.writeInt32LE(Math.round(degrees * DEGREE_PARTS), at);

/** Tiles compressed, in the order of their ids, the same bytes once. */
function packed(tiles: ArchivedTiles['tiles']) {
  const entries: Entry[] = [];
  const contents: Buffer[] = [];
  const places = new Map<string, Pick<Entry, 'offset' | 'length'>>();
  let end = 0;
  const sorted = tiles
    .map(({ tile, bytes }) => ({ id: tileId(tile), bytes }))
    .toSorted((a, b) => a.id - b.id);
  for (const { id, bytes } of sorted) {
    const digest = createHash('sha256').update(bytes).digest('base64');
    let place = places.get(digest);
    if (place === undefined) {
      const content = gzipSync(bytes);
      place = { offset: end, length: content.length };
      places.set(digest, place);
      contents.push(content);
      end += content.length;
    }
    const before = entries.at(-1);
    if (before !== undefined && before.offset === place.offset && before.id + before.run === id)
      before.run += 1;
    else entries.push({ id, run: 1, ...place });
  }
  return { entries, contents };
}

/** Ids as steps from one to the next, then run lengths, lengths, and offsets, 0 for right after the one before. */
function directoryOf(entries: readonly Entry[]): Buffer {
  const steps = entries.map(({ id }, index) => id - (entries[index - 1]?.id ?? 0));
  const offsets = entries.map(({ offset }, index) => {
    const before = entries[index - 1];
    return before !== undefined && before.offset + before.length === offset ? 0 : offset + 1;
  });
  const runs = entries.map(({ run }) => run);
  const lengths = entries.map(({ length }) => length);
  return Buffer.from([entries.length, ...steps, ...runs, ...lengths, ...offsets].flatMap(varint));
}

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

/** The number of a tile: zoom after zoom, along a Hilbert curve in each. */
export function tileId({ z, x, y }: Tile): number {
  let [column, row] = [x, y];
  let id = (4 ** z - 1) / 3;
  for (let half = 2 ** z / 2; half >= 1; half /= 2) {
    const [isEast, isSouth] = [column >= half, row >= half];
    const quarter = isEast ? (isSouth ? 2 : 3) : isSouth ? 1 : 0;
    id += quarter * half ** 2;
    column %= half;
    row %= half;
    // The curve enters and leaves a quarter in the north the other way round.
    if (!isSouth) [column, row] = isEast ? [half - 1 - row, half - 1 - column] : [row, column];
  }
  return id;
}
