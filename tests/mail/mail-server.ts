import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

export type ReceivedMail = { to: string; messageId: string; content: string }

/** A real SMTP server on this machine that keeps what it accepts. */
export async function startMailServer({
  answerTo = () => 'accept',
}: { answerTo?: (to: string) => 'accept' | 'refuse' } = {}): Promise<{
  url: string
  received: ReceivedMail[]
  stop: () => Promise<void>
}> {
  const received: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, callback) {
      if (answerTo(address) !== 'refuse') return callback()
      callback(Object.assign(new Error(`no mailbox ${address}`), { responseCode: 550 }))
    },
    onData(stream, { envelope }, callback) {
      const accept = (content: string) => {
        const to = envelope.rcptTo[0]?.address ?? ''
        const messageId = /^Message-ID: (.*)$/im.exec(content)?.[1]?.trim() ?? ''
        received.push({ to, messageId, content })
        callback()
      }
      text(stream).then(accept, callback) // fails when the client dies in the middle of a mail
    },
  })
  server.on('error', () => {}) // a killed client
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP socket has a port')
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()))
  onTestFinished(stop)
  return { url: `smtp://127.0.0.1:${address.port}`, received, stop }
}
