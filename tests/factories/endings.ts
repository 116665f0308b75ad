import { cancelAward } from '#app/commands/cancel-award.server.ts'
import { cancelTender } from '#app/commands/cancel-tender.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { type recordOtherProcedure } from '#app/commands/record-other-procedure.server.ts'
import { startRetender } from '#app/commands/start-retender.server.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Purchase, AFTER_DEADLINE, done, open, publish } from './purchase.ts'
import { buildBidContent } from './tender-terms.ts'

/** When the re-tender of a purchase that failed at its opening is issued and opened. */
export const SECOND_ISSUE = new Date('2026-03-24T09:00:00+08:00')
export const SECOND_OPENING = new Date('2026-04-13T09:30:00+08:00')
export const SECOND_FAILURE: PlainDate = '2026-04-13'

export function secondTenderId({ tenderId }: Purchase): string {
  return `${tenderId}-again`
}

/** Nobody bids, so that the tender fails at the opening. */
export async function fail(
  purchase: Purchase,
  overrides: Parameters<typeof publish>[1] = {},
): Promise<void> {
  await publish(purchase, overrides)
  await open(purchase)
}

/** A failed tender is tendered again and fails again; gives the lot of the second attempt. */
export async function failAgain(purchase: Purchase): Promise<string> {
  const tenderId = secondTenderId(purchase)
  const { as } = purchase
  const again = { tenderId, failedTenderId: purchase.tenderId }
  done(await startRetender(as('officer', AFTER_DEADLINE), again))
  done(await publishTender(as('officer', SECOND_ISSUE), { tenderId }))
  await open({ ...purchase, tenderId }, SECOND_OPENING)
  return `${tenderId}-1`
}

type OtherProcedureInput = Parameters<typeof recordOtherProcedure>[1]

export function buildOtherProcedure(
  purchase: Purchase,
  overrides: Partial<OtherProcedureInput> = {},
): OtherProcedureInput {
  const { attachments: _, ...offer } = buildBidContent()
  return {
    lotId: purchase.lotId,
    method: 'negotiation',
    reason: '两次公开招标投标人均不足三家',
    document: '达市府函〔2026〕15号',
    decidedOn: SECOND_FAILURE,
    insurerId: purchase.userId('insurer1'),
    offer,
    file: {
      fileId: `${purchase.id}-decision`,
      fileName: '批复.pdf',
      content: new TextEncoder().encode('%PDF-1.4 decision'),
    },
    ...overrides,
  }
}

export function tryCancel(
  purchase: Purchase,
  at: Date,
  overrides: Partial<Parameters<typeof cancelTender>[1]> = {},
): ReturnType<typeof cancelTender> {
  return cancelTender(purchase.as('officer', at), {
    tenderId: purchase.tenderId,
    lotIds: 'all',
    reason: '省级统筹政策调整，采购任务取消',
    ...overrides,
  })
}

export function tryCancelAward(
  purchase: Purchase,
  at: Date,
  overrides: Partial<Parameters<typeof cancelAward>[1]> = {},
): ReturnType<typeof cancelAward> {
  return cancelAward(purchase.as('officer', at), {
    lotId: purchase.lotId,
    ground: 'winner-gave-up',
    reason: '中标人书面放弃中标',
    next: 'next-candidate',
    ...overrides,
  })
}
