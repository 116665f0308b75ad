import { type CommandContext } from '#app/commands/context.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { awaitsEvaluation } from '#app/domain/evaluation/committee.ts'
import { redrawNeeded } from '#app/domain/notification/evaluation-messages.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { listCommittee, markMemberRemoved } from '#db/queries/committees.server.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { isScoringSigned } from '#db/queries/score-sheets.server.ts'
import { lockTender } from '#db/queries/tenders.server.ts'
import { listActiveAccounts } from '#db/queries/users.server.ts'

export type RemoveCommitteeMemberRefusal =
  | 'not-found'
  | 'reason-missing'
  | 'evaluation-complete'
  | 'not-a-member'
  | 'scoring-signed'

/**
 * Takes a member out who cannot go on: account closed, term over, absent, ill (更换).
 * Once a sheet is signed only who is recused or whose account is closed may leave,
 * so that nobody chooses whose scores count.
 * From then on neither their draft nor their signed sheet counts; after the report
 * nothing changes. Basis: 招标投标法实施条例 第四十八条; 财政部令第87号 第四十九条.
 */
export async function removeCommitteeMember(
  { db, actor, clock }: CommandContext,
  { tenderId, expertId, reason }: { tenderId: string; expertId: string; reason: string },
): Promise<Decision<undefined, RemoveCommitteeMemberRefusal>> {
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    if (!tender || tender.procuringEntityId !== actor.organisationId) return refuse('not-found')
    if (reason.trim() === '') return refuse('reason-missing')
    if (!awaitsEvaluation(tender.facts.lots)) return refuse('evaluation-complete')

    const at = await clock(tx)
    const member = (await listCommittee(tx, tenderId)).find((sits) => sits.expertId === expertId)
    if (!member) return refuse('not-a-member')
    const accounts = await listActiveAccounts(tx, 'expert', dateInChina(at))
    const canGoOn = member.conflict !== true && accounts.some(({ id }) => id === expertId)
    if (canGoOn && (await isScoringSigned(tx, tenderId))) return refuse('scoring-signed')
    if (!(await markMemberRemoved(tx, { tenderId, expertId, at, reason })))
      return refuse('not-a-member')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'committee.member-removed',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: { expertId }, // the reason, which may be an illness, stands in the committee's list
    })
    const { procuringEntityId } = tender
    const tenderTitle = tender.terms.title
    await notify(tx, {
      at,
      ...redrawNeeded({ tenderId, tenderTitle, procuringEntityId, expertId }),
    })
    return accept(undefined)
  })
}
