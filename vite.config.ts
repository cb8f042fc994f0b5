import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { basemapFiles } from './web/build/basemap-files.ts';
import { preloadMap } from './web/build/preload-map.ts';
import { zodWithoutEval } from './web/build/zod-without-eval.ts';

export default defineConfig({
  root: 'web',
  plugins: [preact(), basemapFiles(), preloadMap(), zodWithoutEval()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The map library alone is above the default of 500 kB.
    chunkSizeWarningLimit: 1600,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/tiles': 'http://127.0.0.1:3000' } },
});
