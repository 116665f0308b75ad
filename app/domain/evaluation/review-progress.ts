/** What the reviews of a lot have come to: which bids wait, which are valid, which are rejected. */
export type ReviewProgress = {
  waiting: { bidId: string; stage: ReviewStage }[]
  valid: string[]
  rejected: string[]
}

export type ReviewStage = 'qualification' | 'compliance' // 资格审查 · 符合性审查

/** A bid rejected (废标) at one stage needs no verdict at the other. */
export function reviewProgress(
  bidIds: readonly string[],
  reviews: readonly { submissionId: string; stage: ReviewStage; passed: boolean }[],
): ReviewProgress {
  const progress: ReviewProgress = { waiting: [], valid: [], rejected: [] }
  for (const bidId of bidIds) {
    const own = reviews.filter(({ submissionId }) => submissionId === bidId)
    const missing = (['qualification', 'compliance'] as const).filter(
      (stage) => !own.some((review) => review.stage === stage),
    )
    if (own.some(({ passed }) => !passed)) progress.rejected.push(bidId)
    else if (missing.length > 0)
      progress.waiting.push(...missing.map((stage) => ({ bidId, stage })))
    else progress.valid.push(bidId)
  }
  return progress
}
