import type { FileHandle } from 'node:fs/promises';
import type { RangeResponse, Source } from 'pmtiles';

/** Larger than any tile or directory of an archive: what asks for more is damaged. */
const MOST_BYTES = 64 * 1024 * 1024;

/** A PMTiles archive as the library reads it: parts of a file that stays open. */
export class ArchiveFile implements Source {
  constructor(
    private readonly handle: FileHandle,
    private readonly path: string,
  ) {}

  getKey(): string {
    return this.path;
  }

  /** The bytes from `offset` on; at the start, whose length nobody knows, fewer where the file ends before. */
  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    if (!Number.isSafeInteger(offset) || !(length >= 0 && length <= MOST_BYTES)) {
      throw new Error(`${this.path} is damaged: it names a part of ${length} bytes.`);
    }
    const bytes = new Uint8Array(length);
    const { bytesRead } = await this.handle.read(bytes, 0, length, offset);
    if (bytesRead < length && offset > 0) throw new Error(`${this.path} is damaged: it ends too early.`);
    return { data: bytes.buffer.slice(0, bytesRead) };
  }
}
