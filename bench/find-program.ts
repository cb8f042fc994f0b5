import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Where a program is: in a folder of PATH, or in one of these; null where it is not. */
export function findProgram(name: string, otherFolders: readonly string[] = []): string | null {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...otherFolders];
  return folders.map((folder) => path.join(folder, name)).find(isExecutable) ?? null;
}

/** True for a file that this process may run. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
