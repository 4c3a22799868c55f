import { defineConfig } from 'vitest/config';

/** Every fault at every request of the packaged action, by the clock: minutes, so it is no part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/full/**/*.full.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxConcurrency: 16,
    fileParallelism: false,
  },
});
