// One vitest configuration for every suite; folders say what a test may touch (see docs/testing.md).
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Two at a time also on two cores: much of a test is waiting for a database, a process or a browser.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { shuffle: true },
    globalSetup: [],
  },
});
