import { defineConfig } from 'playwright/test'
import { ownPortal } from '#tests/journeys/portal.ts'

// A worker has a portal to itself, whose clock its journeys move one after the other.
export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '*.spec.ts',
  timeout: 180_000,
  expect: { timeout: 20_000 },
  outputDir: 'test-results',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    baseURL: ownPortal().url,
    locale: 'zh-CN',
    actionTimeout: 20_000,
    launchOptions: { executablePath: process.env.CHROMIUM_PATH },
    screenshot: 'only-on-failure',
  },
})
