import AxeBuilder from '@axe-core/playwright'
import postgres from 'postgres'
import { type Browser, type BrowserContext, type Page, expect } from 'playwright/test'
import { DEMO_PASSWORD } from '#seeds/accounts.ts'

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>
const sessions = new Map<string, Cookies>() // hashing a password takes as long as a page

/** A person at a browser of their own, signed in. */
export async function signIn(browser: Browser, loginName: string): Promise<Page> {
  const context = await browser.newContext()
  await context.addCookies(sessions.get(loginName) ?? [])
  const page = await context.newPage()
  failOnBrowserErrors(page)
  await page.goto('/start')
  if (page.url().includes('/account/sign-in')) {
    await page.getByLabel('账号').fill(loginName)
    await page.getByLabel('密码').fill(DEMO_PASSWORD)
    await page.getByRole('button', { name: '登录' }).click()
  }
  await expect(page.getByRole('heading', { level: 1 })).toContainText('您好')
  sessions.set(loginName, await context.cookies())
  return page
}

/** A script error or a blocked resource on any page fails the test. */
export function failOnBrowserErrors(page: Page): void {
  page.on('pageerror', (error) => {
    throw error
  })
  page.on('console', (message) => {
    const expected = /status of 4\d\d|net::ERR_FAILED/.test(message.text()) // a refusal or a cut that the test provokes
    if (message.type() === 'error' && !expected) throw new Error(`${page.url()}: ${message.text()}`)
  })
}

/** axe finds nothing on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze() // no frames to look into
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
  expect(found, page.url()).toEqual([])
}

/** No page is wider than a telephone's screen. */
export async function expectNarrow(page: Page): Promise<void> {
  const size = page.viewportSize()
  await page.setViewportSize({ width: 390, height: 844 })
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, page.url()).toBeLessThanOrEqual(0)
  if (size) await page.setViewportSize(size)
}

/** Moves the database's clock, which decides everything: from now on it runs on from that instant. */
export async function setPortalClock(instant: Date): Promise<void> {
  await withDatabase((sql) => moveClock(sql, instant.getTime() - Date.now()))
}

/**
 * Puts the portal's clock back by some days while a past is told, or the portal would do its
 * own timed work in the middle of it, such as committing to a log that is still being written.
 */
export async function beforeItAll<Value>(days: number, tell: () => Promise<Value>): Promise<Value> {
  return withDatabase(async (sql) => {
    const [clock] = await sql<{ definition: string }[]>`
      select pg_get_functiondef('portal_now'::regproc) as definition`
    if (!clock) throw new Error('the portal has a clock')
    await moveClock(sql, -days * 24 * 60 * 60 * 1000)
    try {
      return await tell()
    } finally {
      await sql.unsafe(clock.definition)
    }
  })
}

async function moveClock(sql: postgres.Sql, offset: number): Promise<void> {
  await sql.unsafe(`create or replace function portal_now() returns timestamptz language sql volatile
    as $$ select date_trunc('milliseconds', clock_timestamp() + interval '${offset} milliseconds') $$`)
}

async function withDatabase<Value>(act: (sql: postgres.Sql) => Promise<Value>): Promise<Value> {
  const url = process.env.TEST_DATABASE_URL
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run npm test')
  const sql = postgres(url, { max: 1 })
  try {
    return await act(sql)
  } finally {
    await sql.end()
  }
}

/** Files that pass for real ones by name and first bytes. */
export function pdf(name: string) {
  return {
    name,
    mimeType: 'application/pdf',
    buffer: Buffer.from(`%PDF-1.4 ${name} ${Math.random()}`),
  }
}
