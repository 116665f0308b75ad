import { defineConfig } from 'vitest/config'

// Routes read the environment and open the pool when they are loaded: each file begins afresh.
const LOADING_THE_PORTAL = [
  'tests/auth/**/*.test.ts',
  'tests/http/**/*.test.ts',
  'tests/routes/**/*.test.ts',
  'tests/documents/document-routes.test.ts',
]

export default defineConfig({
  test: {
    setupFiles: ['tests/setup.ts'],
    globalSetup: ['tests/database.ts'],
    maxWorkers: 2, // on two cores vitest would take one; half of a file's time is PostgreSQL's
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'code',
          include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
          exclude: LOADING_THE_PORTAL,
          isolate: false, // files share loaded modules, none of which keeps a test's state
        },
      },
      {
        extends: true,
        esbuild: { jsxDev: false }, // as it is served, without React's checks of every element
        test: {
          name: 'addresses', // vitest begins with what comes first by name: this has the longest file
          include: LOADING_THE_PORTAL,
          env: { NODE_ENV: 'production' },
        },
      },
    ],
  },
})
