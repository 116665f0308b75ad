import { type CountedPeriod, type PlainDate } from '#app/domain/calendar.ts'
import { type RuleValue } from '#app/domain/regulation/parameters.ts'

export type CancelledAward = {
  awardId: string
  name: string
  awardedAt: Date
  cancelledAt: Date
  reason: string
  rule: string
}

/** Where a lot stands between its report and its contract. */
export type AwardState = {
  candidatesPublishedAt: Date | null
  notice: (CountedPeriod & { rule: RuleValue; from: PlainDate }) | null
  award: { submissionId: string; awardedAt: Date; reason: string } | null
  cancelled: readonly CancelledAward[]
  candidates: readonly { bidId: string; rank: number; name: string }[] // who may still win
  needsCandidates: boolean
  mayAward: boolean
  contractId: string | null
}
