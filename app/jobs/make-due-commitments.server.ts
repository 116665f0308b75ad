import { randomBytes } from 'node:crypto'
import { commitSealedLog } from '#app/commands/commit-sealed-log.server.ts'
import { type CommandContext } from '#app/commands/context.ts'
import { dueCommitment } from '#app/domain/opening/commitment-times.ts'
import { listTendersToCommit } from '#db/queries/sealed-log.server.ts'

const NONCE_BYTES = 32

/**
 * Makes the latest commitment that is due of every tender. One that was missed while the
 * portal stood still is not made up: the next covers all that it would have.
 */
export async function makeDueCommitments({
  db,
  clock,
}: Omit<CommandContext, 'actor'>): Promise<number> {
  let made = 0
  const now = await clock(db)
  for (const { tenderId, publishedAt, bidDeadline, lastUpTo } of await listTendersToCommit(db)) {
    const upTo = dueCommitment(publishedAt, bidDeadline, now)
    if (!upTo || (lastUpTo && lastUpTo >= upTo)) continue
    const nonce = randomBytes(NONCE_BYTES).toString('hex')
    const decision = await commitSealedLog({ db, clock }, { tenderId, upTo, nonce })
    if (decision.ok) made += 1 // another copy of the portal, or the opening, may have been first
  }
  return made
}
