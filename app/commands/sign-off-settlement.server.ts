import { type CommandContext } from '#app/commands/context.ts'
import { bookSettlement } from '#app/commands/steps/book-settlement.server.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { differingFigures } from '#app/domain/ledger/settlement-inputs.ts'
import { settleLast } from '#app/domain/settlement/propose-year.ts'
import { firstDifference } from '#app/domain/settlement/recompute-settlement.ts'
import { hasOpenAssessment } from '#db/queries/assessments.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { lockContractYear } from '#db/queries/contract-years.server.ts'
import { findAgreedHeadcount } from '#db/queries/headcounts.server.ts'
import {
  findProposalYear,
  insertSettlement,
  listEarlierSettlements,
  listProposals,
} from '#db/queries/settlements.server.ts'
import { findSettlementInputs } from '#db/queries/statements.server.ts'

export type SignOffSettlementRefusal =
  | 'not-found'
  | 'not-confirmed'
  | 'recomputation-differs'
  | 'differs-from-accounts'
  | 'assessment-open'
  | 'already-final'

/**
 * The auditor signs off (审计签署): the year is computed anew from the records and
 * the contract's terms, and becomes final only when it equals the proposal and the accounts;
 * returns and shares are booked with it.
 */
export async function signOffSettlement(
  { db, actor, clock }: CommandContext,
  { proposalId }: { proposalId: string },
): Promise<Decision<undefined, SignOffSettlementRefusal>> {
  return db.transaction(async (tx) => {
    const contractYearId = await findProposalYear(tx, proposalId)
    const year =
      contractYearId === undefined ? undefined : await lockContractYear(tx, contractYearId)
    if (!year) return refuse('not-found')
    const proposal = (await listProposals(tx, year.id)).find(({ id }) => id === proposalId)
    if (!proposal?.confirmed || proposal.returned) return refuse('not-confirmed')

    const headcount = await findAgreedHeadcount(tx, year.id)
    const earlier = await listEarlierSettlements(tx, {
      contractId: year.contractId,
      before: year.number,
    })
    const years = [
      ...earlier.flatMap(({ final }) => (final ? [final.figures] : [])),
      proposal.figures,
    ]
    const recomputed = settleLast(year.terms.basis, year.terms.settlementTerms, years)
    const premiumAgrees = headcount?.premium === proposal.figures.premium
    if (!premiumAgrees || firstDifference(proposal.settlement, recomputed))
      return refuse('recomputation-differs')
    const booked = await findSettlementInputs(tx, year.id)
    if (differingFigures(booked, proposal.figures).length > 0)
      return refuse('differs-from-accounts')
    if (await hasOpenAssessment(tx, year.id)) return refuse('assessment-open')

    const at = await clock(tx)
    const { premium } = proposal.figures
    const saved = await insertSettlement(tx, {
      contractYearId: year.id,
      proposalId,
      premium,
      settlement: recomputed,
      signedOffBy: actor.userId,
      signedOffAt: at,
    })
    if (!saved) return refuse('already-final')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'settlement.signed-off',
      subjectId: year.id,
      purchaseId: year.tenderId,
      payload: { proposalId },
    })
    await bookSettlement(tx, {
      year,
      proposal,
      settlement: recomputed,
      booked,
      postedBy: actor.userId,
      postedAt: at,
    })
    return accept(undefined)
  })
}
