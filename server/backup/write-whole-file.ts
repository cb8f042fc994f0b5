import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { SetupError } from '../errors.ts';

/**
 * Has `write` fill FILE.part, readable by its owner alone, and gives it its name once all of it is there: a file of that
 * name is whole. Nothing is overwritten, and nothing is left of one that fails. A {@link SetupError} where it cannot be written.
 */
export async function writeWholeFile<Result>(
  file: string,
  write: (part: string) => Promise<Result>,
): Promise<Result> {
  if (existsSync(file))
    throw new SetupError(`There is a file ${file} already. Name another; nothing is overwritten.`);
  const part = `${file}.part`;
  await takePart(part);
  try {
    const result = await write(part);
    await flush(part);
    await rename(part, file);
    return result;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function takePart(part: string): Promise<void> {
  try {
    await (await open(part, 'wx', 0o600)).close();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new SetupError(
        `${part} is being written, or was left behind by a backup that was cut off. If none is running, delete it and try again.`,
      );
    }
    throw new SetupError(`${part} cannot be written: ${error instanceof Error ? error.message : error}.`);
  }
}

/** A name must not reach the disk before what it names. */
async function flush(part: string): Promise<void> {
  const handle = await open(part, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
