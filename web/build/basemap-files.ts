import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { buildBasemap } from './build-basemap.ts';

const MODULE = 'virtual:basemap-files';

/**
 * Vite plugin: turns the map geometry of the installed packages into GeoJSON files of the build, once. The page asks
 * for their addresses with `import { ground } from 'virtual:basemap-files'`; the map's worker loads them, so that no
 * geometry passes through the page's own thread. The few names of states are part of the code itself.
 */
export function basemapFiles(): Plugin {
  const { stateLabels, ...collections } = buildBasemap();
  const files = Object.entries(collections).map(([name, content]) => {
    const text = JSON.stringify(content);
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
    return { name, text, fileName: `assets/${name}-${hash}.json` };
  });
  let base = '/';
  return {
    name: 'tracemap-basemap-files',
    configResolved(config) {
      base = config.base;
    },
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    load(id) {
      if (id !== `\0${MODULE}`) return null;
      return [
        `export const stateLabels = ${JSON.stringify(stateLabels)};`,
        ...files.map(({ name, fileName }) => `export const ${name} = '${base}${fileName}';`),
      ].join('\n');
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const file = files.find(({ fileName }) => request.url === `${base}${fileName}`);
        if (file === undefined) return next();
        response.setHeader('Content-Type', 'application/json');
        response.end(file.text);
      });
    },
    generateBundle() {
      for (const { fileName, text } of files) this.emitFile({ type: 'asset', fileName, source: text });
    },
  };
}
