/** `npm run build`: builds the page where it is not built from just these sources, so that a server finds it ready. */
import { ensureWebBuild } from '../server/http/web-build.ts';

await ensureWebBuild(() => process.stdout.write('Building the page\n'));
