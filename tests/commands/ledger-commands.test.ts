import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { confirmSettlement } from '#app/commands/confirm-settlement.server.ts'
import { reverseOperatingCost } from '#app/commands/reverse-operating-cost.server.ts'
import { signOffSettlement } from '#app/commands/sign-off-settlement.server.ts'
import { refuse } from '#app/domain/decision.ts'
import { type LedgerAccount } from '#app/domain/ledger/ledger-entry.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { findEntry, listEntries } from '#db/queries/ledger-entries.server.ts'
import { sumAccounts } from '#db/queries/ledger.server.ts'
import { findSettlementInputs } from '#db/queries/statements.server.ts'
import {
  AFTER_YEAR,
  proposeFromAccounts,
  recordCost,
  setReserve,
  settleFromAccounts,
  transfer,
} from '#tests/factories/accounts.ts'
import { type Purchase, done } from '#tests/factories/purchase.ts'
import { yuan } from '#tests/yuan.ts'
import { test } from '#tests/starting-points.ts'

const LAST_DAY = '2027-06-30'

async function balance(purchase: Purchase, account: LedgerAccount, until: PlainDate = LAST_DAY) {
  return (await sumAccounts(purchase.db, purchase.contractId, { until })).get(account) ?? 0n
}

test('a direct cost is booked on its day with its document, and owed to the insurer', async ({
  yearsAgreed: purchase,
}) => {
  const { db } = purchase
  const contractYearId = `${purchase.contractId}-1`
  done(await recordCost(purchase))
  expect(await balance(purchase, 'direct-cost')).toBe(yuan('1000'))
  expect(await balance(purchase, 'direct-cost', '2026-10-07')).toBe(0n)
  expect(await balance(purchase, 'insurer-account')).toBe(-yuan('1000'))
  const [latest] = (await listEntries(db, contractYearId, { limit: 1, offset: 0 })).items
  expect(latest).toMatchObject({ kind: 'cost-recorded', document: '工资表', amount: yuan('1000') })
  const entry = await findEntry(db, { contractYearId, number: latest?.number ?? 0 })
  expect(entry?.lines.map(({ account }) => account)).toEqual(['direct-cost', 'insurer-account'])
})

test('a common cost counts by its part of the basis', async ({ yearsAgreed: purchase }) => {
  const allocation = { total: yuan('100'), basis: 'premium', part: 1n, whole: 3n } as const
  const shared = { cost: { kind: 'shared' as const, allocation } }
  expect(done(await recordCost(purchase, shared)).amount).toBe(yuan('33.33'))
  expect(await balance(purchase, 'shared-cost')).toBe(yuan('33.33'))
  const of = (part: bigint, total = allocation.total) =>
    recordCost(purchase, { cost: { kind: 'shared', allocation: { ...allocation, part, total } } })
  expect(await of(4n)).toEqual(refuse('part-above-whole'))
  expect(await of(0n)).toEqual(refuse('basis-not-positive'))
  expect(await of(1n, 1n)).toEqual(refuse('not-positive')) // a third of a fen
})

test('only the contract’s insurer books, within the year and not ahead of time', async ({
  yearsAgreed: purchase,
}) => {
  for (const act of [recordCost, setReserve, transfer])
    expect(await act(purchase, {}, { who: 'finance2' })).toEqual(refuse('not-found'))
  const days: [PlainDate, Date, string | undefined][] = [
    ['2026-06-30', AFTER_YEAR, 'outside-year'],
    ['2026-07-01', AFTER_YEAR, undefined],
    ['2027-06-30', AFTER_YEAR, undefined],
    ['2027-07-01', AFTER_YEAR, 'outside-year'],
    ['2026-10-08', new Date('2026-10-08T00:00:00+08:00'), undefined],
    ['2026-10-08', new Date('2026-10-07T23:59:59+08:00'), 'in-the-future'],
  ]
  for (const [day, at, refusal] of days)
    for (const decision of [
      await recordCost(purchase, { incurredOn: day }, { at }),
      await setReserve(purchase, { asOf: day, amount: BigInt(at.getTime()) }, { at }),
      await transfer(purchase, { transferredOn: day }, { at }),
    ])
      expect(decision.ok ? undefined : decision.refusal).toBe(refusal)
})

test('an amount of nothing is no cost and no transfer, and each form counts once', async ({
  yearsAgreed: purchase,
}) => {
  const nothing = { cost: { kind: 'direct' as const, amount: 0n } }
  expect(await recordCost(purchase, nothing)).toEqual(refuse('not-positive'))
  expect(await transfer(purchase, { amount: 0n })).toEqual(refuse('not-positive'))
  const [costId, transferId, reserveId] = [randomUUID(), randomUUID(), randomUUID()]
  done(await recordCost(purchase, { costId }))
  expect(await recordCost(purchase, { costId })).toEqual(refuse('already-recorded'))
  done(await transfer(purchase, { transferId }))
  expect(await transfer(purchase, { transferId })).toEqual(refuse('already-recorded'))
  done(await setReserve(purchase, { reserveId }))
  const again = { reserveId, amount: yuan('6000') }
  expect(await setReserve(purchase, again)).toEqual(refuse('already-set'))
  expect(await setReserve(purchase, { ...again, asOf: '2027-03-31' })).toEqual(
    refuse('already-set'),
  )
  expect(await balance(purchase, 'direct-cost')).toBe(yuan('1000'))
})

test('a cost taken back is countered once, on the day it is done or the year’s last', async ({
  yearsAgreed: purchase,
}) => {
  const [costId, lateId] = [randomUUID(), randomUUID()]
  done(await recordCost(purchase, { costId }))
  done(await recordCost(purchase, { costId: lateId }))
  const during = purchase.as('finance1', new Date('2027-01-05T10:00:00+08:00'))
  const back = { costId, reason: '重复列支' }
  expect(await reverseOperatingCost(during, { ...back, costId: 'no-such-cost' })).toEqual(
    refuse('not-found'),
  )
  expect(await reverseOperatingCost(purchase.as('finance2'), back)).toEqual(refuse('not-found'))
  expect(await reverseOperatingCost(during, { ...back, reason: ' ' })).toEqual(
    refuse('reason-missing'),
  )
  done(await reverseOperatingCost(during, back))
  expect(await reverseOperatingCost(during, back)).toEqual(refuse('already-reversed'))
  done(await reverseOperatingCost(purchase.as('finance1', AFTER_YEAR), { ...back, costId: lateId }))
  expect(await balance(purchase, 'direct-cost', '2027-01-04')).toBe(yuan('2000'))
  expect(await balance(purchase, 'direct-cost', '2027-01-05')).toBe(yuan('1000'))
  expect(await balance(purchase, 'direct-cost', '2027-06-29')).toBe(yuan('1000'))
  expect(await balance(purchase, 'direct-cost', LAST_DAY)).toBe(0n)
})

test('a later version of a day’s reserve is booked by the difference, and a year opens with the last closing', async ({
  yearsAgreed: purchase,
}) => {
  const { db } = purchase
  const second = `${purchase.contractId}-2`
  const at = new Date('2028-07-15T10:00:00+08:00')
  done(await setReserve(purchase, { asOf: '2026-12-31', amount: yuan('3000') }))
  done(await setReserve(purchase, { amount: yuan('5000') }))
  expect(await setReserve(purchase, { amount: yuan('5000') })).toEqual(refuse('unchanged'))
  expect(await setReserve(purchase, { amount: -1n })).toEqual(refuse('negative'))
  done(
    await setReserve(
      purchase,
      { contractYearId: second, asOf: '2028-06-30', amount: yuan('7000') },
      { at },
    ),
  )
  expect(done(await setReserve(purchase, { amount: yuan('5500') })).version).toBe(2)
  // The middle of the year is put right afterwards; the days after it keep what they had.
  done(await setReserve(purchase, { asOf: '2026-12-31', amount: yuan('100') }))
  expect(await findSettlementInputs(db, `${purchase.contractId}-1`)).toMatchObject({
    outstandingOpening: 0n,
    outstandingClosing: yuan('5500'),
  })
  expect(await findSettlementInputs(db, second)).toMatchObject({
    outstandingOpening: yuan('5500'),
    outstandingClosing: yuan('7000'),
  })
  expect(await balance(purchase, 'outstanding-claims', '2026-12-31')).toBe(-yuan('100'))
  expect(await balance(purchase, 'outstanding-claims-change', '2028-06-30')).toBe(yuan('7000'))
})

test('a transfer moves money between the separate accounts, below zero too', async ({
  yearsAgreed: purchase,
}) => {
  done(await transfer(purchase))
  expect(await balance(purchase, 'payout-account')).toBe(yuan('2000'))
  expect(await balance(purchase, 'income-account')).toBe(-yuan('2000'))
})

test('a year with accounts is settled by them: other figures are refused, and entries after the proposal too', async ({
  yearsAgreed: purchase,
}) => {
  done(await recordCost(purchase))
  const wrong = { figures: { operatingCost: yuan('999.99') } }
  expect(await proposeFromAccounts(purchase, wrong)).toEqual(refuse('differs-from-accounts'))
  const proposed = done(await proposeFromAccounts(purchase))
  done(await confirmSettlement(purchase.as('fund', AFTER_YEAR), proposed))
  done(await recordCost(purchase))
  expect(await signOffSettlement(purchase.as('auditor', AFTER_YEAR), proposed)).toEqual(
    refuse('differs-from-accounts'),
  )
})

test('a final settlement books what returns to the fund, and the year takes nothing more', async ({
  yearsAgreed: purchase,
}) => {
  const { db } = purchase
  const [costId, contractYearId] = [randomUUID(), `${purchase.contractId}-1`]
  done(await recordCost(purchase, { costId, cost: { kind: 'direct', amount: yuan('10000000') } }))
  done(await setReserve(purchase, { amount: yuan('331000000') }))
  await settleFromAccounts(purchase)
  // 352,314,000 − 331,000,000 − 10,000,000 = 11,314,000, of which 3% = 10,569,420 is kept.
  expect(await balance(purchase, 'surplus-return')).toBe(yuan('744580'))
  expect(await balance(purchase, 'fund-payable')).toBe(-yuan('744580'))
  const context = purchase.as('finance1', AFTER_YEAR)
  for (const decision of [
    await recordCost(purchase),
    await reverseOperatingCost(context, { costId, reason: '重复列支' }),
    await setReserve(purchase, { amount: 1n }),
    await transfer(purchase),
  ])
    expect(decision).toEqual(refuse('settled'))
  expect((await findSettlementInputs(db, contractYearId)).outstandingClosing).toBe(
    yuan('331000000'),
  )
})

test('a year settled by documents alone is taken over with its settlement, and the next opens with its closing', async ({
  yearsAgreed: purchase,
}) => {
  const { db } = purchase
  const figures = {
    claimsPaid: yuan('330000000'),
    outstandingClosing: yuan('1000000'),
    operatingCost: yuan('10000000'),
    assessmentDeduction: yuan('500'),
  }
  const proposed = done(await proposeFromAccounts(purchase, { figures }))
  done(await confirmSettlement(purchase.as('fund', AFTER_YEAR), proposed))
  done(await signOffSettlement(purchase.as('auditor', AFTER_YEAR), proposed))
  expect(await findSettlementInputs(db, `${purchase.contractId}-1`)).toMatchObject(figures)
  expect(await balance(purchase, 'fund-payable')).toBe(-yuan('745080')) // 744,580 and the deduction
  expect(await findSettlementInputs(db, `${purchase.contractId}-2`)).toMatchObject({
    outstandingOpening: yuan('1000000'),
    kept: false,
  })
})

test('a reserve set before last year was settled by documents keeps its amount when that closing is taken over', async ({
  yearsAgreed: purchase,
}) => {
  const { db, contractId } = purchase
  const second = `${contractId}-2`
  const later = { contractYearId: second, asOf: '2027-07-10', amount: yuan('3000') } as const
  done(await setReserve(purchase, later))
  const figures = {
    claimsPaid: yuan('330000000'),
    outstandingClosing: yuan('1000000'),
    operatingCost: yuan('10000000'),
  }
  const proposed = done(await proposeFromAccounts(purchase, { figures }))
  done(await confirmSettlement(purchase.as('fund', AFTER_YEAR), proposed))
  done(await signOffSettlement(purchase.as('auditor', AFTER_YEAR), proposed))
  expect(await balance(purchase, 'outstanding-claims')).toBe(-yuan('1000000'))
  expect(await findSettlementInputs(db, second)).toMatchObject({
    outstandingOpening: yuan('1000000'),
    outstandingClosing: yuan('3000'),
  })
})
