import type { HtmlTagDescriptor, Plugin } from 'vite';

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
        for (const output of Object.values(bundle)) {
          if (output.type !== 'chunk' || !output.facadeModuleId?.endsWith(MAP_MODULE)) continue;
          const styles = [...(output.viteMetadata?.importedCss ?? [])];
          return [
            { tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: base + output.fileName } },
            ...styles.map((file) => ({
              tag: 'link',
              attrs: { rel: 'stylesheet', crossorigin: true, href: base + file },
            })),
          ];
        }
        throw new Error(`The build has no chunk of its own for ${MAP_MODULE}.`);
      },
    },
  };
}
