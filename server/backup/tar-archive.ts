/**
 * Archives in the ustar format, which every tar reads: a header of 512 bytes for each file, what is in it, filled up to the
 * next 512, and two empty blocks at the end.
 */
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

const BLOCK = 512;

/** A file or folder in an archive; of a folder the name ends with `/` and `bytes` is 0. */
export interface TarEntry {
  readonly name: string;
  readonly bytes: number;
}

/** The bytes of one file whose content is at hand. */
export async function* tarOfText(name: string, text: string): AsyncGenerator<Buffer> {
  const content = Buffer.from(text);
  yield header({ name, bytes: content.length });
  yield* filledUp(content);
}

/** The bytes of a folder and all in it, under `name`. Files of the names in `leftOut` are not taken; symbolic links neither. */
export async function* tarOfFolder(
  folder: string,
  name: string,
  leftOut: ReadonlySet<string>,
): AsyncGenerator<Buffer> {
  yield header({ name: `${name}/`, bytes: 0 });
  const found = await readdir(folder, { withFileTypes: true });
  for (const entry of found.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const inner = path.join(folder, entry.name);
    const innerName = `${name}/${entry.name}`;
    if (entry.isDirectory()) yield* tarOfFolder(inner, innerName, leftOut);
    else if (entry.isFile() && !leftOut.has(entry.name)) yield* tarOfFile(inner, innerName);
  }
}

/** What ends an archive. */
export const tarEnd = (): Buffer => Buffer.alloc(2 * BLOCK);

async function* tarOfFile(file: string, name: string): AsyncGenerator<Buffer> {
  const { size: bytes } = await lstat(file);
  yield header({ name, bytes });
  let read = 0;
  for await (const chunk of bytes === 0 ? [] : createReadStream(file, { end: bytes - 1 })) {
    read += chunk.length;
    yield chunk;
  }
  if (read !== bytes) throw new Error(`${file} became shorter while it was read.`);
  yield Buffer.alloc(padding(bytes));
}

function* filledUp(content: Buffer): Generator<Buffer> {
  yield content;
  yield Buffer.alloc(padding(content.length));
}

const padding = (bytes: number): number => (BLOCK - (bytes % BLOCK)) % BLOCK;

/** Where the fields of a header begin, and how many bytes they have. */
const FIELDS = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  magic: [257, 8],
} as const;

function header({ name, bytes }: TarEntry): Buffer {
  const block = Buffer.alloc(BLOCK);
  const put = (field: keyof typeof FIELDS, text: string) => {
    const [start, length] = FIELDS[field];
    if (Buffer.byteLength(text) > length) throw new Error(`${name} is too long for an archive.`);
    block.write(text, start);
  };
  const isFolder = name.endsWith('/');
  put('name', name);
  put('mode', isFolder ? '0000700' : '0000600');
  for (const field of ['uid', 'gid'] as const) put(field, '0000000');
  put('size', bytes.toString(8).padStart(11, '0'));
  put('mtime', '00000000000');
  put('type', isFolder ? '5' : '0');
  put('magic', 'ustar\u000000');
  put('checksum', `${checksum(block).toString(8).padStart(6, '0')}\0 `);
  return block;
}

/** The sum of all bytes of a header, with blanks where the sum itself stands. */
function checksum(block: Buffer): number {
  const [start, length] = FIELDS.checksum;
  return block.reduce(
    (sum, byte, index) => sum + (index >= start && index < start + length ? 0x20 : byte),
    0,
  );
}

/**
 * Goes through an archive; `take` reads the content of each entry to its end or leaves it. An error where it is no archive, or
 * ends too early.
 */
export async function readTar(
  bytes: AsyncIterable<Buffer>,
  take: (entry: TarEntry, content: AsyncGenerator<Buffer>) => Promise<void>,
): Promise<void> {
  const reader = new ByteReader(bytes);
  for (;;) {
    const block = await reader.exactly(BLOCK);
    if (block.every((byte) => byte === 0)) return;
    const entry = entryOf(block);
    const content = reader.next(entry.bytes);
    await take(entry, content);
    for await (const _ of content);
    await reader.exactly(padding(entry.bytes));
  }
}

function entryOf(block: Buffer): TarEntry {
  const text = (field: keyof typeof FIELDS) => {
    const [start, length] = FIELDS[field];
    return block.toString('utf8', start, start + length).split('\0')[0] ?? '';
  };
  const bytes = Number.parseInt(text('size'), 8);
  if (Number.parseInt(text('checksum'), 8) !== checksum(block) || !Number.isSafeInteger(bytes)) {
    throw new Error('it is not an archive, or was changed');
  }
  return { name: text('name'), bytes };
}

/** Hands out bytes that come in chunks of any size. */
class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(bytes: AsyncIterable<Buffer>) {
    this.#chunks = bytes[Symbol.asyncIterator]();
  }

  async exactly(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.next(count)) parts.push(part);
    return Buffer.concat(parts);
  }

  async *next(count: number): AsyncGenerator<Buffer> {
    let left = count;
    while (left > 0) {
      if (this.#rest.length === 0) {
        const { value, done } = await this.#chunks.next();
        if (done === true) throw new Error('it ends too early');
        this.#rest = value;
        continue;
      }
      const part = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }
}
