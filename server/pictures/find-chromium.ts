import path from 'node:path';
import { SetupError } from '../errors.ts';
import { isExecutable } from '../executable-file.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const;
const OTHER_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
] as const;

/** The Chromium that makes files of what is shown: the one CHROMIUM_PATH names, else the system's; null where there is none. */
export function findChromium(environment: NodeJS.ProcessEnv): string | null {
  const named = environment.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named;
    throw new SetupError(
      `CHROMIUM_PATH names ${named}, which cannot be run. Name a Chromium or Chrome, or leave it out.`,
    );
  }
  const folders = (environment.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const places = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [...places, ...OTHER_PLACES].find(isExecutable) ?? null;
}
