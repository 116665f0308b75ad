import { type Connection } from '#db/client.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { makeDueCommitments } from './make-due-commitments.server.ts'

export type CommitmentJob = { stop: () => Promise<void> }

/** Commits to the sealed logs when a time is due; `connection` is the job's own and is closed with it. */
export function startCommitmentJob({
  connection,
  report,
  everyMs = 60_000,
}: {
  connection: Connection
  report: (line: string) => void
  everyMs?: number
}): CommitmentJob {
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let running = run()

  async function run(): Promise<void> {
    try {
      await makeDueCommitments({ db: connection.db, clock: databaseClock })
    } catch (error) {
      // The message may hold a query with its values, a nonce among them.
      if (!stopping)
        report(`Commitments could not be made (${nameOf(error)}); the job tries again.`)
    }
    if (stopping) return
    timer = setTimeout(() => {
      running = run()
    }, everyMs)
  }

  return {
    stop: async () => {
      stopping = true
      clearTimeout(timer)
      await running
      await connection.close()
    },
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
