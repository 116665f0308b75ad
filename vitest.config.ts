import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'tests/{domain,cli,sealing}/**/*.test.ts',
      'tests/{commands,db,auth,http}/**/*.test.ts',
    ],
    setupFiles: ['tests/setup.ts'],
    testTimeout: 30_000,
  },
})
