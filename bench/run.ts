import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Claim, adjudicateClaims } from '#app/domain/benefit/adjudicate-claims.ts'
import { type DatedBenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type PlainDate, addDays } from '#app/domain/calendar.ts'
import { settleYears } from '#app/domain/settlement/settle-years.ts'
import { startEmbeddedDatabase } from '#db/embedded.server.ts'
import { HUBEI_BENEFITS } from '#seeds/story/terms.ts'
import { buildOffer, dazhouTerms } from '#seeds/story/dazhou.ts'
import { buildContract } from '#app/domain/contract/build-contract.ts'
import { benchBenefitRerun } from './benefit-rerun.ts'
import { benchClaimsImport } from './claims-import.ts'
import { benchDeadlineRush } from './deadline-rush.ts'
import { benchSealing } from './sealing-memory.ts'

// Each figure is a ratio to a ceiling that the same run measures, so that machines compare.
benchSettlement()
benchBenefits(200_000)
await benchPortal()
await benchDeadlineRush(report)
await benchClaimsImport(
  report,
  process.argv.includes('--large') ? [1_000_000, 10_000_000] : [1_000_000],
)
await benchBenefitRerun(
  report,
  process.argv.includes('--large') ? [1_000_000, 10_000_000] : [1_000_000],
)

/** One contract year from its totals; the target is under 50 ms. */
function benchSettlement(): void {
  const terms = dazhouTerms()
  const [lot] = terms.lots
  if (!lot) throw new Error('the story has a lot')
  const { settlementTerms } = buildContract(terms, lot, buildOffer({ price: 6_660n }))
  const year = {
    year: '1',
    premium: 35_231_400_000n,
    claimsPaid: 36_000_000_000n,
    outstandingOpening: 0n,
    outstandingClosing: 0n,
    operatingCost: 1_000_000_000n,
    policyLosses: [],
    assessmentDeduction: 0n,
    reserveBalance: 0n,
  }
  const runs = 2_000
  const started = performance.now()
  for (let run = 0; run < runs; run += 1)
    settleYears('agreement', settlementTerms, [year, year, year])
  const each = (performance.now() - started) / runs
  report('settlement of three years on the agreement basis', `${each.toFixed(3)} ms (target 50 ms)`)
}

/** The kernel on a year's claims against one sum per person over the same rows. */
function benchBenefits(count: number): void {
  const terms: DatedBenefitTerms[] = [{ ...HUBEI_BENEFITS, from: '2024-01-01' }]
  const claims = Array.from({ length: count }, (_claim, index): Claim => ({
    claimId: String(index),
    personId: String((index * 7919) % (count / 4)),
    visitDate: addDays('2024-01-01' as PlainDate, (index * 31) % 366),
    category: index % 10 === 0 ? '低保' : '',
    place: '',
    eligibleExpense: BigInt((index * 104_729) % 8_000_000),
  }))
  const ceiling = timeOf(() => {
    const sums = new Map<string, bigint>()
    for (const { personId, eligibleExpense } of claims)
      sums.set(personId, (sums.get(personId) ?? 0n) + eligibleExpense)
  })
  const kernel = timeOf(() => adjudicateClaims(terms, claims))
  report(
    `benefits of ${count} claims in memory`,
    `${kernel.toFixed(0)} ms = ${(kernel / ceiling).toFixed(1)} × one sum per person (${ceiling.toFixed(0)} ms)`,
  )
}

/** What needs a running portal, with the demo story in a database of its own. */
async function benchPortal(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongji-bench-'))
  const database = await startEmbeddedDatabase({
    dataDir: path.join(folder, 'postgres'),
    throwAway: true,
  })
  const port = 3900
  const portal = spawn(process.execPath, ['--import', 'tsx', 'app/start.ts'], {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { ...process.env, DATABASE_URL: database.url, DATA_DIR: folder, PORT: String(port) },
    stdio: 'ignore',
  })
  const base = `http://localhost:${port}`
  await untilServing(base)
  await benchPublicPage(base)
  await benchSealing(base, report)
  portal.kill('SIGTERM')
  await database.stop()
  fs.rmSync(folder, { recursive: true, force: true })
}

/** The public tender page against the sign-in page, which is an almost empty one, on the same server. */
async function benchPublicPage(base: string): Promise<void> {
  await load(`${base}/notices/dazhou-2020`, 2_000)
  const empty = await load(`${base}/account/sign-in`, 5_000)
  const page = await load(`${base}/notices/dazhou-2020`, 5_000)
  report(
    'public tender page',
    `${page.rate.toFixed(0)}/s = ${((100 * page.rate) / empty.rate).toFixed(0)} % of an almost empty page (${empty.rate.toFixed(0)}/s; target 50 %)`,
  )
  report(
    'public tender page p50, p99',
    `${page.p50.toFixed(1)} ms, ${page.p99.toFixed(1)} ms = ${(page.p99 / page.p50).toFixed(1)} × (target under 10 ×)`,
  )
}

async function load(
  url: string,
  milliseconds: number,
): Promise<{ rate: number; p50: number; p99: number }> {
  const times: number[] = []
  const end = performance.now() + milliseconds
  const visitor = async () => {
    while (performance.now() < end) {
      const started = performance.now()
      const response = await fetch(url)
      if (!response.ok) throw new Error(`${url} answered ${response.status}`)
      await response.text()
      times.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: 8 }, visitor))
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return { rate: (times.length * 1000) / milliseconds, p50: at(0.5), p99: at(0.99) }
}

async function untilServing(base: string): Promise<void> {
  for (let tries = 0; tries < 900; tries += 1) {
    const answered = await fetch(`${base}/account/sign-in`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (answered) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('the portal did not start')
}

function timeOf(work: () => void): number {
  work()
  const started = performance.now()
  work()
  return performance.now() - started
}

function report(what: string, figure: string): void {
  console.log(`${what.padEnd(50)} ${figure}`)
}
