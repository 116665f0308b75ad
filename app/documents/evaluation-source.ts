import { type CommitteeMemberKind } from '#app/domain/evaluation/committee.ts'
import { type LotRanking } from '#app/domain/evaluation/lot-ranking.ts'
import { type ReviewFinding } from '#app/domain/evaluation/review-checklist.ts'
import { type ReviewStage } from '#app/domain/evaluation/review-progress.ts'
import { type Ppm } from '#app/domain/money.ts'
import { type Lot, type TenderTerms } from '#app/domain/tender/tender.ts'

/** What an evaluation report is written from. */
export type EvaluationReportSource = {
  terms: TenderTerms
  lot: Lot
  procuringEntityName: string
  round: number
  roundReason: string // of a re-evaluation; empty for the first
  openedAt: Date
  completedAt: Date
  committee: readonly ReportedMember[]
  bids: readonly ReportedBid[]
  reviews: readonly ReportedReview[]
  clarifications: readonly { submissionId: string; question: string; answer: string | null }[]
  ranking: LotRanking
}

export type ReportedMember = {
  expertId: string
  name: string
  organisationName: string
  kind: CommitteeMemberKind
  chair: boolean
  drawNumber: number | null // null: named
  conflict: boolean | null
  conflictReason: string | null
  removalReason: string | null // null while a member
}

export type ReportedBid = {
  submissionId: string
  bidderName: string
  price: bigint
  payoutRatios: readonly Ppm[]
  profitRate: Ppm
  lossRate: Ppm
}

export type ReportedReview = {
  submissionId: string
  stage: ReviewStage
  passed: boolean
  reason: string
  findings: readonly ReviewFinding[]
  reviewerName: string
  reviewedAt: Date
}

export function nameOf(bids: readonly ReportedBid[], submissionId: string): string {
  return bids.find((bid) => bid.submissionId === submissionId)?.bidderName ?? submissionId
}

const MOST_BIDDERS_ABREAST = 5

/** Bidders as columns, a page's width at a time and the tables about equally wide. */
export function columnGroups(bids: readonly ReportedBid[]): ReportedBid[][] {
  const count = Math.ceil(bids.length / MOST_BIDDERS_ABREAST)
  const size = Math.ceil(bids.length / count)
  return Array.from({ length: count }, (_group, index) =>
    bids.slice(index * size, (index + 1) * size),
  )
}
