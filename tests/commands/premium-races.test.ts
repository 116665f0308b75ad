import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { answerHeadcount } from '#app/commands/answer-headcount.server.ts'
import { confirmPremiumReceipt } from '#app/commands/confirm-premium-receipt.server.ts'
import { recordHeadcount } from '#app/commands/record-headcount.server.ts'
import { recordPremiumPayment } from '#app/commands/record-premium-payment.server.ts'
import { sumAccounts } from '#db/queries/ledger.server.ts'
import { listPremiumPayments } from '#db/queries/premium-payments.server.ts'
import { goOnAtOnce, test } from '#tests/starting-points.ts'
import { yuan } from '#tests/yuan.ts'

const AT = new Date('2026-08-01T10:00:00+08:00')

test('of two officers and two clerks at once only one states, answers, pays the last and confirms', async () => {
  const purchase = await goOnAtOnce('signed')
  const { db } = purchase
  const contractYearId = `${purchase.contractId}-1`
  const fund = purchase.as('fund', AT)
  const finance = purchase.as('finance1', AT)
  const twice = async <Value extends { ok: boolean }>(act: () => Promise<Value>) =>
    (await Promise.all([act(), act()])).toSorted((a) => (a.ok ? -1 : 1))

  const stated = await twice(() =>
    recordHeadcount(fund, {
      contractYearId,
      kind: 'actual',
      headcount: 5_290_000n,
      enrolmentDate: '2026-06-30',
      source: '参保登记',
      document: '确认表',
    }),
  )
  expect(stated).toMatchObject([{ ok: true }, { refusal: 'answer-pending' }])
  const headcountId = `${contractYearId}-actual-1`
  expect(
    await twice(() => answerHeadcount(finance, { headcountId, agreed: true, reason: '' })),
  ).toMatchObject([{ ok: true }, { refusal: 'already-answered' }])

  const paid = await twice(() =>
    recordPremiumPayment(fund, {
      paymentId: randomUUID(),
      contractYearId,
      amount: yuan('352314000'),
      paidOn: '2026-08-01',
      document: '凭证',
    }),
  )
  expect(paid).toMatchObject([{ ok: true }, { refusal: 'above-premium' }])
  const [payment] = await listPremiumPayments(db, contractYearId)
  const paymentId = payment?.id ?? ''
  const receipt = { paymentId, receivedOn: '2026-08-01', document: '银行回单' } as const
  expect(await twice(() => confirmPremiumReceipt(finance, receipt))).toMatchObject([
    { ok: true },
    { refusal: 'already-confirmed' },
  ])

  const accounts = await sumAccounts(db, purchase.contractId, { until: '2027-06-30' })
  expect(accounts.get('premium-income')).toBe(-yuan('352314000'))
  expect(accounts.get('premium-receivable')).toBe(0n)
  expect(accounts.get('income-account')).toBe(yuan('352314000'))
})
