import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

/** The module the page imports when it shows a map, as a path in the sources. */
const MAP_MODULE = '/web/map/trace-map.ts';

/**
 * Vite plugin: names the map's code and styles in the page itself, so that they load beside the page's own code rather
 * than after it has run and asked for them.
 */
export function preloadMap(): Plugin {
  let base = '/';
  return {
    name: 'tracemap-preload-map',
    configResolved(config) {
      base = config.base;
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }): HtmlTagDescriptor[] {
        if (bundle === undefined) return [];
        const chunks = new Map<string, Rolldown.OutputChunk>();
        for (const output of Object.values(bundle)) {
          if (output.type === 'chunk') chunks.set(output.fileName, output);
        }
        for (const chunk of chunks.values()) {
          if (!chunk.facadeModuleId?.endsWith(MAP_MODULE)) continue;
          return [...withImports(chunk, chunks)].flatMap(({ fileName, viteMetadata }) => [
            { tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: base + fileName } },
            ...[...(viteMetadata?.importedCss ?? [])].map((file) => ({
              tag: 'link',
              attrs: { rel: 'stylesheet', crossorigin: true, href: base + file },
            })),
          ]);
        }
        throw new Error(`The build has no chunk of its own for ${MAP_MODULE}.`);
      },
    },
  };
}

/** A chunk and those it cannot run without, but for the page's own, which its script names already. */
function withImports(
  chunk: Rolldown.OutputChunk,
  chunks: ReadonlyMap<string, Rolldown.OutputChunk>,
  found = new Set<Rolldown.OutputChunk>(),
): Set<Rolldown.OutputChunk> {
  if (chunk.isEntry || found.has(chunk)) return found;
  found.add(chunk);
  for (const name of chunk.imports) {
    const imported = chunks.get(name);
    if (imported !== undefined) withImports(imported, chunks, found);
  }
  return found;
}
