import { answerHeadcount } from '#app/commands/answer-headcount.server.ts'
import { confirmPremiumReceipt } from '#app/commands/confirm-premium-receipt.server.ts'
import { recordHeadcount } from '#app/commands/record-headcount.server.ts'
import { recordPremiumPayment } from '#app/commands/record-premium-payment.server.ts'
import { type PlainDate, addDays } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type HeadcountKind } from '#app/domain/premium/headcount-kind.ts'
import { insertProvenanceNotes } from '#db/queries/tenders.server.ts'
import { yuan } from './terms.ts'
import { type Teller, chinaTime, told } from './teller.ts'

/** A contract year and who acts on it. */
export type PremiumYear = {
  contractYearId: string
  fund: string
  finance: string
  region: string
  enrolmentDate: PlainDate
}

/** A headcount is stated, and answered the next day: agreed to, or disputed with a reason. */
export async function tellHeadcount(
  teller: Teller,
  { contractYearId, fund, finance, region, enrolmentDate }: PremiumYear,
  {
    kind,
    headcount,
    on,
    dispute = '',
  }: { kind: HeadcountKind; headcount: bigint; on: PlainDate; dispute?: string },
): Promise<Fen> {
  const { headcountId, premium } = told(
    await recordHeadcount(teller.as(fund, chinaTime(`${on}T10:00`)), {
      contractYearId,
      kind,
      headcount,
      enrolmentDate,
      source: '医保信息平台参保登记',
      document: `${region}${enrolmentDate.slice(0, 4)}年度${kind === 'actual' ? '' : '预计'}参保人数确认表`,
    }),
  )
  told(
    await answerHeadcount(teller.as(finance, chinaTime(`${addDays(on, 1)}T10:00`)), {
      headcountId,
      agreed: dispute === '',
      reason: dispute,
    }),
  )
  return premium
}

/** Payments in order, each received two days later. */
export async function tellPayments(
  teller: Teller,
  { contractYearId, fund, finance }: PremiumYear,
  payments: readonly { on: PlainDate; amount: Fen }[],
): Promise<void> {
  for (const [index, { on, amount }] of payments.entries()) {
    const paymentId = `${contractYearId}-payment-${index + 1}`
    told(
      await recordPremiumPayment(teller.as(fund, chinaTime(`${on}T16:00`)), {
        paymentId,
        contractYearId,
        amount,
        paidOn: on,
        document: `大病保险保费拨付凭证第${index + 1}号`,
      }),
    )
    const receivedOn = addDays(on, 2)
    told(
      await confirmPremiumReceipt(teller.as(finance, chinaTime(`${receivedOn}T10:00`)), {
        paymentId,
        receivedOn,
        document: `收入户银行回单（${receivedOn}）`,
      }),
    )
  }
}

/**
 * 盘锦's instalments: of the first year 60% in September, the rest when a disputed headcount was
 * corrected; of the second year up to 25% in April and less in June.
 */
export async function tellPanjinPremiums(teller: Teller, contractId: string): Promise<void> {
  const year = (number: number): PremiumYear => ({
    contractYearId: `${contractId}-${number}`,
    fund: 'panjin-fund',
    finance: 'insurer2-finance',
    region: '盘锦市',
    enrolmentDate: number === 1 ? '2025-06-30' : '2026-06-30',
  })
  await tellHeadcount(teller, year(1), { kind: 'estimate', headcount: 200_000n, on: '2025-09-26' })
  await tellHeadcount(teller, year(1), {
    kind: 'actual',
    headcount: 199_862n,
    on: '2025-12-02',
    dispute: '登记表中有874人6月30日前已经转为职工参保，请剔除。',
  })
  const actual = await tellHeadcount(teller, year(1), {
    kind: 'actual',
    headcount: 198_988n,
    on: '2025-12-08',
  })
  const first = yuan('9900000')
  await tellPayments(teller, year(1), [
    { on: '2025-09-28', amount: first },
    { on: '2025-12-26', amount: actual - first },
  ])
  await tellHeadcount(teller, year(2), { kind: 'estimate', headcount: 199_000n, on: '2026-01-12' })
  await tellPayments(teller, year(2), [
    { on: '2026-04-24', amount: yuan('4104375') },
    { on: '2026-06-25', amount: yuan('3500000') },
  ])
  for (const number of [1, 2]) {
    await insertProvenanceNotes(teller.db, year(number).contractYearId, [
      { kind: 'real', what: '各期拨付的时间与比例', source: '盘锦市招标公告 2025-08-20' },
      { kind: 'made-up', what: '参保人数、拨付与到账', source: '为演示编写' },
    ])
  }
}
