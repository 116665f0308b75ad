import { type CommandContext } from '#app/commands/context.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import {
  type BenefitSums,
  checkCandidate,
  estimateFunding as putTogether,
} from '#app/domain/funding/estimate-funding.ts'
import { type FundingCandidate, type FundingResult } from '#app/domain/funding/funding-estimate.ts'
import { type Variation, shrinkTerms, varyTerms } from '#app/domain/funding/vary-terms.ts'
import { type Db } from '#db/client.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { sumBenefits } from '#db/queries/benefit-sums.server.ts'
import { type ContractYearRow, findContractYear } from '#db/queries/contract-years.server.ts'
import { insertFundingEstimate } from '#db/queries/funding-estimates.server.ts'
import { findAgreedHeadcount } from '#db/queries/headcounts.server.ts'

export type EstimateFundingRefusal =
  | 'not-found'
  | 'unusable'
  | 'year-not-over'
  | 'no-headcount'
  | 'no-claims'
  | 'already-made'

/**
 * Estimates the funding per head (筹资测算): runs a past year's claims through candidate terms
 * and their neighbours and keeps what came out. Changes nothing of the year.
 */
export async function estimateFunding(
  { db, actor, clock }: CommandContext,
  {
    estimateId,
    name,
    baseYearId,
    candidate,
  }: { estimateId: string; name: string; baseYearId: string; candidate: FundingCandidate },
): Promise<Decision<{ result: FundingResult }, EstimateFundingRefusal>> {
  if (checkCandidate(candidate).length > 0) return refuse('unusable')
  return db.transaction(async (tx) => {
    const { organisationId } = actor
    const year = await findContractYear(tx, baseYearId, { everything: false, organisationId })
    if (!year || year.policyholderId !== organisationId) return refuse('not-found')
    const at = await clock(tx)
    if (dateInChina(at) <= year.endsOn) return refuse('year-not-over')
    const agreed = await findAgreedHeadcount(tx, baseYearId)
    if (!agreed) return refuse('no-headcount')

    const { byDeductible, byRatio } = varyTerms(candidate)
    const { assumptions } = candidate
    const result = putTogether({
      assumptions,
      baseHeadcount: agreed.headcount,
      byDeductible: await runAll(tx, year, byDeductible, assumptions),
      byRatio: await runAll(tx, year, byRatio, assumptions),
    })
    if (result.claims === 0) return refuse('no-claims')
    const saved = await insertFundingEstimate(tx, {
      id: estimateId,
      name,
      procuringEntityId: organisationId,
      baseYearId,
      candidate,
      result,
      madeBy: actor.userId,
      madeAt: at,
    })
    if (!saved) return refuse('already-made')
    const { payoutPerHead, fundingPerHead } = result
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'funding.estimated',
      subjectId: estimateId,
      purchaseId: year.tenderId,
      payload: { baseYearId, payoutPerHead, fundingPerHead },
    })
    return accept({ result })
  })
}

async function runAll(
  db: Db,
  { key, startsOn }: ContractYearRow,
  variations: readonly Variation[],
  { expenseGrowth }: FundingCandidate['assumptions'],
): Promise<{ variation: Variation; sums: BenefitSums }[]> {
  const ran: { variation: Variation; sums: BenefitSums }[] = []
  for (const variation of variations) {
    const terms = [{ ...shrinkTerms(variation.terms, expenseGrowth), from: startsOn }]
    ran.push({ variation, sums: await sumBenefits(db, { yearKey: key, terms }) })
  }
  return ran
}
