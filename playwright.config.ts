import { defineConfig } from 'playwright/test'

// One worker: the journeys share one portal, and the last one moves its clock.
export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '*.spec.ts',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 10_000 },
  outputDir: 'test-results',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    baseURL: process.env.PORTAL_URL,
    locale: 'zh-CN',
    actionTimeout: 20_000,
    launchOptions: { executablePath: process.env.CHROMIUM_PATH },
    screenshot: 'only-on-failure',
  },
})
