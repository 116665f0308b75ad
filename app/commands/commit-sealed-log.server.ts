import { type CommandContext } from '#app/commands/context.ts'
import { commitLog } from '#app/commands/steps/commit-log.server.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { commitmentTimes } from '#app/domain/opening/commitment-times.ts'
import { lockTender } from '#db/queries/tenders.server.ts'

export type CommitSealedLogRefusal =
  | 'not-found'
  | 'already-opened'
  | 'no-such-time'
  | 'not-over-yet'
  | 'already-committed'

/**
 * Commits in public to a tender's sealed log as of one of its fixed times (公布承诺值). The
 * clock does it and no person, so there is no actor and no audit event: the commitment is its
 * own public record. With the tender locked, no act from before `upTo` can still come in.
 */
export async function commitSealedLog(
  { db, clock }: Omit<CommandContext, 'actor'>,
  { tenderId, upTo, nonce }: { tenderId: string; upTo: Date; nonce: string },
): Promise<Decision<{ committedAt: Date }, CommitSealedLogRefusal>> {
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    if (!tender?.publishedAt) return refuse('not-found')
    const { bidDeadline, openedAt } = tender.facts
    if (openedAt) return refuse('already-opened')
    const times = commitmentTimes(tender.publishedAt, bidDeadline)
    if (!times.some((time) => time.getTime() === upTo.getTime())) return refuse('no-such-time')
    const committedAt = await clock(tx)
    if (committedAt < upTo) return refuse('not-over-yet')
    const isNew = await commitLog(tx, { tenderId, upTo, nonce, committedAt })
    return isNew ? accept({ committedAt }) : refuse('already-committed')
  })
}
