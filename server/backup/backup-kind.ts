import { open } from 'node:fs/promises';
import { SetupError } from '../errors.ts';

/** What a backup is of: a database of PostgreSQL, as pg_dump wrote it, or the folder of the embedded engine. */
export type BackupKind = 'postgresql' | 'embedded';

/** How the files of each begin: the name of pg_dump's own format, and the mark of gzip. */
const BEGINNINGS = [
  ['postgresql', Buffer.from('PGDMP')],
  ['embedded', Buffer.from([0x1f, 0x8b])],
] as const;

/** What a file is a backup of, as its first bytes say. A {@link SetupError} where it is none. */
export async function backupKindOf(file: string): Promise<BackupKind> {
  const beginning = await beginningOf(file);
  const [kind] = BEGINNINGS.find(([, mark]) => beginning.subarray(0, mark.length).equals(mark)) ?? [];
  if (kind === undefined) {
    throw new SetupError(`${file} is no backup: it does not begin as those that tracemap backup writes.`);
  }
  return kind;
}

async function beginningOf(file: string): Promise<Buffer> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new SetupError(`${file} cannot be read: ${error instanceof Error ? error.message : error}.`);
  }
}
