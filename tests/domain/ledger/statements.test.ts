import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  LEDGER_ACCOUNTS,
  type LedgerAccount,
  combineLines,
  isBalanced,
  move,
} from '#app/domain/ledger/ledger-entry.ts'
import { type SettlementInputs, differingFigures } from '#app/domain/ledger/settlement-inputs.ts'
import { settlementLines } from '#app/domain/ledger/settlement-lines.ts'
import { balanceSheet, incomeStatement } from '#app/domain/ledger/statements.ts'
import { settleYear } from '#app/domain/settlement/settle-year.ts'
import { type SettlementTerms, type YearFigures } from '#app/domain/settlement/settlement-terms.ts'
import { yuan } from '#tests/yuan.ts'

const ACCOUNTS = Object.keys(LEDGER_ACCOUNTS) as LedgerAccount[]

test('whatever is booked, assets are liabilities and what was earned', () => {
  const moves = fc.array(
    fc.tuple(fc.constantFrom(...ACCOUNTS), fc.constantFrom(...ACCOUNTS), fc.bigInt()),
  )
  fc.assert(
    fc.property(moves, (booked) => {
      const lines = combineLines(
        booked.flatMap(([debit, credit, amount]) => move(debit, credit, amount)),
      )
      const sums = new Map(lines.map(({ account, amount }) => [account, amount]))
      const sheet = balanceSheet(sums)
      expect(sheet.totalAssets).toBe(sheet.totalLiabilities + sheet.result)
      expect(sheet.result).toBe(incomeStatement(sums).result)
    }),
  )
})

test('a statement shows each account in its own direction', () => {
  const sums = new Map(
    move('claims-paid', 'payout-account', 300n).map(({ account, amount }) => [account, amount]),
  )
  const { expense, result } = incomeStatement(sums)
  expect(expense.find(({ account }) => account === 'claims-paid')?.amount).toBe(300n)
  expect(result).toBe(-300n)
  const overdrawn = balanceSheet(sums).assets.find(({ account }) => account === 'payout-account')
  expect(overdrawn?.amount).toBe(-300n)
})

const TERMS: SettlementTerms = {
  profitRate: 30_000n,
  cost: { treatment: 'actual-capped', capRate: 40_000n },
  surplusBands: [{ upTo: null, fundShare: 1_000_000n }],
  reserve: { yearlyCapRate: 10_000n, totalCapRate: 20_000n },
  loss: { sharedCauses: 'any', bands: [{ upTo: null, fundShare: 500_000n }] },
}

function buildFigures(overrides: Partial<YearFigures> = {}): YearFigures {
  return {
    year: '1',
    premium: yuan('1000'),
    claimsPaid: yuan('900'),
    outstandingOpening: 0n,
    outstandingClosing: 0n,
    operatingCost: yuan('40'),
    policyLosses: [],
    assessmentDeduction: 0n,
    reserveBalance: 0n,
    ...overrides,
  }
}

function asBooked(figures: YearFigures): SettlementInputs {
  return { ...figures, kept: true }
}

test('a surplus is returned to the fund, what goes to the reserve apart', () => {
  const figures = buildFigures() // 1000 − 900 − 40 = 60, of which 30 are kept
  const lines = settlementLines(settleYear(TERMS, figures), { figures, booked: asBooked(figures) })
  expect(lines).toEqual([
    { account: 'surplus-return', amount: yuan('30') },
    { account: 'fund-payable', amount: -yuan('20') },
    { account: 'risk-adjustment-reserve', amount: -yuan('10') },
  ])
})

test('of a loss the fund owes its share less what the reserve pays', () => {
  const figures = buildFigures({ claimsPaid: yuan('1000'), reserveBalance: yuan('5') })
  const lines = settlementLines(settleYear(TERMS, figures), { figures, booked: asBooked(figures) })
  expect(lines).toEqual([
    { account: 'fund-receivable', amount: yuan('15') },
    { account: 'risk-adjustment-reserve', amount: yuan('5') },
    { account: 'loss-share', amount: -yuan('20') },
  ])
})

test('a year that moves nothing books nothing', () => {
  const figures = buildFigures({ claimsPaid: yuan('960') })
  expect(
    settlementLines(settleYear(TERMS, figures), { figures, booked: asBooked(figures) }),
  ).toEqual([])
})

test('a final settlement balances whatever the figures and whatever was booked before', () => {
  const amount = fc.bigInt(0n, yuan('2000'))
  const figures = fc.record({
    claimsPaid: amount,
    outstandingClosing: amount,
    operatingCost: amount,
    assessmentDeduction: amount,
    reserveBalance: amount,
  })
  fc.assert(
    fc.property(figures, figures, (final, before) => {
      const year = buildFigures(final)
      const booked = asBooked(buildFigures(before))
      const lines = settlementLines(settleYear(TERMS, year), { figures: year, booked })
      if (lines.length > 0) expect(isBalanced(lines)).toBe(true)
    }),
  )
})

test('kept accounts bind every figure, others only a decided deduction', () => {
  const figures = buildFigures({ assessmentDeduction: 5n })
  const other = { ...figures, claimsPaid: 1n, assessmentDeduction: 6n }
  expect(differingFigures(asBooked(figures), figures)).toEqual([])
  expect(differingFigures(asBooked(figures), other)).toEqual(['claimsPaid', 'assessmentDeduction'])
  const unkept = { ...asBooked(figures), kept: false }
  expect(differingFigures(unkept, other)).toEqual(['assessmentDeduction'])
  expect(differingFigures({ ...unkept, assessmentDeduction: 0n }, other)).toEqual([])
})
