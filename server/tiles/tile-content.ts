import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type ContentEncoding = 'br' | 'gzip' | 'identity';

/** Smaller bodies fit into one packet anyway. */
const COMPRESS_FROM_BYTES = 1024;

/** A quarter of the time for 5 % (Brotli) or 13 % (gzip) more bytes than by default: whoever asks first waits for it. */
const COMPRESS = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 1,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 1 }),
} as const;

export interface EncodedContent {
  readonly body: Buffer;
  readonly encoding: ContentEncoding;
}

/** The bytes of a tile (none where it is empty) and, once they were asked for, compressed. */
export class TileContent {
  readonly #compressed = new Map<ContentEncoding, Promise<Buffer>>();
  #sizeBytes: number;

  constructor(readonly bytes: Buffer) {
    this.#sizeBytes = bytes.length;
  }

  /** What all its forms take in memory. */
  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** The body to send to a client that prefers this encoding; compressed by the first who asks, for all others. */
  async as(encoding: ContentEncoding): Promise<EncodedContent> {
    if (encoding === 'identity' || this.bytes.length < COMPRESS_FROM_BYTES) {
      return { body: this.bytes, encoding: 'identity' };
    }
    const known = this.#compressed.get(encoding);
    if (known !== undefined) return { body: await known, encoding };
    const made = COMPRESS[encoding](this.bytes);
    this.#compressed.set(encoding, made);
    const body = await made;
    this.#sizeBytes += body.length;
    return { body, encoding };
  }
}

/** The best encoding that an `Accept-Encoding` header allows: Brotli before gzip, whatever their order. */
export function preferredEncoding(acceptEncoding: string | undefined): ContentEncoding {
  const weights = new Map<string, number>();
  for (const part of (acceptEncoding ?? '').split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    weights.set(coding, weight === undefined ? 1 : Number(weight));
  }
  const isAccepted = (coding: string) => (weights.get(coding) ?? weights.get('*') ?? 0) > 0;
  if (isAccepted('br')) return 'br';
  return isAccepted('gzip') ? 'gzip' : 'identity';
}
