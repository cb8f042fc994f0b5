/** Runs a TypeScript program of the project after making sure its packages are there: FILE [ARGUMENTS …]. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies, ROOT } from './ensure-dependencies.mjs';

const [file, ...rest] = process.argv.slice(2);
if (file === undefined) throw new Error('Usage: with-dependencies.mjs FILE [ARGUMENTS …]');
ensureDependencies();
process.argv = [process.argv[0] ?? 'node', path.join(ROOT, file), ...rest];
const { register } = await import('tsx/esm/api');
register();
await import(pathToFileURL(path.join(ROOT, file)).href);
