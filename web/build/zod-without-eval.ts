import type { Plugin } from 'vite';

const MODULE = /\/zod\/v4\/core\/core\.js$/;
const SETTINGS = '__zod_globalConfig = {}';

/**
 * Vite plugin: keeps zod from making code of text to check faster with. The page's policy forbids that, and a browser
 * reports the mere attempt. Set where zod keeps its settings, since schemas read them as they are made, and which part of
 * the page makes the first is the bundler's choice.
 */
export function zodWithoutEval(): Plugin {
  return {
    name: 'tracemap-zod-without-eval',
    transform(code, id) {
      if (!MODULE.test(id)) return null;
      if (!code.includes(SETTINGS))
        throw new Error('zod keeps its settings elsewhere now; look at its core.js.');
      return { code: code.replace(SETTINGS, '__zod_globalConfig = { jitless: true }'), map: null };
    },
  };
}
