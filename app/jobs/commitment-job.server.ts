import { randomBytes } from 'node:crypto'
import { commitSealedLog } from '#app/commands/commit-sealed-log.server.ts'
import { dueCommitment } from '#app/domain/opening/commitment-times.ts'
import { type Connection, type Db } from '#db/client.server.ts'
import { type Clock, databaseClock } from '#db/queries/clock.server.ts'
import { listTendersToCommit } from '#db/queries/sealed-log.server.ts'
import { type Job, startRepeatingJob } from './repeating-job.server.ts'

/**
 * Makes the latest commitment of each tender that is due. An earlier one that was missed, as
 * while the portal stood still, is left out: made late it would prove nothing more.
 */
export async function makeDueCommitments(
  { db, clock }: { db: Db; clock: Clock },
  goOn: () => boolean = () => true,
): Promise<void> {
  const now = await clock(db)
  for (const { tenderId, publishedAt, bidDeadline, lastUpTo } of await listTendersToCommit(db)) {
    if (!goOn()) return
    const upTo = dueCommitment(publishedAt, bidDeadline, now)
    if (!upTo || (lastUpTo && lastUpTo >= upTo)) continue
    const nonce = randomBytes(32).toString('hex')
    await commitSealedLog({ db, clock }, { tenderId, upTo, nonce }) // refused where another copy has made it
  }
}

/** Looks every minute for commitments to sealed logs that are due. */
export function startCommitmentJob({
  connection,
  report,
}: {
  connection: Connection
  report: (line: string) => void
}): Job {
  return startRepeatingJob({
    connection,
    work: (goOn) => makeDueCommitments({ db: connection.db, clock: databaseClock }, goOn),
    failure: 'Commitments to sealed logs could not be made',
    report,
    everyMs: 60_000,
  })
}
