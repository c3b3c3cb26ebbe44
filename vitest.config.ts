// One vitest configuration for every suite; folders say what a test may touch (see docs/testing.md).
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    sequence: { shuffle: true },
    globalSetup: [],
  },
});
