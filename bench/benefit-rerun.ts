import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { rerunBenefits } from '#app/commands/rerun-benefits.server.ts'
import { type BenefitTerms, type DatedBenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { dueClaims } from '#db/benefit-due-sql.ts'
import { type Db, connect } from '#db/client.server.ts'
import { startEmbeddedDatabase } from '#db/embedded.server.ts'
import { migrateDatabase } from '#db/migrate.server.ts'
import { fixedClock } from '#db/queries/clock.server.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { noteSigningKey } from '#db/queries/sealed-log.server.ts'
import { done, signContract, startPurchase } from '#tests/factories/purchase.ts'
import { rate, yuan } from '#tests/yuan.ts'
import { TEST_SIGNER } from '#tests/test-signer.ts'

const AFTER_THE_YEAR = new Date('2027-08-01T10:00:00+08:00')
/** Everybody's terms, better ones without a cap for people in need, and less elsewhere. */
const BENEFITS: BenefitTerms = {
  tierBasis: 'gross',
  deductible: yuan('12000'),
  tiers: [
    { upTo: yuan('30000'), payoutRatio: rate('0.6') },
    { upTo: null, payoutRatio: rate('0.7') },
  ],
  cap: { on: 'payout', amount: yuan('500000') },
  categories: { 低保: { deductible: yuan('6000'), ratioUplift: rate('0.05'), cap: null } },
  places: { 省外: { ratioUplift: rate('-0.1') } },
}
const DRAFT_KEY = 1_000_000 // a partition that only makes the claims

type Report = (what: string, figure: string) => void

/**
 * A year's claims through the terms against one sum per person over the same table, both with
 * PostgreSQL's own settings. One claim in a hundred is paid otherwise than due.
 */
export async function benchBenefitRerun(report: Report, sizes: readonly number[]): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongji-bench-benefits-'))
  const database = await startEmbeddedDatabase({
    dataDir: path.join(folder, 'postgres'),
    throwAway: true,
  })
  const { db, close } = connect(database.url)
  try {
    await migrateDatabase(database.url)
    const { keyId: id, publicKey } = TEST_SIGNER
    await noteSigningKey(db, { id, publicKey, firstUsedAt: AFTER_THE_YEAR })
    const perClaim: number[] = []
    for (const [index, size] of sizes.entries()) {
      const purchase = await startPurchase(db)
      await signContract(purchase, { benefitTerms: BENEFITS })
      const contractYearId = `${purchase.contractId}-1`
      const year = await findContractYear(db, contractYearId, { everything: true })
      if (!year) throw new Error(`no such year: ${contractYearId}`)
      await makeClaims(db, { ...year, draftKey: DRAFT_KEY + index, size })
      const sumPerPerson = sql`select count(*) from (
        select person, sum(eligible_expense) from claims where year_key = ${year.key} group by person) as persons`
      const ceiling = await timeOf(async () => void (await db.execute(sumPerPerson)), 3)

      const own = connect(database.url, { connections: 1 }) // a backend whose peak is this run's
      const { actor } = purchase.as('fund')
      const context = { db: own.db, actor, clock: fixedClock(AFTER_THE_YEAR) }
      const rerun = await timeOf(
        async () => void done(await rerunBenefits(context, { contractYearId })),
        2,
      )
      const peak = await peakOf(own.db)
      await own.close()
      perClaim.push(rerun / size)
      report(
        `benefit re-run of ${size} claims`,
        `${seconds(rerun)} = ${(rerun / ceiling).toFixed(1)} × one sum per person (${seconds(ceiling)}; target 5 ×)`,
      )
      report(
        `peak memory of it`,
        `PostgreSQL ${peak}, node ${megabytes(process.memoryUsage.rss())}`,
      )
    }
    const [small, large] = [perClaim[0], perClaim.at(-1)]
    if (small && large && sizes.length > 1)
      report('benefit re-run, time per claim, largest to smallest', (large / small).toFixed(2))
  } finally {
    await close()
    await database.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** Four visits a person over the year; a tenth of the persons is in need, a twentieth of the visits elsewhere. */
async function makeClaims(
  db: Db,
  year: {
    key: number
    draftKey: number
    startsOn: string
    benefitTerms: readonly DatedBenefitTerms[]
    size: number
  },
): Promise<void> {
  const { key, draftKey, startsOn, benefitTerms, size } = year
  for (const partition of [key, draftKey])
    await db.execute(sql`select ensure_claims_partition(${partition})`)
  await db.execute(sql`
    insert into claims select ${draftKey}, 'C' || lpad(i::text, 10, '0'), sha256((i * 7919 % ${size / 4})::text::bytea),
      ${startsOn}::date + (i * 31 % 365)::int,
      case when i * 7919 % ${size / 4} % 10 = 0 then '低保' else '' end,
      case when i % 20 = 3 then '省外' else '' end,
      i * 104729 % 3000000, i * 104729 % 3000000, 0, 0, 0, 0, 0, 1 + i / 50000, i % 50000 + 2
    from generate_series(1::bigint, ${size}::bigint) as i`)
  await db.execute(sql`
    with recursive ${dueClaims(draftKey, benefitTerms, 'bigint')}
    insert into claims
    select ${key}, claim_id, person, visit_date, category, place, c.eligible_expense, total_cost, 0, 0, 0, 0,
      due + case when c.row_number % 100 = 7 then 100 else 0 end, import_key, c.row_number
    from claims c join due_claims using (claim_id) where c.year_key = ${draftKey}`)
  await db.execute(sql.raw(`drop table claims_${draftKey}`))
  await db.execute(sql.raw(`vacuum analyze claims_${key}`))
}

async function peakOf(db: Db): Promise<string> {
  const [row] = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
  const status = fs.readFileSync(`/proc/${row?.pid}/status`, 'utf8')
  return megabytes(Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) * 1024)
}

/** The shortest of several runs, in ms. */
async function timeOf(work: () => Promise<void>, runs: number): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return Math.min(...times)
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MiB`
}
