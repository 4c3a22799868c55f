import { defineConfig } from 'vitest/config';

/** What runs without `--project`. The other projects take minutes or need more than Node: see CONTRIBUTING.md. */
const byDefault = { project: 'unit' };

export default defineConfig({
  test: {
    ...byDefault,
    projects: [
      {
        test: { name: 'unit', include: ['test/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000, maxWorkers: 3 },
      },
      {
        // Every fault at every request of the packaged action, by the clock.
        test: {
          name: 'faults',
          include: ['test/full/**/*.full.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxConcurrency: 16,
          fileParallelism: false,
        },
      },
      {
        // Whole workflows in a local runner, which is built the first time.
        test: {
          name: 'act',
          include: ['test/act/**/*.act.ts'],
          globalSetup: ['test/act/install.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        // What a real NOMAD answers, and what the packaged action makes of it; scripts/test-real.ts starts that NOMAD.
        test: {
          name: 'real',
          include: ['test/contract/*.test.ts', 'test/real/*.real.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // NOMAD processes one upload after the other, so more workers would only wait for each other.
          maxWorkers: 2,
        },
      },
    ],
  },
});
