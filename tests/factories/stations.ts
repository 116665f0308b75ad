import { decideComplaint } from '#app/commands/decide-complaint.server.ts'
import { publishCandidates } from '#app/commands/publish-candidates.server.ts'
import { awardLot } from '#app/commands/award-lot.server.ts'
import { type Remedy } from '#app/domain/objection/objection.ts'
import { complain, complaintIdOf, noonOf, rejectObjection } from './objections.ts'
import { type Purchase, AFTER_DEADLINE, done, submissionOf } from './purchase.ts'

/** The first day after the candidates' notice of a purchase under the bidding law. */
export const AFTER_NOTICE = noonOf('2026-03-27')

/** Under the bidding law: the candidates are on public notice until 26 March. */
export async function announceCandidates({ lotId, as }: Purchase): Promise<void> {
  done(await publishCandidates(as('officer', AFTER_DEADLINE), { lotId }))
}

export function tryAward(
  { lotId, as, ...purchase }: Purchase,
  at: Date,
  bidder = 'bidder1',
): ReturnType<typeof awardLot> {
  const submissionId = submissionOf({ lotId, as, ...purchase }, bidder)
  return awardLot(as('officer', at), { lotId, submissionId, reason: '' })
}

/** Under the bidding law: awarded after the notice. */
export async function awardAfterNotice(purchase: Purchase): Promise<void> {
  done(await tryAward(purchase, AFTER_NOTICE))
}

/** The objection is rejected and its bidder complains at once. */
export async function rejectAndComplain(purchase: Purchase, at: Date): Promise<void> {
  await rejectObjection(purchase, at)
  await complain(purchase, at)
}

export function tryDecide(
  purchase: Purchase,
  at: Date,
  remedy: Remedy,
): ReturnType<typeof decideComplaint> {
  return decideComplaint(purchase.as('supervisor', at), {
    complaintId: complaintIdOf(purchase),
    outcome: 'upheld',
    remedy,
    decision: '投诉事项查证属实',
    document: '达财采〔2026〕3号',
  })
}
