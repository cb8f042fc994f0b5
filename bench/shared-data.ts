import { existsSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../server/errors.ts';

/** A file of the real data to measure with, from TRACEMAP_SHARED or ../shared/data. */
export function sharedFile(name: string): string {
  const folder = process.env.TRACEMAP_SHARED ?? path.resolve(import.meta.dirname, '../../shared/data');
  const file = path.join(folder, name);
  if (!existsSync(file)) {
    throw new SetupError(
      `${file} is missing. Put the data to measure with there, or name its folder in TRACEMAP_SHARED.`,
    );
  }
  return file;
}
