import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** An uploaded file, not yet of any batch. */
export interface StoredUpload {
  readonly path: string;
  readonly contentSha256: string;
}

/** The folder of uploaded files. They hold personal data, so each is deleted as soon as it was imported or given up. */
export class UploadFolder {
  constructor(readonly folder: string) {}

  /** Writes a stream to the folder, hashing it on the way. */
  async store(content: Readable): Promise<StoredUpload> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const target = path.join(this.folder, `arriving-${randomUUID()}`);
    const hash = createHash('sha256');
    const hashing = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    try {
      await pipeline(content, hashing, createWriteStream(target, { mode: 0o600 }));
    } catch (error) {
      await rm(target, { force: true });
      throw error;
    }
    return { path: target, contentSha256: hash.digest('hex') };
  }

  /** Makes an upload that of a batch. */
  async keep(upload: StoredUpload, batchId: number): Promise<void> {
    await rename(upload.path, this.pathOf(batchId));
  }

  pathOf(batchId: number): string {
    return path.join(this.folder, String(batchId));
  }

  async remove(batchId: number): Promise<void> {
    await rm(this.pathOf(batchId), { force: true });
  }

  /** Deletes the files of all batches but these, and what arrived only in part: left by a server that died. */
  async sweep(waitingBatchIds: readonly number[]): Promise<void> {
    const kept = new Set(waitingBatchIds.map(String));
    const names = await readdir(this.folder).catch(() => []);
    for (const name of names) {
      if (!kept.has(name)) await rm(path.join(this.folder, name), { force: true });
    }
  }

  async discard(upload: StoredUpload): Promise<void> {
    await rm(upload.path, { force: true });
  }
}
