import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { answerHeadcount } from '#app/commands/answer-headcount.server.ts'
import { confirmPremiumReceipt } from '#app/commands/confirm-premium-receipt.server.ts'
import { recordHeadcount } from '#app/commands/record-headcount.server.ts'
import { recordPremiumPayment } from '#app/commands/record-premium-payment.server.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type HeadcountKind } from '#app/domain/premium/headcount-kind.ts'
import { listHeadcounts } from '#db/queries/headcounts.server.ts'
import { sumAccounts } from '#db/queries/ledger.server.ts'
import { listPremiumPayments } from '#db/queries/premium-payments.server.ts'
import { listWaitingItems } from '#db/queries/waiting.server.ts'
import { type Purchase, done } from '#tests/factories/purchase.ts'
import { yuan } from '#tests/yuan.ts'
import { test } from '#tests/starting-points.ts'

const ENROLMENT = '2026-12-31'
const PREMIUM = yuan('352314000') // 5,290,000 people at 66.60

function onDay(day: PlainDate): Date {
  return new Date(`${day}T10:00:00+08:00`)
}

function refused(refusal: string) {
  return { ok: false, refusal }
}

function state(
  purchase: Purchase,
  kind: HeadcountKind,
  {
    on = '2027-01-05' as PlainDate,
    year = 1,
    headcount = 5_290_000n,
    enrolmentDate = ENROLMENT as PlainDate,
  } = {},
) {
  return recordHeadcount(purchase.as('fund', onDay(on)), {
    contractYearId: `${purchase.contractId}-${year}`,
    kind,
    headcount,
    enrolmentDate,
    source: '参保登记',
    document: '确认表',
  })
}

function answer(
  purchase: Purchase,
  id: string,
  { agreed = true, reason = '', who = 'finance1', on = '2027-01-06' as PlainDate } = {},
) {
  const headcountId = `${purchase.contractId}-${id}`
  return answerHeadcount(purchase.as(who, onDay(on)), { headcountId, agreed, reason })
}

async function agree(purchase: Purchase, kind: HeadcountKind, headcount = 5_290_000n, year = 1) {
  done(await state(purchase, kind, { headcount, year }))
  done(await answer(purchase, `${year}-${kind}-1`))
}

function pay(
  purchase: Purchase,
  amount: string,
  paidOn: PlainDate,
  { year = 1, on = paidOn, paymentId = randomUUID() as string } = {},
) {
  return recordPremiumPayment(purchase.as('fund', onDay(on)), {
    paymentId,
    contractYearId: `${purchase.contractId}-${year}`,
    amount: yuan(amount),
    paidOn,
    document: '拨付凭证',
  })
}

test('the estimate is agreed first; a disputed actual headcount is corrected and fixes the premium once', async ({
  signedInInstalments: purchase,
}) => {
  const { db } = purchase
  const yearId = `${purchase.contractId}-1`
  expect(await state(purchase, 'estimate', { on: '2026-07-01' })).toMatchObject({
    ok: true,
    value: { premium: PREMIUM },
  })
  expect(await answer(purchase, '1-estimate-1', { who: 'finance2' })).toEqual(refused('not-found'))
  expect(await state(purchase, 'actual')).toEqual(refused('answer-pending'))
  done(await answer(purchase, '1-estimate-1'))

  expect(await state(purchase, 'actual', { on: '2026-12-30' })).toEqual(
    refused('enrolment-not-over'),
  )
  expect(await state(purchase, 'actual', { enrolmentDate: '2026-12-30' })).toEqual(
    refused('enrolment-date-differs'),
  )
  done(await state(purchase, 'actual', { on: '2026-12-31', headcount: 5_300_000n }))
  expect(await answer(purchase, '1-actual-1', { agreed: false })).toEqual(refused('reason-missing'))
  done(await answer(purchase, '1-actual-1', { agreed: false, reason: '含重复参保一万人' }))
  expect(await answer(purchase, '1-actual-1')).toEqual(refused('already-answered'))
  expect(await state(purchase, 'estimate')).toEqual(refused('already-agreed'))
  done(await state(purchase, 'actual'))
  done(await answer(purchase, '1-actual-2'))
  expect(await state(purchase, 'actual')).toEqual(refused('already-agreed'))

  expect(
    (await listHeadcounts(db, yearId)).map(({ kind, version, agreed }) => [kind, version, agreed]),
  ).toEqual([
    ['actual', 2, true],
    ['actual', 1, false],
    ['estimate', 1, true],
  ])
  const accounts = await sumAccounts(db, purchase.contractId, { until: '2027-06-30' })
  expect(accounts.get('premium-income')).toBe(-PREMIUM)
  expect(accounts.get('premium-receivable')).toBe(PREMIUM)
})

test('no estimate follows an actual headcount, and neither lies after the year', async ({
  signedInInstalments: purchase,
}) => {
  expect(await state(purchase, 'estimate', { enrolmentDate: '2027-07-01' })).toEqual(
    refused('enrolment-outside-year'),
  )
  done(await state(purchase, 'estimate', { enrolmentDate: '2027-06-30' }))
  done(await answer(purchase, '1-estimate-1', { agreed: false, reason: '时点不对' }))
  done(await state(purchase, 'actual'))
  done(await answer(purchase, '1-actual-1', { agreed: false, reason: '人数不对' }))
  expect(await state(purchase, 'estimate')).toEqual(refused('estimate-after-actual'))
})

test('the remainder waits for the actual headcount, and what is paid beyond a lower one stays for the clearing', async ({
  signedInInstalments: purchase,
}) => {
  expect(await pay(purchase, '1', '2027-01-10')).toEqual(refused('no-headcount'))
  done(await state(purchase, 'estimate'))
  expect(await pay(purchase, '1', '2027-01-10')).toEqual(refused('no-headcount'))
  done(await answer(purchase, '1-estimate-1'))
  expect(await pay(purchase, '211388400.01', '2027-03-31')).toEqual(refused('actual-not-agreed'))
  expect(await pay(purchase, '211388400', '2027-03-31', { on: '2027-03-30' })).toEqual(
    refused('in-the-future'),
  )
  const paymentId = randomUUID()
  done(await pay(purchase, '211388400', '2027-03-31', { paymentId }))
  expect(await pay(purchase, '1', '2027-03-31', { paymentId })).toEqual(refused('already-recorded'))
  expect(await pay(purchase, '0', '2027-03-31')).toEqual(refused('not-positive'))
  await agree(purchase, 'actual', 3_000_000n)
  expect(await pay(purchase, '0.01', '2027-06-01')).toEqual(refused('above-premium'))
})

test('a later year is paid up to its ceilings, on the day of each and the day after', async ({
  signedInInstalments: purchase,
}) => {
  const year = { year: 2 }
  done(await state(purchase, 'estimate', { ...year, on: '2027-07-01' }))
  done(await answer(purchase, '2-estimate-1'))
  const quarter = '88078500'
  expect(await pay(purchase, '88078500.01', '2027-10-31', year)).toEqual(refused('above-ceiling'))
  done(await pay(purchase, quarter, '2027-10-31', year))
  done(await pay(purchase, quarter, '2027-11-01', year))
  expect(await pay(purchase, '0.01', '2027-12-31', year)).toEqual(refused('above-ceiling'))
  done(await pay(purchase, '0.01', '2028-01-01', year))
})

test('the insurer confirms a receipt once, from the day of payment to today, and it is booked', async ({
  signedInInstalments: purchase,
}) => {
  const { db } = purchase
  await agree(purchase, 'actual')
  const paymentId = randomUUID()
  done(await pay(purchase, '211388400', '2027-03-20', { paymentId }))
  const confirm = (
    receivedOn: PlainDate,
    { who = 'finance1', id = paymentId as string, on = '2027-03-22' as PlainDate } = {},
  ) =>
    confirmPremiumReceipt(purchase.as(who, onDay(on)), {
      paymentId: id,
      receivedOn,
      document: '银行回单',
    })
  expect(await confirm('2027-03-22', { who: 'fund' })).toEqual(refused('not-found'))
  expect(await confirm('2027-03-22', { who: 'finance2' })).toEqual(refused('not-found'))
  expect(await confirm('2027-03-22', { id: randomUUID() })).toEqual(refused('not-found'))
  expect(await confirm('2027-03-19')).toEqual(refused('before-payment'))
  expect(await confirm('2027-03-23')).toEqual(refused('in-the-future'))
  done(await confirm('2027-03-22'))
  expect(await confirm('2027-03-22')).toEqual(refused('already-confirmed'))
  expect(await listPremiumPayments(db, `${purchase.contractId}-1`)).toMatchObject([
    { receivedOn: '2027-03-22', receiptDocument: '银行回单', confirmerName: 'finance1' },
  ])
  const accounts = await sumAccounts(db, purchase.contractId, { until: '2027-06-30' })
  expect(accounts.get('income-account')).toBe(yuan('211388400'))
  expect(accounts.get('premium-receivable')).toBe(PREMIUM - yuan('211388400'))
  const before = await sumAccounts(db, purchase.contractId, { until: '2027-03-21' })
  expect(before.get('income-account')).toBeUndefined()
})

test('what arrives after the year is booked on its last day', async ({
  signedInInstalments: purchase,
}) => {
  const { db } = purchase
  await agree(purchase, 'actual')
  const paymentId = randomUUID()
  done(await pay(purchase, '352314000', '2027-06-29', { paymentId }))
  const finance = purchase.as('finance1', onDay('2027-07-02'))
  done(
    await confirmPremiumReceipt(finance, {
      paymentId,
      receivedOn: '2027-07-01',
      document: '银行回单',
    }),
  )
  const accounts = await sumAccounts(db, purchase.contractId, { until: '2027-06-30' })
  expect(accounts.get('income-account')).toBe(PREMIUM)
})

test('each side finds what waits for it, and an instalment is overdue the day after', async ({
  signedInInstalments: purchase,
}) => {
  const { db } = purchase
  const waiting = async (who: string, day: PlainDate) => {
    const items = await listWaitingItems(db, purchase.as(who).actor, onDay(day))
    return items.map(({ kind, due }) => (due ? `${kind} ${String(due)}` : kind))
  }
  expect(await waiting('fund', '2026-06-30')).toEqual([])
  expect(await waiting('fund', '2026-07-01')).toEqual(['record-headcount'])
  done(await state(purchase, 'estimate', { on: '2026-07-01' }))
  expect(await waiting('fund', '2026-07-02')).toEqual([])
  expect(await waiting('finance1', '2026-07-02')).toEqual(['answer-headcount'])
  expect(await waiting('finance2', '2026-07-02')).toEqual([])
  done(await answer(purchase, '1-estimate-1'))
  expect(await waiting('finance1', '2026-07-02')).toEqual([])
  expect(await waiting('fund', '2026-12-30')).toEqual([])
  expect(await waiting('fund', '2026-12-31')).toEqual(['record-headcount'])
  await agree(purchase, 'actual')
  expect(await waiting('fund', '2027-03-31')).toEqual(['pay-premium 2027-03-31'])
  expect(await waiting('finance1', '2027-03-31')).toEqual([])
  expect(await waiting('fund', '2027-04-01')).toEqual(['premium-overdue 2027-03-31'])
  expect(await waiting('finance1', '2027-04-01')).toEqual(['premium-not-received 2027-03-31'])
  done(await pay(purchase, '211388400', '2027-04-01'))
  expect(await waiting('fund', '2027-04-02')).toEqual([])
  expect(await waiting('finance1', '2027-04-04')).toEqual([])
  expect(await waiting('finance1', '2027-04-05')).toEqual(['confirm-premium-receipt 2027-04-04'])
})
