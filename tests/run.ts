import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { findChromium } from '#tests/browser.ts'
import { startPortals } from '#tests/portals.ts'

/** Runs every suite, the later ones even if an earlier failed, and ends with one line of counts. */
type Count = { passed: number; failed: number; skipped: number }

const ROOT = path.resolve(import.meta.dirname, '..')
const RESULTS = path.join(ROOT, 'test-results')
const JOURNEYS_AT_ONCE = 2
const total: Count = { passed: 0, failed: 0, skipped: 0 }

fs.rmSync(RESULTS, { recursive: true, force: true })
fs.mkdirSync(RESULTS, { recursive: true })

// Each of these uses one core, so two run at a time.
const building = check('production build', 'remix', ['vite:build'])
await check('format', 'oxfmt', ['--check', '.'])
await check('lint', 'oxlint', [])
await check('types', 'tsc', ['--noEmit', '--project', '.'])
await check('unused code', 'knip', [])
const built = await building
await suite('unit and database tests', runVitest)
if (built) await suite('browser journeys', runJourneys)

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
process.exitCode = total.failed > 0 ? 1 : 0

/** One tool that says yes or no counts as one test; what it prints is shown when it has ended. */
async function check(title: string, tool: string, args: string[]): Promise<boolean> {
  const started = performance.now()
  const child = start(tool, args, {}, 'pipe')
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece: Buffer) => (said += piece.toString()))
  const ok = await new Promise<boolean>((resolve) =>
    child.once('close', (code) => resolve(code === 0)),
  )
  const count = { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
  console.log(`\n── ${title}\n${ok ? '' : said}`.trimEnd())
  tell(title, count, started)
  return ok
}

async function suite(title: string, runSuite: () => Promise<Count>): Promise<void> {
  console.log(`\n── ${title}`)
  const started = performance.now()
  tell(title, await runSuite(), started)
}

function tell(title: string, { passed, failed, skipped }: Count, started: number): void {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`   ${title}: ${passed} passed, ${failed} failed in ${seconds} s`)
}

async function runVitest(): Promise<Count> {
  const report = path.join(RESULTS, 'vitest.json')
  const exit = await run('vitest', [
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  if (!fs.existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const result = JSON.parse(fs.readFileSync(report, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
  } // vitest's documented report
  const { numPassedTests: passed, numFailedTests, numPendingTests: skipped } = result
  return { passed, failed: Math.max(numFailedTests, exit === 0 ? 0 : 1), skipped }
}

async function runJourneys(): Promise<Count> {
  try {
    const { portals, stop } = await startPortals(JOURNEYS_AT_ONCE)
    try {
      const exit = await run('playwright', ['test', `--workers=${portals.length}`], {
        PORTALS: JSON.stringify(portals),
        CHROMIUM_PATH: await findChromium(process.env.CHROMIUM_PATH),
      })
      return countJourneys(exit)
    } finally {
      await stop()
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

function countJourneys(exit: number): Count {
  const report = path.join(RESULTS, 'playwright.json')
  if (!fs.existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const { stats } = JSON.parse(fs.readFileSync(report, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  } // playwright's documented report
  const failed = stats.unexpected + stats.flaky
  return {
    passed: stats.expected,
    failed: Math.max(failed, exit === 0 ? 0 : 1),
    skipped: stats.skipped,
  }
}

function run(
  tool: string,
  args: string[],
  environment: Record<string, string> = {},
): Promise<number> {
  const child = start(tool, args, environment)
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

function start(
  tool: string,
  args: string[],
  environment: Record<string, string>,
  output: 'inherit' | 'pipe' = 'inherit',
): ChildProcess {
  const program = path.join(ROOT, 'node_modules/.bin', tool)
  return spawn(program, args, {
    cwd: ROOT,
    stdio: ['ignore', output, output],
    env: { ...process.env, ...environment },
  })
}
