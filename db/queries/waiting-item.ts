import { type Actor } from '#app/domain/actor.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Db } from '#db/client.server.ts'

/** Something that waits for one person, or that comes up for them. */
export type WaitingItem = {
  kind: WaitingKind
  subjectId: string // tender, lot, contract or contract year, by kind
  title: string
  due: Date | PlainDate | null
}

export type WaitingKind =
  | 'publish-tender'
  | 'reply-to-comments'
  | 'answer-clarification'
  | 'reveal-draw'
  | 'redraw-experts'
  | 'appoint-committee'
  | 'review-qualification'
  | 'complete-evaluation'
  | 'award-lot'
  | 'draft-contract'
  | 'draft-contract-otherwise'
  | 'start-retender'
  | 'confirm-contract'
  | 'sign-amendment'
  | 'answer-termination'
  | 'hand-over'
  | 'accept-handover'
  | 'renew-contract'
  | 'open-bids'
  | 'opening-ahead'
  | 'declare-interest'
  | 'review-compliance'
  | 'score-bids'
  | 'open-for-bids'
  | 'answer-bid-clarification'
  | 'record-headcount'
  | 'answer-headcount'
  | 'pay-premium'
  | 'premium-overdue'
  | 'confirm-premium-receipt'
  | 'premium-not-received'
  | 'assess-insurer'
  | 'reply-to-assessment'
  | 'decide-assessment'
  | 'propose-settlement'
  | 'confirm-settlement'
  | 'publish-settlement'
  | 'sign-off-settlement'
  | 'answer-objection'
  | 'amend-documents'
  | 'file-complaint'
  | 'decide-complaint'
  | 'return-bid-security'
  | 'make-sealing-key'
  | 'replace-opening-key'

/** One kind of waiting work, listed for a person. */
export type ListWaiting = (db: Db, actor: Actor, now: Date) => Promise<WaitingItem[]>

export const LIMIT_PER_KIND = 20
