// One vitest configuration for every suite; folders say what a test may touch (see docs/testing.md).
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// The order of files and tests, and the draws of the property tests, follow from one number. CI takes it from the lock file, so
// that its verdict on a tree is the same twice and a mended fault is looked for again; elsewhere every run looks somewhere new, and says which number repeats it.
process.env['TEST_SEED'] ??= String(Math.floor(Math.random() * 2 ** 31));
const seed = Number(process.env['TEST_SEED']);

export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    pool: 'forks',
    // Two at a time also on two cores: much of a test is waiting for a database, a process or a browser.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { shuffle: true, seed },
    setupFiles: ['tests/support/seeded-draws.ts'],
  },
});
