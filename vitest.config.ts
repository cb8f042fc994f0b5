import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/helpers/global-setup.ts'],
    // Each file has a database process of its own; two cores and their memory bear no more.
    maxWorkers: 2,
    // A file leaves nothing behind but what its hooks clear, so files share the modules of their worker: loading them anew for
    // each took a quarter of the processors' time.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What comes by itself comes late on a busy machine; a second would measure that.
    expect: { poll: { timeout: 30_000 } },
  },
});
