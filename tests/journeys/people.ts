import AxeBuilder from '@axe-core/playwright'
import postgres from 'postgres'
import { type Browser, type BrowserContext, type Page, expect, test } from 'playwright/test'
import { DEMO_PASSWORD } from '#seeds/accounts.ts'
import { ownPortal } from './portal.ts'

type Person = { context: BrowserContext; test: string }

/** One browser each for the whole run: what it has loaded, and its session, need not be fetched again. */
const people = new Map<string, Person>()

/** A new page in a person's own browser, signed in; the pages of earlier tests are closed. */
export async function signIn(browser: Browser, loginName: string): Promise<Page> {
  await closePagesOfEarlierTests()
  const known = people.get(loginName)
  const context = known?.context ?? (await browser.newContext())
  people.set(loginName, { context, test: test.info().testId })
  const page = await context.newPage()
  failOnBrowserErrors(page)
  if (known) return page
  await page.goto('/account/sign-in')
  await page.getByLabel('账号').fill(loginName)
  await page.getByLabel('密码').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('您好')
  return page
}

/** Left open they would go on asking the portal, as an opening room does. */
async function closePagesOfEarlierTests(): Promise<void> {
  const { testId } = test.info()
  for (const person of people.values()) {
    if (person.test === testId) continue
    for (const page of person.context.pages()) await page.close()
    person.test = testId
  }
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

const measured = new Set<string>()

/** axe finds nothing on the page as it stands; contrast, the slow part, is measured once a look. */
export async function expectAccessible(page: Page): Promise<void> {
  const fresh = (await page.evaluate(listLooks)).filter((look) => !measured.has(look))
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode() // no frames to look into
    .options({
      resultTypes: ['violations'], // the rest would only be written down
      rules: { 'color-contrast': { enabled: fresh.length > 0 } },
    })
    .analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
  expect(found, page.url()).toEqual([])
  for (const look of fresh) measured.add(look)
}

/** What the style sheet can tell apart, each once: an element's tag, classes and state, within its parents'. */
function listLooks(): string[] {
  const looks = new Map<Element | null, string>()
  for (const element of document.querySelectorAll('*')) {
    const state = [...element.attributes]
      .filter(
        ({ name }) =>
          !/^(id|for|href|name|value|content|src|datetime|title|aria-(label.*|describedby|controls)|nonce)$/.test(
            name,
          ),
      )
      .map(({ name, value }) => `${name}=${value}`)
    looks.set(
      element,
      `${looks.get(element.parentElement) ?? ''}>${element.tagName} ${state.join(' ')}`,
    )
  }
  return [...new Set(looks.values())]
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
  const sql = postgres(ownPortal().databaseUrl, { max: 1 })
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
