import { defineConfig } from 'vitest/config';

/** What a real NOMAD answers, and what the packaged action makes of it; scripts/test-real.ts starts that NOMAD. */
export default defineConfig({
  test: {
    include: ['test/contract/*.test.ts', 'test/real/*.real.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // NOMAD processes one upload after the other, so more workers would only wait for each other.
    maxWorkers: 2,
  },
});
