import { type CommandContext } from '#app/commands/context.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type CommitteeMemberKind, checkCommittee } from '#app/domain/evaluation/committee.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { listSignedExperts, replaceCommittee } from '#db/queries/evaluations.server.ts'
import { lockTender } from '#db/queries/tenders.server.ts'
import { listActiveAccounts } from '#db/queries/users.server.ts'

export type AppointCommitteeRefusal =
  | 'not-found'
  | 'not-published'
  | 'not-an-expert'
  | 'breaks-a-rule'
  | 'scoring-signed'

/** Appoints the evaluation committee (评标委员会), or appoints it anew while nobody has signed a sheet. */
export async function appointCommittee(
  { db, actor, clock }: CommandContext,
  {
    tenderId,
    members,
  }: {
    tenderId: string
    members: readonly { expertId: string; kind: CommitteeMemberKind; chair: boolean }[]
  },
): Promise<Decision<undefined, AppointCommitteeRefusal>> {
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    if (!tender || tender.procuringEntityId !== actor.organisationId) return refuse('not-found')
    if (!tender.publishedAt) return refuse('not-published')
    const at = await clock(tx)
    const experts = await listActiveAccounts(tx, 'expert')
    if (members.some(({ expertId }) => !experts.some(({ id }) => id === expertId)))
      return refuse('not-an-expert')
    const { regime, budget, lots } = tender.terms
    if (checkCommittee(members, { regime, budget, today: dateInChina(at) }).length > 0)
      return refuse('breaks-a-rule')
    for (const { id } of lots) {
      if ((await listSignedExperts(tx, id)).length > 0) return refuse('scoring-signed')
    }

    await replaceCommittee(tx, { tenderId, members, at })
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'committee.appointed',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: { members },
    })
    return accept(undefined)
  })
}
