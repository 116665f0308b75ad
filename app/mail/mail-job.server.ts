import { type Job, startRepeatingJob } from '#app/jobs/repeating-job.server.ts'
import { type Connection } from '#db/client.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { type MailTransport, sendDueMails } from './send-mails.server.ts'

/** Looks into the outbox again and again; a hand-over that is cut off gives its row back. */
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
}): Job {
  const outbox = { db: connection.db, clock: databaseClock, transport, origin }
  return startRepeatingJob({
    connection,
    work: async (goOn) => {
      await sendDueMails(outbox, goOn)
    },
    failure: 'Mails could not be sent',
    report,
    everyMs,
  })
}
