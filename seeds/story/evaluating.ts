import { appointCommittee } from '#app/commands/appoint-committee.server.ts'
import { declareInterest } from '#app/commands/declare-interest.server.ts'
import { recordReview } from '#app/commands/record-review.server.ts'
import { saveScoreSheet } from '#app/commands/save-score-sheet.server.ts'
import { signScoreSheet } from '#app/commands/sign-score-sheet.server.ts'
import { itemsOf } from '#app/domain/evaluation/review-checklist.ts'
import { type ReviewStage } from '#app/domain/evaluation/review-progress.ts'
import { SAMPLE_CRITERIA, SAMPLE_REVIEW_ITEMS } from './terms.ts'
import { type Teller, told } from './teller.ts'

export const EXPERTS = ['expert1', 'expert2', 'expert3', 'expert4', 'expert5', 'expert6', 'expert7']
const CHAIR = 'expert1'

/** A committee of seven is appointed and every member declares that there is no conflict. */
export async function tellCommittee(
  teller: Teller,
  { tenderId, officer, at }: { tenderId: string; officer: string; at: Date },
): Promise<void> {
  const members = EXPERTS.map((expertId) => ({
    expertId,
    kind: 'expert' as const,
    chair: expertId === CHAIR,
  }))
  told(await appointCommittee(teller.as(officer, at), { tenderId, members }))
  for (const expert of EXPERTS) {
    told(await declareInterest(teller.as(expert, at), { tenderId, conflict: false, reason: '' }))
  }
}

export async function tellReviews(
  teller: Teller,
  {
    lotId,
    officer,
    chair = CHAIR,
    submissionIds,
    at,
  }: {
    lotId: string
    officer: string
    chair?: string
    submissionIds: readonly string[]
    at: Date
  },
): Promise<void> {
  for (const submissionId of submissionIds) {
    told(
      await recordReview(teller.as(officer, at), {
        lotId,
        submissionId,
        stage: 'qualification',
        findings: allMet('qualification'),
      }),
    )
    told(
      await recordReview(teller.as(chair, at), {
        lotId,
        submissionId,
        stage: 'compliance',
        findings: allMet('compliance'),
      }),
    )
  }
}

function allMet(stage: ReviewStage) {
  return itemsOf(SAMPLE_REVIEW_ITEMS, stage).map(({ id }) => ({ itemId: id, met: true, note: '' }))
}

/** Experts score alone; quality is a whole number per bid that the points follow. */
export async function tellScores(
  teller: Teller,
  {
    lotId,
    experts,
    qualities,
    at,
  }: {
    lotId: string
    experts: readonly string[]
    qualities: Readonly<Record<string, bigint>>
    at: Date
  },
): Promise<void> {
  const criteria = SAMPLE_CRITERIA.filter(({ by }) => by === 'expert')
  for (const [index, expert] of experts.entries()) {
    const scores = Object.entries(qualities).flatMap(([bidId, quality]) =>
      criteria.map(({ id, maxPoints }) => ({
        bidId,
        criterionId: id,
        points: (maxPoints * (quality + BigInt(index % 3))) / 100n,
        reason: quality >= 90n ? '方案完整，措施具体可考核' : '方案基本完整，部分措施未量化',
      })),
    )
    told(await saveScoreSheet(teller.as(expert, at), { lotId, scores }))
    told(await signScoreSheet(teller.as(expert, at), { lotId }))
  }
}
