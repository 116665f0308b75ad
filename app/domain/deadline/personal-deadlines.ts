import { type Role } from '#app/domain/actor.ts'
import { type Deadline, type DeadlineKind } from './deadline.ts'

/** Who has to know a deadline; an insurer's own part in a tender narrows it further. */
const KNOWN_BY: Record<DeadlineKind, readonly Role[]> = {
  'documents-end': ['tender-officer', 'bid-submitter'],
  'documents-objection': ['bid-submitter'],
  'amendment-without-extension': ['tender-officer'],
  'bid-deadline': ['tender-officer', 'opening-officer', 'bid-submitter'],
  'procedure-objection': ['bid-submitter'],
  'bid-clarification': ['bid-submitter', 'expert'],
  'candidates-due': ['tender-officer'],
  'candidate-notice': ['tender-officer', 'bid-submitter'],
  'winner-due': ['tender-officer'],
  'result-notice': ['tender-officer', 'bid-submitter'],
  'result-objection': ['bid-submitter'],
  'contract-signing': ['tender-officer', 'bid-submitter'],
  'contract-publication': ['tender-officer'],
  'security-return': ['tender-officer'],
  'objection-answer': ['tender-officer', 'bid-submitter'],
  'complaint-filing': ['bid-submitter'],
  'complaint-decision': ['supervisor', 'bid-submitter'],
}

/** The part an insurer has in a tender; nothing of it is known before the opening. */
export type InsurerPart = { bidOnLots: readonly string[]; wonLots: readonly string[] }

/** The deadlines that one person has to know (期限): those of the role, not yet done. */
export function personalDeadlines(
  deadlines: readonly Deadline[],
  role: Role,
  { bidOnLots, wonLots }: InsurerPart,
): Deadline[] {
  const concerns = ({ kind, lotId }: Deadline): boolean => {
    if (role !== 'bid-submitter') return true
    if (kind === 'contract-signing') return lotId !== null && wonLots.includes(lotId)
    if (kind === 'procedure-objection') return bidOnLots.length > 0
    return lotId === null || bidOnLots.includes(lotId)
  }
  return deadlines.filter(
    (deadline) =>
      deadline.state !== 'done' && KNOWN_BY[deadline.kind].includes(role) && concerns(deadline),
  )
}
