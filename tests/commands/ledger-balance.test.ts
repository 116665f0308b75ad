import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect } from 'vitest'
import { confirmPremiumReceipt } from '#app/commands/confirm-premium-receipt.server.ts'
import { decideAssessment } from '#app/commands/decide-assessment.server.ts'
import { recordAssessment } from '#app/commands/record-assessment.server.ts'
import { recordPremiumPayment } from '#app/commands/record-premium-payment.server.ts'
import { reverseImport } from '#app/commands/reverse-import.server.ts'
import { reverseOperatingCost } from '#app/commands/reverse-operating-cost.server.ts'
import { type PlainDate, addDays } from '#app/domain/calendar.ts'
import { accountingPeriods } from '#app/domain/ledger/accounting-period.ts'
import { balanceSheet, incomeStatement } from '#app/domain/ledger/statements.ts'
import { type Fen, sum } from '#app/domain/money.ts'
import { listContractYears } from '#db/queries/contract-years.server.ts'
import { sumAccounts } from '#db/queries/ledger.server.ts'
import { findSettlementInputs, listTurnover } from '#db/queries/statements.server.ts'
import { ledgerEntries, ledgerLines } from '#db/schema/ledger.ts'
import { rolledBack } from '#tests/db-test.ts'
import { recordCost, setReserve, settleFromAccounts, transfer } from '#tests/factories/accounts.ts'
import { buildClaim, insertImport } from '#tests/factories/claims-import.ts'
import { type Purchase, agreeHeadcount } from '#tests/factories/purchase.ts'
import { test } from '#tests/starting-points.ts'

const NOW = new Date('2028-07-15T10:00:00+08:00') // after the second year
const STARTS: Record<number, PlainDate> = { 1: '2026-07-01', 2: '2027-07-01' }

const year = fc.constantFrom(1, 2)
const amount = fc.bigInt(1n, 10_000_000_00n)
const day = fc.integer({ min: 0, max: 364 })
const act = fc.oneof(
  fc.record({ kind: fc.constant('direct' as const), year, amount, day }),
  fc.record({ kind: fc.constant('shared' as const), year, amount, day }),
  fc.record({ kind: fc.constant('reverse-cost' as const), year, amount, day }),
  fc.record({ kind: fc.constant('reserve' as const), year, amount, day }),
  fc.record({ kind: fc.constant('transfer' as const), year, amount, day }),
  fc.record({ kind: fc.constant('import' as const), year, amount, day }),
  fc.record({ kind: fc.constant('reverse-import' as const), year, amount, day }),
  fc.record({ kind: fc.constant('premium' as const), year, amount, day }),
  fc.record({ kind: fc.constant('deduction' as const), year, amount, day }),
  fc.record({ kind: fc.constant('settlement' as const), year, amount, day }),
)
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

/** What the acts that were done come to, kept beside the ledger. */
class Books {
  readonly costs: { id: string; year: number; amount: Fen }[] = []
  readonly imports: { key: number; year: number; amount: Fen }[] = []
  readonly reserves = new Map<PlainDate, Fen>()
  readonly deductions: { year: number; amount: Fen }[] = []
  readonly settled = new Set<number>()
  rows = 0

  of(items: readonly { year: number; amount: Fen }[], number: number): Fen {
    return sum(items.filter((item) => item.year === number).map((item) => item.amount))
  }

  reserveOn(until: PlainDate): Fen {
    const last = [...this.reserves.keys()].toSorted().findLast((asOf) => asOf <= until)
    return (last && this.reserves.get(last)) ?? 0n
  }
}

test('random acts leave every contract balanced, its numbers without a gap, and its statements equal to what was done', async ({
  yearsAgreed: purchase,
}) => {
  const { db } = purchase
  await agreeHeadcount(purchase, 3)
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 16 }), async (acts) => {
      await rolledBack(db, async (tx) => {
        const within = {
          ...purchase,
          db: tx,
          as: (who: string, at?: Date) => ({ ...purchase.as(who, at), db: tx }),
        }
        const books = new Books()
        for (const one of acts) await perform(within, books, one)
        await expectBalanced(within)
        await expectStatements(within, books)
      })
    }),
    { numRuns: 25 },
  )
}, 240_000)

async function perform(purchase: Purchase, books: Books, one: Act): Promise<void> {
  const { contractId, as } = purchase
  const contractYearId = `${contractId}-${one.year}`
  const on = addDays(STARTS[one.year] ?? '2026-07-01', one.day)
  const finance = { at: NOW }
  switch (one.kind) {
    case 'direct':
    case 'shared': {
      const costId = randomUUID()
      const allocation = { total: one.amount, basis: 'premium', part: 2n, whole: 3n } as const
      const cost =
        one.kind === 'direct'
          ? { kind: 'direct' as const, amount: one.amount }
          : { kind: 'shared' as const, allocation }
      const input = { costId, contractYearId, cost, incurredOn: on }
      const recorded = await recordCost(purchase, input, finance)
      if (recorded.ok)
        books.costs.push({ id: costId, year: one.year, amount: recorded.value.amount })
      return
    }
    case 'reverse-cost': {
      const index = books.costs.findLastIndex((cost) => cost.year === one.year)
      const cost = books.costs[index]
      if (!cost) return
      const reversal = { costId: cost.id, reason: '重复' }
      if ((await reverseOperatingCost(as('finance1', NOW), reversal)).ok)
        books.costs.splice(index, 1)
      return
    }
    case 'reserve': {
      const input = { contractYearId, asOf: on, amount: one.amount }
      if ((await setReserve(purchase, input, finance)).ok) books.reserves.set(on, one.amount)
      return
    }
    case 'transfer':
      await transfer(purchase, { contractYearId, amount: one.amount, transferredOn: on }, finance)
      return
    case 'import': {
      if (books.settled.has(one.year)) return
      books.rows += 1
      const paid = one.amount < 100_000n ? one.amount : 100_000n
      const { importKey } = await insertImport(purchase, {
        rows: [buildClaim(books.rows, { paid })],
        year: one.year,
        number: books.rows,
        bookedOn: on,
      })
      books.imports.push({ key: importKey, year: one.year, amount: paid })
      return
    }
    case 'reverse-import': {
      const index = books.imports.findLastIndex((file) => file.year === one.year)
      const file = books.imports[index]
      if (!file) return
      const reversal = { importKey: file.key, reason: '错误', document: '说明' }
      if ((await reverseImport(as('finance1', NOW), reversal)).ok) books.imports.splice(index, 1)
      return
    }
    case 'premium': {
      const paymentId = randomUUID()
      const payment = {
        paymentId,
        contractYearId,
        amount: one.amount,
        paidOn: on,
        document: '凭证',
      }
      if ((await recordPremiumPayment(as('fund', NOW), payment)).ok)
        await confirmPremiumReceipt(as('finance1', NOW), {
          paymentId,
          receivedOn: on,
          document: '回单',
        })
      return
    }
    case 'deduction': {
      const assessmentId = randomUUID()
      const indicatorId = one.day % 2 === 0 ? 'satisfaction' : 'days'
      await recordAssessment(as('fund', new Date('2028-06-01T10:00:00+08:00')), {
        assessmentId,
        contractYearId,
        indicatorId,
        measured: indicatorId === 'days' ? 18n : 870_000n,
        evidence: '核查',
        document: '考核表',
      })
      const decided = await decideAssessment(as('fund', NOW), {
        assessmentId,
        deduction: one.amount % 1000n,
        reason: '酌减',
      })
      if (decided.ok) books.deductions.push({ year: one.year, amount: decided.value.deduction })
      return
    }
    case 'settlement':
      if (books.settled.has(one.year) || (one.year === 2 && !books.settled.has(1))) return
      await settleFromAccounts(purchase, { number: one.year, at: NOW })
      books.settled.add(one.year)
  }
}

async function expectBalanced({ db, contractId }: Purchase): Promise<void> {
  await db.execute(sql`set constraints all immediate`)
  const entries = await db
    .select({
      number: ledgerEntries.number,
      sum: sql`sum(${ledgerLines.amount})::bigint`.mapWith(ledgerLines.amount),
    })
    .from(ledgerEntries)
    .innerJoin(ledgerLines, eq(ledgerLines.entryId, ledgerEntries.id))
    .where(eq(ledgerEntries.contractId, contractId))
    .groupBy(ledgerEntries.number)
    .orderBy(ledgerEntries.number)
  expect(entries).toEqual(entries.map((_entry, index) => ({ number: index + 1, sum: 0n })))
  const balances = await sumAccounts(db, contractId, { until: '2029-06-30' })
  expect(sum([...balances.values()])).toBe(0n)
}

async function expectStatements({ db, contractId }: Purchase, books: Books): Promise<void> {
  const [first, second] = await listContractYears(db, contractId)
  if (!first || !second) throw new Error('the contract has its years')
  for (const { id, number, startsOn, endsOn } of [first, second]) {
    const inputs = await findSettlementInputs(db, id)
    expect(inputs).toMatchObject({
      premium: 35_231_400_000n,
      claimsPaid: books.of(books.imports, number),
      operatingCost: books.of(books.costs, number),
      outstandingOpening: books.reserveOn(addDays(startsOn, -1)),
      outstandingClosing: books.reserveOn(endsOn),
      assessmentDeduction: books.of(books.deductions, number),
    })
    const whole = await sumAccounts(db, contractId, { from: startsOn, until: endsOn })
    const of = (account: Parameters<typeof whole.get>[0]) => whole.get(account) ?? 0n
    const { result } = incomeStatement(whole)
    expect(result).toBe(
      inputs.premium -
        inputs.claimsPaid -
        (inputs.outstandingClosing - inputs.outstandingOpening) -
        inputs.operatingCost -
        inputs.assessmentDeduction -
        of('surplus-return') -
        of('loss-share'),
    )
    const months = accountingPeriods({ startsOn, endsOn }).filter(({ kind }) => kind === 'month')
    const results: Fen[] = []
    for (const period of months)
      results.push(incomeStatement(await sumAccounts(db, contractId, period)).result)
    expect(sum(results)).toBe(result)
    const turnover = await listTurnover(db, contractId, { from: startsOn, until: endsOn })
    for (const { account, debit, credit } of turnover) expect(debit - credit).toBe(of(account))
    const sheet = balanceSheet(await sumAccounts(db, contractId, { until: endsOn }))
    expect(sheet.totalAssets).toBe(sheet.totalLiabilities + sheet.result)
  }
}
