import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    setupFiles: ['tests/setup.ts'],
    globalSetup: ['tests/database.ts'],
    isolate: false, // files share loaded modules, none of which keeps a test's state
    maxWorkers: 2, // on two cores vitest would take one; half of a file's time is PostgreSQL's
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
