import { sendDueMails } from '#app/mail/send-mails.server.ts'
import { smtpTransport } from '#app/mail/smtp-transport.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { untilKilled } from '#tests/kill.ts'

// Run by kill.test.ts as a process of its own, to be killed while it sends.
await untilKilled(async ({ db, step, args: [url = ''] }) => {
  // A step is a line of the server, and the mail itself on its way to it.
  const debug = ({ tnx }: { tnx: string }) => tnx === 'server' && step()
  const info = ({ tnx }: { tnx: string }) => tnx === 'message' && step()
  const none = () => {}
  const logger = { level: none, trace: none, debug, info, warn: none, error: none, fatal: none }
  const transport = smtpTransport({ url, from: 'portal@example.cn', logger })
  await sendDueMails({ db, clock: databaseClock, transport, origin: 'https://portal.example.cn' })
})
