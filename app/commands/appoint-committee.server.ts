import { type CommandContext } from '#app/commands/context.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import {
  type CommitteeChangeRefusal,
  type NamedMember,
  changeCommittee,
} from '#app/domain/evaluation/change-committee.ts'
import { awaitsEvaluation, checkCommittee } from '#app/domain/evaluation/committee.ts'
import { registerExclusion } from '#app/domain/evaluation/expert-pool.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { type Db } from '#db/client.server.ts'
import {
  insertCommitteeMembers,
  listCommittee,
  listFormerMembers,
  markMemberRemoved,
  setChair,
} from '#db/queries/committees.server.ts'
import { listExpertDraws } from '#db/queries/expert-draws.server.ts'
import { listPoolCandidates } from '#db/queries/experts.server.ts'
import { isScoringSigned } from '#db/queries/score-sheets.server.ts'
import { type Tender, lockTender } from '#db/queries/tenders.server.ts'
import { listActiveAccounts } from '#db/queries/users.server.ts'

export type AppointCommitteeRefusal =
  | 'not-found'
  | 'not-published'
  | 'evaluation-complete'
  | 'draw-open'
  | 'not-an-expert'
  | 'not-a-representative'
  | 'term-over'
  | 'breaks-a-rule'
  | CommitteeChangeRefusal

/**
 * Confirms who sits in the evaluation committee (评标委员会) and who chairs it: the drawn
 * experts with the buyer's named representatives, or, where the draw was made outside
 * the portal, the experts named with that draw's document.
 */
export async function appointCommittee(
  { db, actor, clock }: CommandContext,
  {
    tenderId,
    members,
    outsideDraw = '',
  }: { tenderId: string; members: readonly NamedMember[]; outsideDraw?: string },
): Promise<Decision<undefined, AppointCommitteeRefusal>> {
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    if (!tender || tender.procuringEntityId !== actor.organisationId) return refuse('not-found')
    if (!tender.publishedAt) return refuse('not-published')
    if (!awaitsEvaluation(tender.facts.lots)) return refuse('evaluation-complete')
    if ((await listExpertDraws(tx, tenderId)).some(({ revealed }) => revealed === null))
      return refuse('draw-open')
    const at = await clock(tx)
    const today = dateInChina(at)
    const judged = await judgePeople(tx, { tender, members, today })
    if (!judged.ok) return judged
    const { regime, budget } = tender.terms
    if (checkCommittee(members, { regime, budget, today }).length > 0)
      return refuse('breaks-a-rule')
    const change = changeCommittee(members, {
      sitting: await listCommittee(tx, tenderId),
      formerMemberIds: (await listFormerMembers(tx, tenderId)).map(({ expertId }) => expertId),
      scoringSigned: await isScoringSigned(tx, tenderId),
    })
    if (!change.ok) return change

    for (const { expertId, conflict, conflictReason } of change.value.leaving) {
      const reason = conflict ? `回避：${conflictReason}` : '调整评标委员会组成'
      await markMemberRemoved(tx, { tenderId, expertId, at, reason })
    }
    const joining = change.value.joining.map((member) => ({ ...member, drawNumber: null }))
    await insertCommitteeMembers(tx, { tenderId, members: joining, at })
    const chair = members.find((member) => member.chair)
    if (chair) await setChair(tx, { tenderId, expertId: chair.expertId })
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'committee.appointed',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: { members, outsideDraw },
    })
    return accept(undefined)
  })
}

/** Experts are people of the register, representatives the buyer's own; a term's last day counts. */
async function judgePeople(
  db: Db,
  { tender, members, today }: { tender: Tender; members: readonly NamedMember[]; today: PlainDate },
): Promise<Decision<undefined, 'not-an-expert' | 'not-a-representative' | 'term-over'>> {
  const accounts = await listActiveAccounts(db, 'expert', today)
  const register = await listPoolCandidates(db, today)
  for (const { expertId, kind } of members) {
    const account = accounts.find(({ id }) => id === expertId)
    const isOwn = account?.organisationId === tender.procuringEntityId
    if (kind === 'procuring-entity-representative') {
      if (!isOwn) return refuse('not-a-representative')
      continue
    }
    const candidate = register.find((known) => known.expertId === expertId)
    if (!account || !candidate) return refuse('not-an-expert')
    if (registerExclusion(candidate, { today, speciality: '' }) === 'term-over')
      return refuse('term-over')
  }
  return accept(undefined)
}
