import { type Connection } from '#db/client.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { type MailTransport, sendDueMails } from './send-mails.server.ts'

export type MailJob = { stop: () => Promise<void> }

const STOP_WITHIN_MS = 5_000

/** Looks into the outbox again and again; `connection` is the job's own and is closed with it. */
export function startMailJob({
  connection,
  transport,
  origin,
  report,
  everyMs = 15_000,
}: {
  connection: Connection
  transport: MailTransport
  origin: string
  report: (line: string) => void
  everyMs?: number
}): MailJob {
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let running = run()

  async function run(): Promise<void> {
    const outbox = { db: connection.db, clock: databaseClock, transport, origin }
    try {
      await sendDueMails(outbox, () => !stopping)
    } catch (error) {
      // The message may hold a query with its values, an address among them.
      if (!stopping) report(`Mails could not be sent (${nameOf(error)}); the job tries again.`)
    }
    if (stopping) return
    timer = setTimeout(() => {
      running = run()
    }, everyMs)
  }

  return {
    // A hand-over that does not end is cut off: its row is given back and sent by the next start.
    stop: async () => {
      stopping = true
      clearTimeout(timer)
      const patience = new Promise((resolve) => setTimeout(resolve, STOP_WITHIN_MS).unref())
      await Promise.race([running, patience])
      await connection.close()
    },
  }
}

function nameOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.name
  return 'unknown'
}
