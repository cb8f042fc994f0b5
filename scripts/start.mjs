/** `npm start`: installs what is missing, then runs the server in this process. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies, ROOT } from './ensure-dependencies.mjs';

ensureDependencies();
const { register } = await import('tsx/esm/api');
register();
await import(pathToFileURL(path.join(ROOT, 'server', 'main.ts')).href);
