import { type CommandContext } from '#app/commands/context.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { differingFigures } from '#app/domain/ledger/settlement-inputs.ts'
import {
  type ProposeYearRefusal,
  type ReportedFigures,
  proposeYear,
} from '#app/domain/settlement/propose-year.ts'
import { hasOpenAssessment } from '#db/queries/assessments.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { lockContractYear } from '#db/queries/contract-years.server.ts'
import { findAgreedHeadcount } from '#db/queries/headcounts.server.ts'
import {
  insertProposal,
  listEarlierSettlements,
  listProposals,
} from '#db/queries/settlements.server.ts'
import { findSettlementInputs } from '#db/queries/statements.server.ts'

export type ProposeSettlementRefusal =
  | ProposeYearRefusal
  | 'not-found'
  | 'no-headcount'
  | 'differs-from-accounts'
  | 'assessment-open'
  | 'proposal-open'
  | 'already-proposed'

/**
 * The insurer proposes a year's settlement with its figures and their evidence (年度结算申报). What
 * the year's separate accounts say, the figures say too; a deduction that is not decided yet would
 * lapse with the year, so it is decided first.
 */
export async function proposeSettlement(
  { db, actor, clock }: CommandContext,
  input: {
    proposalId: string
    contractYearId: string
    reported: ReportedFigures
    evidence: Readonly<Record<string, string>>
  },
): Promise<Decision<{ proposalId: string }, ProposeSettlementRefusal>> {
  const { proposalId, contractYearId, reported, evidence } = input
  return db.transaction(async (tx) => {
    const year = await lockContractYear(tx, contractYearId)
    if (!year || year.insurerId !== actor.organisationId) return refuse('not-found')
    const agreed = await findAgreedHeadcount(tx, contractYearId)
    if (!agreed) return refuse('no-headcount')
    const proposals = await listProposals(tx, contractYearId)
    if (proposals.some(({ returned }) => !returned)) return refuse('proposal-open')

    const at = await clock(tx)
    const earlier = await listEarlierSettlements(tx, {
      contractId: year.contractId,
      before: year.number,
    })
    const proposed = proposeYear({
      year: { name: String(year.number), endsOn: year.endsOn },
      basis: year.terms.basis,
      terms: year.terms.settlementTerms,
      policyLossCauses: year.terms.policyLossCauses,
      earlier: earlier.map(({ final }) => final),
      premium: agreed.premium,
      reported,
      today: dateInChina(at),
    })
    if (!proposed.ok) return proposed
    const inputs = await findSettlementInputs(tx, contractYearId)
    if (differingFigures(inputs, reported).length > 0) return refuse('differs-from-accounts')
    if (await hasOpenAssessment(tx, contractYearId)) return refuse('assessment-open')
    const version = proposals.length + 1
    const saved = await insertProposal(tx, {
      id: proposalId,
      contractYearId,
      version,
      ...proposed.value,
      evidence,
      proposedBy: actor.userId,
      proposedAt: at,
    })
    if (!saved) return refuse('already-proposed')
    const { figures } = proposed.value
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'settlement.proposed',
      subjectId: contractYearId,
      purchaseId: year.tenderId,
      payload: { proposalId, version, figures },
    })
    return accept({ proposalId })
  })
}
