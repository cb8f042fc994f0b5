import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTar, tarEnd, tarOfFolder, tarOfText } from '../../../server/backup/tar-archive.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-tar-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Of no, one and several blocks, and just below and above one. */
const FILES = new Map(
  [0, 1, 511, 512, 513, 70_000].map((bytes) => [`of-${bytes}`, Buffer.alloc(bytes, 'x')]),
);

async function* archive(): AsyncGenerator<Buffer> {
  yield* tarOfText('about.json', '{}\n');
  yield* tarOfFolder(path.join(folder, 'data'), 'database', new Set(['left.out']));
  yield tarEnd();
}

/** The same bytes in chunks of another size. */
async function* chunked(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: AsyncIterable<Buffer>): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  await readTar(bytes, async ({ name }, content) => {
    found.set(name, await buffer(content));
  });
  return found;
}

let packed: Buffer;
beforeAll(async () => {
  mkdirSync(path.join(folder, 'data/inner/empty'), { recursive: true });
  for (const [name, content] of FILES) writeFileSync(path.join(folder, 'data/inner', name), content);
  writeFileSync(path.join(folder, 'data/left.out'), 'not taken');
  symlinkSync('/etc/hostname', path.join(folder, 'data/link'));
  packed = await buffer(archive());
});

describe('an archive', () => {
  it.each([1, 512, 100_000])('gives back what went in, read %i bytes at a time', async (size) => {
    expect(await read(chunked(packed, size))).toEqual(
      new Map([
        ['about.json', Buffer.from('{}\n')],
        ['database/', Buffer.alloc(0)],
        ['database/inner/', Buffer.alloc(0)],
        ['database/inner/empty/', Buffer.alloc(0)],
        ...[...FILES].map(([name, content]) => [`database/inner/${name}`, content] as const),
      ]),
    );
  });

  it('goes on where an entry is left unread', async () => {
    const names: string[] = [];
    await readTar(chunked(packed, 1000), async ({ name }) => {
      names.push(name);
    });
    expect(names).toHaveLength(4 + FILES.size);
  });

  it('is read by tar', () => {
    const file = path.join(folder, 'packed.tar');
    writeFileSync(file, packed);
    const target = path.join(folder, 'unpacked');
    mkdirSync(target);
    execFileSync('tar', ['-xf', file, '-C', target]);
    expect(readdirSync(path.join(target, 'database/inner')).sort()).toEqual(
      ['empty', ...FILES.keys()].sort(),
    );
    for (const [name, content] of FILES) {
      expect(readFileSync(path.join(target, 'database/inner', name)).equals(content), name).toBe(true);
    }
  });

  it.each<[string, () => Buffer, string]>([
    ['ends too early', () => packed.subarray(0, packed.length - 1600), 'it ends too early'],
    ['is none', () => Buffer.alloc(2048, 'x'), 'it is not an archive, or was changed'],
    [
      'has a changed header',
      () => Buffer.concat([Buffer.from('A'), packed.subarray(1)]),
      'it is not an archive, or was changed',
    ],
  ])('is refused where it %s', async (_, bytes, message) => {
    await expect(read(chunked(bytes(), 4096))).rejects.toThrow(message);
  });
});
