import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/engine/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // the real Anki engine answers in its own time
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
