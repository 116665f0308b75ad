import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type CommitteeMemberKind } from './committee.ts'

export type SittingMember = {
  expertId: string
  kind: CommitteeMemberKind
  drawNumber: number | null
  conflict: boolean | null
  conflictReason: string | null
}

export type NamedMember = { expertId: string; kind: CommitteeMemberKind; chair: boolean }

export type CommitteeChange = {
  joining: readonly NamedMember[]
  leaving: readonly SittingMember[]
}

export type CommitteeChangeRefusal =
  | 'recused'
  | 'was-removed'
  | 'not-drawn'
  | 'drawn-left-out'
  | 'scoring-signed'

/**
 * What naming a committee changes in the one that sits. Where experts were drawn
 * (随机抽取), all of them sit and no other expert does: the draw is not corrected by
 * choice. Who has left or is recused (回避) does not come back, and once a sheet is
 * signed only a recused member may leave.
 */
export function changeCommittee(
  named: readonly NamedMember[],
  {
    sitting,
    formerMemberIds,
    scoringSigned,
  }: {
    sitting: readonly SittingMember[]
    formerMemberIds: readonly string[]
    scoringSigned: boolean
  },
): Decision<CommitteeChange, CommitteeChangeRefusal> {
  const isNamed = (id: string) => named.some(({ expertId }) => expertId === id)
  if (sitting.some(({ expertId, conflict }) => conflict === true && isNamed(expertId)))
    return refuse('recused')
  const isSitting = (id: string) => sitting.some(({ expertId }) => expertId === id)
  const joining = named.filter(({ expertId }) => !isSitting(expertId))
  const leaving = sitting.filter(({ expertId }) => !isNamed(expertId))
  if (joining.some(({ expertId }) => formerMemberIds.includes(expertId)))
    return refuse('was-removed')
  if (sitting.some(({ drawNumber }) => drawNumber !== null)) {
    if (joining.some(({ kind }) => kind === 'expert')) return refuse('not-drawn')
    if (leaving.some(({ drawNumber, conflict }) => drawNumber !== null && conflict !== true))
      return refuse('drawn-left-out')
  }
  if (scoringSigned && leaving.some(({ conflict }) => conflict !== true))
    return refuse('scoring-signed')
  return accept({ joining, leaving })
}
