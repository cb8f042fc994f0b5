import { PMTiles } from 'pmtiles';

/** A PMTiles archive in memory, as programs that show it read it. */
export function readArchive(bytes: Buffer): PMTiles {
  return new PMTiles({
    getKey: () => 'archive',
    getBytes: async (offset, length) => ({
      data: new Uint8Array(bytes.subarray(offset, offset + length)).buffer,
    }),
  });
}

/** The bytes of one tile, unpacked; empty where there is none. */
export async function tileOfArchive(
  archive: PMTiles,
  ...at: [z: number, x: number, y: number]
): Promise<Uint8Array> {
  const found = await archive.getZxy(...at);
  return new Uint8Array(found?.data ?? new ArrayBuffer(0));
}
