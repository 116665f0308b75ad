import { type PlainDate } from '#app/domain/calendar.ts'
import { institutionKey } from '#app/domain/qualification/qualified-insurers.ts'

/** An expert account as the register (评审专家库) and the tender know it. */
export type PoolCandidate = {
  expertId: string
  closed: boolean // account closed, or past its last day
  profile: { employer: string; speciality: string; validUntil: PlainDate | null } | null
}

/** Whom an expert must not work for in one tender, and who has sat in its committee. */
export type PoolFacts = {
  procuringEntityName: string
  supervisionNames: readonly string[] // whose people open the bids
  bidderNames: readonly string[] // empty before the opening: nobody may learn who bids
  members: readonly { expertId: string; conflict: boolean | null }[]
  formerMemberIds: readonly string[]
}

export type PoolExclusion =
  | 'account-closed'
  | 'not-registered'
  | 'other-speciality'
  | 'term-over'
  | 'works-for-procuring-entity'
  | 'works-for-supervision'
  | 'works-for-bidder'
  | 'recused'
  | 'member'
  | 'has-left'

export type ExpertPool = {
  eligible: readonly string[] // sorted, so that the pool is one and the same text
  excluded: readonly { expertId: string; reason: PoolExclusion }[]
}

/**
 * Who can be drawn for a tender on a day, and why the others cannot. The last day
 * of a term or an account still counts. `speciality` empty takes every one.
 * Basis: 招标投标法 第三十七条 (利害关系人不得进入); 招标投标法实施条例 第四十六条
 * (相关专业, 监督部门工作人员不得担任); 财政部令第87号 第四十七条.
 */
export function expertPool(
  candidates: readonly PoolCandidate[],
  facts: PoolFacts,
  { today, speciality }: { today: PlainDate; speciality: string },
): ExpertPool {
  const judged = candidates
    .toSorted((a, b) => (a.expertId < b.expertId ? -1 : 1))
    .map((candidate) => ({
      expertId: candidate.expertId,
      reason:
        registerExclusion(candidate, { today, speciality }) ?? tenderExclusion(candidate, facts),
    }))
  return {
    eligible: judged.flatMap(({ expertId, reason }) => (reason ? [] : [expertId])),
    excluded: judged.flatMap(({ expertId, reason }) => (reason ? [{ expertId, reason }] : [])),
  }
}

/** What the register says against an expert, whatever the tender. */
export function registerExclusion(
  { closed, profile }: PoolCandidate,
  { today, speciality }: { today: PlainDate; speciality: string },
): PoolExclusion | undefined {
  if (closed) return 'account-closed'
  if (!profile) return 'not-registered'
  if (profile.validUntil !== null && profile.validUntil < today) return 'term-over'
  return speciality !== '' && profile.speciality !== speciality ? 'other-speciality' : undefined
}

function tenderExclusion(
  { expertId, profile }: PoolCandidate,
  { procuringEntityName, supervisionNames, bidderNames, members, formerMemberIds }: PoolFacts,
): PoolExclusion | undefined {
  const member = members.find((sitting) => sitting.expertId === expertId)
  if (member) return member.conflict === true ? 'recused' : 'member'
  if (formerMemberIds.includes(expertId)) return 'has-left'
  const worksFor = (name: string) => isSameHouse(profile?.employer ?? '', name)
  if (worksFor(procuringEntityName)) return 'works-for-procuring-entity'
  if (supervisionNames.some(worksFor)) return 'works-for-supervision'
  return bidderNames.some(worksFor) ? 'works-for-bidder' : undefined
}

const SHORTEST_NAME = 4 // 「达州」 alone names no employer

/** The same house when the names are equal or one begins with the other, as a branch's does. */
function isSameHouse(employer: string, name: string): boolean {
  const [one, other] = [institutionKey(employer), institutionKey(name)]
  if (one === other) return one !== ''
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return short.length >= SHORTEST_NAME && long.startsWith(short)
}
