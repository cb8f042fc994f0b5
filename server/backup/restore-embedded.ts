import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { SetupError } from '../errors.ts';
import { unpackEmbedded } from './embedded-archive.ts';

/**
 * Unpacks a backup of the embedded engine as the database of `dataDir`, where there must be none: whole or not at all. A SetupError
 * where there is one, or the file is damaged.
 */
export async function restoreEmbedded(dataDir: string, file: string): Promise<void> {
  const databaseDir = path.join(dataDir, 'database');
  const found = await readdir(databaseDir).catch(() => null);
  if (found !== null && found.length > 0) {
    throw new SetupError(
      `There is a database in ${dataDir} already. Set TRACEMAP_DATA_DIR to a new folder; nothing was changed.`,
    );
  }
  const part = `${databaseDir}.part`;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await rm(part, { recursive: true, force: true });
  try {
    await unpackEmbedded(file, part);
    if (found !== null) await rmdir(databaseDir);
    await rename(part, databaseDir);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}
