import { defineConfig } from 'vitest/config';

/** Whole workflows in a local runner, which is built the first time: minutes, so it is no part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/act/**/*.act.ts'],
    globalSetup: ['test/act/install.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
