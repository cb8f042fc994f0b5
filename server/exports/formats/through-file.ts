import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/**
 * The bytes of a file that can only be written whole: it is written on disk, in a folder of its own that nobody else may
 * read, and is gone when its last byte was taken, or nobody takes any more.
 */
export async function* throughFile(write: (file: string) => Promise<void>): AsyncGenerator<Uint8Array> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tracemap-export-'));
  try {
    const file = path.join(folder, 'file');
    await write(file);
    yield* createReadStream(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
