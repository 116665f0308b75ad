import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { differingFigures } from '#app/domain/ledger/settlement-inputs.ts'
import { reserveEntries } from '#app/domain/ledger/reserve-entries.ts'
import { settlementLines } from '#app/domain/ledger/settlement-lines.ts'
import { settleLast } from '#app/domain/settlement/propose-year.ts'
import { firstDifference } from '#app/domain/settlement/recompute-settlement.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { lockContractYear } from '#db/queries/contract-years.server.ts'
import { findAgreedHeadcount } from '#db/queries/headcounts.server.ts'
import { lockLedger, postEntry } from '#db/queries/ledger.server.ts'
import { findFollowingReserve } from '#db/queries/outstanding-claims.server.ts'
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
    await lockLedger(tx, year.contractId)
    const { contractId, endsOn } = year
    const following = await findFollowingReserve(tx, { contractId, asOf: endsOn })
    const posted = { contractId, postedBy: actor.userId, postedAt: at }
    const document = `第${year.number}年度结算（第${proposal.version}版）`
    const lines = settlementLines(recomputed, { figures: proposal.figures, booked })
    if (lines.length > 0)
      await postEntry(tx, {
        id: `settlement-final-${year.id}`,
        contractYearId: year.id,
        ...posted,
        entry: {
          kind: 'settlement-final',
          bookedOn: endsOn,
          sourceId: year.id,
          memo: booked.kept ? '年度结算审定' : '年度结算审定，未分项记账的数据按审定数补记',
          document,
          lines,
        },
      })
    // The closing taken over must not move a reserve that a later day was given before.
    const [, kept] = reserveEntries(
      {
        id: `settlement-${year.id}`,
        contractYearId: year.id,
        asOf: endsOn,
        amount: proposal.figures.outstandingClosing,
        document,
      },
      { booked: booked.outstandingClosing, following },
    )
    if (kept)
      await postEntry(tx, {
        id: `${kept.entry.kind}-${kept.entry.sourceId}`,
        ...kept,
        ...posted,
      })
    return accept(undefined)
  })
}
