import type { Readable } from 'node:stream';

/** Takes bytes off a stream in the pieces the caller wants; what was not taken yet is all that is kept. */
export class ByteReader {
  readonly #stream: Readable;
  readonly #chunks: AsyncIterator<unknown>;
  readonly #onBytes: (bytes: number) => void;
  #rest: Buffer = Buffer.alloc(0);

  constructor(stream: Readable, onBytes: (bytes: number) => void = () => {}) {
    this.#stream = stream;
    this.#chunks = stream[Symbol.asyncIterator]();
    this.#onBytes = onBytes;
  }

  /** The next bytes; fewer than asked for only where the stream ends. */
  async take(count: number): Promise<Buffer> {
    if (this.#rest.length < count) await this.#fill(count);
    const taken = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }

  close(): void {
    this.#stream.destroy();
  }

  async #fill(count: number): Promise<void> {
    const parts = [this.#rest];
    let bytes = this.#rest.length;
    while (bytes < count) {
      const { done, value } = await this.#chunks.next();
      if (done === true) break;
      if (!Buffer.isBuffer(value)) throw new Error('A stream of bytes gives bytes.');
      this.#onBytes(value.length);
      parts.push(value);
      bytes += value.length;
    }
    this.#rest = Buffer.concat(parts);
  }
}
