import path from 'node:path';
import { isExecutable } from '../server/executable-file.ts';

/** Where a program is: in a folder of PATH, or in one of these; null where it is not. */
export function findProgram(name: string, otherFolders: readonly string[] = []): string | null {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...otherFolders];
  return folders.map((folder) => path.join(folder, name)).find(isExecutable) ?? null;
}
