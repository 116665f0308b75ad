import { awardLot } from '#app/commands/award-lot.server.ts'
import { completeEvaluation } from '#app/commands/complete-evaluation.server.ts'
import { confirmContract } from '#app/commands/confirm-contract.server.ts'
import { draftContract } from '#app/commands/draft-contract.server.ts'
import { type Offer, tellBid, tellOpening } from './bidding.ts'
import { EXPERTS, tellCommittee, tellReviews, tellScores } from './evaluating.ts'
import { type Teller, chinaTime, told } from './teller.ts'

/** One insurer's bid on a lot; quality is what the experts' points follow. */
export type StoryBid = { loginName: string; offer: Offer; quality: bigint }

/** When things happen; each is `2020-10-14T09:30` in China. */
export type StoryTimes = {
  bids: string
  opening: string
  review: string
  scoring: string
  report: string
  award: string
}

/** Bids on every lot, the opening, a committee, reviews, signed sheets, the report and the award to the first. */
export async function tellBidsToAward(
  teller: Teller,
  {
    tenderId,
    officer,
    lots,
    times,
  }: {
    tenderId: string
    officer: string
    lots: readonly { lotId: string; bids: readonly StoryBid[] }[]
    times: StoryTimes
  },
): Promise<void> {
  const at = (time: string) => teller.as(officer, chinaTime(time))
  for (const { lotId, bids } of lots) {
    for (const { loginName, offer } of bids)
      await tellBid(teller, { lotId, loginName, offer, at: chinaTime(times.bids) })
  }
  await tellOpening(teller, tenderId, chinaTime(times.opening))
  await tellCommittee(teller, { tenderId, officer, at: chinaTime(times.review) })
  for (const { lotId, bids } of lots) {
    const submissionIds = bids.map(({ loginName }) => `${lotId}-${loginName}`)
    await tellReviews(teller, { lotId, officer, submissionIds, at: chinaTime(times.review) })
    await tellScores(teller, {
      lotId,
      experts: EXPERTS,
      qualities: Object.fromEntries(
        bids.map(({ loginName, quality }) => [`${lotId}-${loginName}`, quality]),
      ),
      at: chinaTime(times.scoring),
    })
    told(await completeEvaluation(at(times.report), { lotId, drawOrder: [] }))
    const [winner] = bids
    if (!winner) throw new Error(`nobody bids on ${lotId} in the story`)
    const submissionId = `${lotId}-${winner.loginName}`
    told(await awardLot(at(times.award), { lotId, submissionId, reason: '' }))
  }
}

/** The contract is drafted and both parties confirm it. */
export async function tellContract(
  teller: Teller,
  {
    contractId,
    lotId,
    officer,
    insurer,
    drafted,
    signed,
  }: {
    contractId: string
    lotId: string
    officer: string
    insurer: string
    drafted: string
    signed: string
  },
): Promise<void> {
  told(await draftContract(teller.as(officer, chinaTime(drafted)), { contractId, lotId }))
  for (const party of [officer, insurer])
    told(await confirmContract(teller.as(party, chinaTime(signed)), { contractId }))
}
