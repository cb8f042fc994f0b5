import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { SetupError } from '../errors.ts';
import type { TarEntry } from './tar-archive.ts';
import { readTar, tarEnd, tarOfFolder, tarOfText } from './tar-archive.ts';

/** The first file of an archive: it says that the rest is a database of the embedded engine. */
const ABOUT = 'tracemap-backup.json';
const about = z.object({ format: z.literal(1), engine: z.literal('embedded') });

/** What the folder of the database is called in an archive. */
const DATABASE = 'database';

/** Of the engine that runs, not of its data. */
const OF_THE_PROCESS: ReadonlySet<string> = new Set(['postmaster.pid', 'postmaster.opts']);

/** Packs the folder of a database that stands still into `file`, which is there and empty. */
export async function packEmbedded(databaseDir: string, file: string): Promise<void> {
  async function* bytes() {
    yield* tarOfText(ABOUT, `${JSON.stringify({ format: 1, engine: 'embedded' })}\n`);
    yield* tarOfFolder(databaseDir, DATABASE, OF_THE_PROCESS);
    yield tarEnd();
  }
  // Writers wait meanwhile: fast rather than small.
  await pipeline(Readable.from(bytes()), createGzip({ level: 1 }), createWriteStream(file));
}

/** Reads an archive to its end. A {@link SetupError} where it is damaged. */
export const checkEmbeddedArchive = (file: string): Promise<void> => readArchive(file, async () => {});

/** Unpacks the database of an archive as the folder `databaseDir`, which is not there yet. A {@link SetupError} as above. */
export async function unpackEmbedded(file: string, databaseDir: string): Promise<void> {
  await readArchive(file, async ({ name }, content) => {
    const target = path.join(databaseDir, innerName(name));
    if (name.endsWith('/')) await mkdir(target, { recursive: true, mode: 0o700 });
    else await pipeline(content, createWriteStream(target, { flags: 'wx', mode: 0o600 }));
  });
}

/** Where an entry goes in the folder of the database; nowhere outside it, whoever made the archive. */
function innerName(name: string): string {
  const [folder, ...inner] = name.split('/');
  if (folder !== DATABASE || inner.some((part) => part === '..' || part.includes('\\'))) {
    throw new Error(`it holds ${name}, which is no file of a database`);
  }
  return inner.join('/');
}

async function readArchive(
  file: string,
  take: (entry: TarEntry, content: AsyncGenerator<Buffer>) => Promise<void>,
): Promise<void> {
  let isKnown = false;
  const read = async (bytes: AsyncIterable<Buffer>) => {
    await readTar(bytes, async (entry, content) => {
      if (isKnown) return take(entry, content);
      if (entry.name !== ABOUT) throw new Error(`it does not begin with ${ABOUT}`);
      about.parse(JSON.parse(await text(content)));
      isKnown = true;
    });
    // What gzip noted of all bytes is checked only at their end.
    for await (const _ of bytes);
  };
  try {
    await pipeline(createReadStream(file), createGunzip(), read);
  } catch (error) {
    throw new SetupError(
      `${file} is no whole backup: ${error instanceof z.ZodError ? `${ABOUT} is not as this version of Tracemap knows it` : error instanceof Error ? error.message : error}.`,
    );
  }
}
